package finagent.jobs.report;

import java.util.List;
import java.util.OptionalLong;

/**
 * All that the page of an evaluation says.
 *
 * @param how what was done, in a sentence
 * @param notes known biases, and what was left out
 * @param lines every training, then every baseline
 * @param efforts what was spent on each training
 * @param learning returns of the training windows by share of the training in percent
 * @param equity growth of 1 over the tests, mean over seeds
 * @param held what trainings held
 * @param costs Sharpe ratios by multiple of the costs; empty where there are none
 * @param capital Sharpe ratios by multiple of the capital; empty where size costs nothing
 */
public record EvaluationReport(
    String title,
    String source,
    String how,
    List<String> notes,
    List<Line> lines,
    List<Chance> chances,
    List<Effort> efforts,
    List<Curve> learning,
    List<Series> equity,
    List<Held> held,
    List<Curve> costs,
    List<Curve> capital) {
  public EvaluationReport {
    notes = List.copyOf(notes);
    lines = List.copyOf(lines);
    chances = List.copyOf(chances);
    efforts = List.copyOf(efforts);
    learning = List.copyOf(learning);
    equity = List.copyOf(equity);
    held = List.copyOf(held);
    costs = List.copyOf(costs);
    capital = List.copyOf(capital);
  }

  /** A number with a 95 % interval; NaN where there is none. */
  public record Figure(double value, double low, double high) {}

  /**
   * A training or baseline.
   *
   * @param sharpe its interval is from the seeds alone
   * @param median total return of a test
   * @param error standard error of the Sharpe ratio from the length of the tests
   * @param degenerate walks that were constant or saturated, in words; empty = none
   */
  public record Line(
      String name,
      int runs,
      Figure sharpe,
      double median,
      double error,
      double deflated,
      String degenerate) {}

  /** The chance of one to beat another on the same test. */
  public record Chance(String name, String against, Figure chance) {}

  /**
   * What was spent on trainings of one name, and whether their curves had flattened.
   *
   * @param steps of each policy
   * @param updates of each, where they are known
   * @param gain return of an episode, last third of the curve less the third before
   * @param error standard error of the gain; NaN where there is none
   * @param whole last third less the start
   * @param word for the curve
   */
  public record Effort(
      String name,
      int policies,
      long steps,
      OptionalLong updates,
      double gain,
      double error,
      double whole,
      String word) {}

  /** A named curve of numbers with intervals; points rise. */
  public record Curve(String name, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }

    /** One of its points. */
    public record Point(double at, Figure figure) {}
  }

  /**
   * Mean target weights over seeds, one series an instrument, those held most first.
   *
   * @param of the training
   */
  public record Held(String of, List<Series> weights) {
    public Held {
      weights = List.copyOf(weights);
    }
  }

  /** The page as one HTML file: it loads nothing and runs nothing. */
  public String html() {
    return EvaluationPage.html(this);
  }
}
