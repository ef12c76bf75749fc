package finagent.jobs;

import finagent.jobs.montecarlo.PathRunner;
import finagent.sandbox.montecarlo.ResampledPanel;
import finagent.sandbox.montecarlo.StylisedFacts;
import finagent.sandbox.montecarlo.StylisedFacts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How like the history the markets of a simulation are, from its first paths.
 *
 * @param paths looked at; 0 = they are too short to tell
 * @param blocks whether they are drawn from the history in blocks
 */
record Likeness(int paths, boolean blocks, List<Fact> facts) {
  private static final int PATHS = 64;

  /** Less clustering than this share of the history's is worth a warning. */
  private static final double ENOUGH = 0.8;

  Likeness {
    facts = List.copyOf(facts);
  }

  static Likeness of(MonteCarloJob.Outcome outcome) {
    PathRunner runner = new PathRunner(outcome.experiment(), outcome.history());
    List<StylisedFacts> paths = new ArrayList<>();
    if (outcome.experiment().steps() > StylisedFacts.LAGS) {
      for (long path = 0; path < PATHS; path++) {
        paths.add(StylisedFacts.of(runner.enter(path).whole()));
      }
    }
    return new Likeness(
        paths.size(),
        outcome.experiment().question().model().isOfRows(),
        paths.isEmpty()
            ? List.of()
            : StylisedFacts.compared(
                StylisedFacts.of(ResampledPanel.of(outcome.history()).returns()),
                paths,
                outcome.history().time().barsPerYear()));
  }

  /** What is lost of the clustering of volatility, if it is much. */
  Optional<String> loss() {
    return facts.stream()
        .filter(fact -> fact.name().equals(StylisedFacts.CLUSTERING))
        .filter(fact -> fact.history() > 0.02 && fact.paths() < ENOUGH * fact.history())
        .map(
            fact ->
                String.format(
                    Locale.ROOT,
                    "volatility clusters less on the paths than it did: the autocorrelation of"
                        + " |return|, mean of lags 1 to 10, is %.3f \u00b1 %.3f, %.0f %% of the"
                        + " history's %.3f; %s, and drawdowns are milder"
                        + " without it",
                    fact.paths(),
                    fact.error(),
                    100 * fact.paths() / fact.history(),
                    fact.history(),
                    blocks
                        ? "longer blocks (--block 100) keep more of it"
                        : "--model bootstrap --block 100, fhs or regimes keep more of it"))
        .findFirst();
  }

  /** As words, a row each, headings first. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("the market, equally weighted", "history", "paths", "\u00b1 sim"));
    facts.forEach(
        fact ->
            rows.add(
                List.of(
                    fact.name(),
                    number(fact.history()),
                    number(fact.paths()),
                    number(fact.error()))));
    return rows;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%.3f", value);
  }
}
