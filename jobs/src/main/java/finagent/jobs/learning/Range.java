package finagent.jobs.learning;

import finagent.planner.spec.YamlMap;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Where a setting is drawn from: a rate evenly between two numbers, on a logarithmic scale where
 * they are a decade or more apart; anything else from a list. Numbers have three digits where the
 * range has room for that.
 *
 * @param choices empty for a range
 */
public record Range(List<String> choices, double low, double high) {
  private static final double DECADE = 10;
  private static final MathContext SHORT = new MathContext(3);

  public Range {
    choices = List.copyOf(choices);
  }

  /**
   * Reads one.
   *
   * @param rate whether two numbers are the ends of a range
   */
  static Range of(YamlMap given, String name, boolean rate) {
    List<String> words = given.texts(name);
    if (words.size() < 2) {
      throw given.refuse(name, "must be a range like [0.001, 0.1] or a list of values");
    }
    if (!rate || words.size() > 2) {
      return new Range(words, Double.NaN, Double.NaN);
    }
    try {
      double low = Double.parseDouble(words.get(0));
      double high = Double.parseDouble(words.get(1));
      if (low < high && high < Double.POSITIVE_INFINITY) {
        return new Range(List.of(), low, high);
      }
    } catch (NumberFormatException e) {
      throw given.refuse(name, "'%s' is not a range of numbers".formatted(words));
    }
    throw given.refuse(name, "must be a range like [0.001, 0.1], the smaller number first");
  }

  String at(double uniform) {
    if (!choices.isEmpty()) {
      return choices.get((int) (uniform * choices.size()));
    }
    return low > 0 && high >= DECADE * low
        ? text(low * StrictMath.pow(high / low, uniform))
        : text(low + uniform * (high - low));
  }

  /** A quarter more, or a fifth less, within the range; what was in a list stays. */
  String moved(String from, boolean up) {
    return choices.isEmpty() ? text(Double.parseDouble(from) * (up ? 1.25 : 0.8)) : from;
  }

  private String text(double value) {
    double inside = Math.max(low, Math.min(high, value));
    BigDecimal rounded = new BigDecimal(inside).round(SHORT);
    boolean fits = low <= rounded.doubleValue() && rounded.doubleValue() <= high;
    return fits ? rounded.toPlainString() : Double.toString(inside);
  }
}
