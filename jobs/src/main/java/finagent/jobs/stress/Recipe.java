package finagent.jobs.stress;

import finagent.sandbox.market.Panel;
import finagent.sandbox.scenario.Scenario;
import finagent.sandbox.scenario.Scenarios;
import java.io.Serializable;
import java.util.Locale;

/** How to make a scenario where a market is at hand. It travels without prices. */
public sealed interface Recipe extends Serializable {
  /** E.g. {@code market-crash}. */
  String name();

  /** The scenario, cut from the market itself where it repeats a stretch of it. */
  Scenario in(Panel panel);

  /** A scenario that is the same for every market. */
  record Made(Scenario scenario) implements Recipe {
    @Override
    public String name() {
      return scenario.name();
    }

    @Override
    public Scenario in(Panel panel) {
      return scenario;
    }
  }

  /** A stretch of the market's own past over again. */
  record Replayed(Scenarios.Past past) implements Recipe {
    @Override
    public String name() {
      return past.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Scenario in(Panel panel) {
      return past.replay(panel);
    }
  }
}
