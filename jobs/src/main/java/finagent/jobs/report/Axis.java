package finagent.jobs.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand along a line, and which of them are worth a tick.
 *
 * @param low smallest value shown
 * @param high largest value shown
 * @param from coordinate of low
 * @param to coordinate of high
 * @param log equal ratios are equal distances; then low is above 0
 */
record Axis(double low, double high, double from, double to, boolean log) {
  /** First digits of the ticks of a logarithmic axis, fine to coarse. */
  private static final double[][] DIGITS = {{1, 1.5, 2, 3, 4, 6, 8}, {1, 2, 3, 5}, {1, 2, 5}, {1}};

  Axis {
    if (!(low < high) || (log && !(low > 0))) {
      throw new IllegalArgumentException(
          "Invalid axis: %s to %s%s".formatted(low, high, log ? ", logarithmic" : ""));
    }
  }

  static Axis linear(double low, double high, double from, double to) {
    return new Axis(low, high, from, to, false);
  }

  static Axis log(double low, double high, double from, double to) {
    return new Axis(low, high, from, to, true);
  }

  double at(double value) {
    double share =
        log
            ? StrictMath.log(value / low) / StrictMath.log(high / low)
            : (value - low) / (high - low);
    return from + share * (to - from);
  }

  /** Round values, at most so many (and one more where that is rounder). */
  List<Double> ticks(int most) {
    if (log && high / low > 2.5) {
      for (double[] digits : DIGITS) {
        List<Double> ticks = decades(digits);
        if (ticks.size() <= most + 1) {
          return ticks;
        }
      }
      return decades(DIGITS[DIGITS.length - 1]);
    }
    return even(most);
  }

  private List<Double> decades(double[] digits) {
    List<Double> ticks = new ArrayList<>();
    for (int e = (int) Math.floor(StrictMath.log10(low)); e <= StrictMath.log10(high); e++) {
      for (double digit : digits) {
        double tick = BigDecimal.valueOf(digit).scaleByPowerOfTen(e).doubleValue();
        if (tick >= low * 0.999 && tick <= high * 1.001) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private List<Double> even(int most) {
    BigDecimal step = step((high - low) / most);
    List<Double> ticks = new ArrayList<>();
    BigDecimal tick = BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
    while (tick.doubleValue() <= high) {
      ticks.add(tick.doubleValue());
      tick = tick.add(step);
    }
    return ticks;
  }

  /** The smallest of 1, 2, 2.5 and 5 times a power of ten that is not smaller. */
  private static BigDecimal step(double least) {
    int power = (int) Math.floor(StrictMath.log10(least));
    for (String digits : List.of("1", "2", "2.5", "5")) {
      BigDecimal step = new BigDecimal(digits).scaleByPowerOfTen(power);
      if (step.doubleValue() >= least) {
        return step;
      }
    }
    return BigDecimal.ONE.scaleByPowerOfTen(power + 1);
  }
}
