package finagent.sandbox.risk;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Value at risk and expected shortfall of a book by one method; losses are positive.
 *
 * @param method e.g. {@code normal}, {@code historical}, {@code filtered-historical}
 * @param level e.g. 0.99: the value at risk is exceeded with probability 0.01
 * @param horizon in sessions
 * @param valueAtRisk in the unit of what went in (money or fractions)
 * @param expectedShortfall mean loss in the worst {@code 1 - level}
 * @param notes repairs and limits of the method that a reader has to know; may be empty
 */
public record TailRisk(
    String method,
    double level,
    int horizon,
    Estimate valueAtRisk,
    Estimate expectedShortfall,
    List<String> notes)
    implements Serializable {
  public TailRisk {
    checkLevel(level);
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "Invalid horizon: %d sessions (must be >= 1)".formatted(horizon));
    }
    for (Estimate estimate : new Estimate[] {valueAtRisk, expectedShortfall}) {
      if (!(Math.abs(estimate.value()) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "The %s risk at level %s is %s: its input is not finite, or too wild for doubles"
                .formatted(method, level, estimate.value()));
      }
    }
    notes = List.copyOf(notes);
  }

  static void checkLevel(double level) {
    if (!(level > 0.5 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: %s (must be above 0.5 and below 1, e.g. 0.99)".formatted(level));
    }
  }

  /** The same in another unit, e.g. times the value of the book. */
  public TailRisk times(double factor) {
    return new TailRisk(
        method, level, horizon, valueAtRisk.times(factor), expectedShortfall.times(factor), notes);
  }

  /**
   * The same with the estimation errors of a risk that is proportional to a deviation.
   *
   * @param relativeError standard error of that deviation as a share of it, e.g. {@link
   *     finagent.sandbox.stats.Moments#relativeError} of the book's profits
   */
  public TailRisk knownWithin(double relativeError) {
    return new TailRisk(
        method,
        level,
        horizon,
        valueAtRisk.knownWithin(relativeError),
        expectedShortfall.knownWithin(relativeError),
        notes);
  }

  /** The same with one more note. */
  public TailRisk noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new TailRisk(method, level, horizon, valueAtRisk, expectedShortfall, more);
  }
}
