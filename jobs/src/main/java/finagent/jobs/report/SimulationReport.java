package finagent.jobs.report;

import finagent.sandbox.montecarlo.Histogram;
import finagent.tables.montecarlo.McResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that the page of a simulation says.
 *
 * @param source where the data comes from
 * @param how paths, model and seed, in words
 * @param worlds histories the estimation error rests on; 0 = it is not known
 * @param calibration the model's parameters are taken from; empty = fitted to the data
 * @param notes what was left out or repaired, and known biases, shown before any result
 * @param strategies those with a section of their own, the first one first
 * @param compared all but the first, which ran on the same paths
 * @param likeness how like the history the paths are, as words, headings first; empty = not known
 * @param versions of the tables read
 */
public record SimulationReport(
    String title,
    String runId,
    String digest,
    String source,
    String how,
    int worlds,
    String calibration,
    List<String> notes,
    List<Strategy> strategies,
    List<Compared> compared,
    List<List<String>> likeness,
    String versions) {
  public SimulationReport {
    notes = List.copyOf(notes);
    strategies = List.copyOf(strategies);
    compared = List.copyOf(compared);
    likeness = List.copyOf(likeness);
  }

  /** A strategy beside the first, path by path. */
  public record Compared(String name, List<McResult> results) {
    public Compared {
      results = List.copyOf(results);
    }

    Optional<McResult> difference(String number) {
      return results.stream()
          .filter(
              r ->
                  r.step() == 0
                      && r.statistic().equals(number + "-difference")
                      && r.measure().equals("mean"))
          .findFirst();
    }
  }

  /**
   * One strategy.
   *
   * @param results its rows
   * @param histograms of the numbers of whole paths, by statistic
   * @param history equity over the history itself, as multiples of its start, by sessions after it
   * @param worst curves of the worst paths, laid out alike, worst first
   */
  public record Strategy(
      String name,
      List<McResult> results,
      Map<String, Histogram> histograms,
      Series history,
      List<Series> worst) {
    public Strategy {
      results = List.copyOf(results);
      histograms = Collections.unmodifiableMap(new TreeMap<>(histograms));
      worst = List.copyOf(worst);
    }
  }
}
