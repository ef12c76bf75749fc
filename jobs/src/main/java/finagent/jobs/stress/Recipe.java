package finagent.jobs.stress;

import finagent.sandbox.market.Panel;
import finagent.sandbox.scenario.Replay;
import finagent.sandbox.scenario.Scenario;
import finagent.sandbox.scenario.Scenarios;
import finagent.sandbox.scenario.Window;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
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

  /** The sessions between two dates, both included, over again at the end of the market. */
  record Again(LocalDate first, LocalDate last) implements Recipe {
    /** Reads {@code 2018-10-01..2018-12-24}. */
    public static Again of(String text) {
      String[] days = text.strip().split("\\.\\.", -1);
      try {
        if (days.length == 2) {
          return new Again(LocalDate.parse(days[0]), LocalDate.parse(days[1]));
        }
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(wrong(text), e);
      }
      throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(String text) {
      return "Invalid --again '%s': write two days, e.g. 2018-10-01..2018-12-24".formatted(text);
    }

    @Override
    public String name() {
      return "again " + first + ".." + last;
    }

    @Override
    public Scenario in(Panel panel) {
      Replay replay = Replay.of(panel, first, last);
      return new Scenario(name(), Window.last(replay.sessions()), List.of(replay));
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
