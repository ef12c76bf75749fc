package finagent.sandbox.risk;

import finagent.sandbox.random.Normal;
import java.io.Serializable;
import java.util.List;

/**
 * The sessions at which a loss exceeded the value at risk forecast for it, and the tests of whether
 * they came as often and as scattered as they should. Immutable.
 */
public final class Exceedances implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double level;
  private final boolean[] hits;
  private final int count;

  private Exceedances(double level, boolean[] hits, int count) {
    this.level = level;
    this.hits = hits;
    this.count = count;
  }

  /** One answer per session, oldest first. */
  public static Exceedances of(boolean[] hits, double level) {
    TailRisk.checkLevel(level);
    if (hits.length < 2) {
      throw new IllegalArgumentException(
          "A backtest needs at least 2 forecasts; there are " + hits.length);
    }
    int count = 0;
    for (boolean hit : hits) {
      count += hit ? 1 : 0;
    }
    return new Exceedances(level, hits.clone(), count);
  }

  /** Where the profit fell below minus the forecast; both must be finite. */
  public static Exceedances of(double[] profits, double[] valueAtRisk, double level) {
    if (profits.length != valueAtRisk.length) {
      throw new IllegalArgumentException(
          "%d profits but %d forecasts".formatted(profits.length, valueAtRisk.length));
    }
    boolean[] hits = new boolean[profits.length];
    for (int t = 0; t < hits.length; t++) {
      if (!(Math.abs(profits[t]) + Math.abs(valueAtRisk[t]) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Row %d of the backtest has profit %s and forecast %s (both must be finite)"
                .formatted(t, profits[t], valueAtRisk[t]));
      }
      hits[t] = profits[t] < -valueAtRisk[t];
    }
    return of(hits, level);
  }

  public int sessions() {
    return hits.length;
  }

  public int count() {
    return count;
  }

  public double level() {
    return level;
  }

  /** Whether session t was exceeded. */
  public boolean at(int t) {
    return hits[t];
  }

  /**
   * Proportion of failures (Kupiec 1995): {@code -2 ln(L(p) / L(x / T))}, chi-square with 1 degree
   * of freedom; defined for 0 and for T exceedances too.
   */
  public Test kupiec() {
    double p = 1 - level;
    int n = hits.length;
    double share = (double) count / n;
    double ratio = 2 * (likelihood(n - count, count, share) - likelihood(n - count, count, p));
    return Test.one("kupiec", ratio);
  }

  /**
   * Independence against a first-order Markov chain (Christoffersen 1998): are exceedances more
   * likely after one? Chi-square with 1 degree of freedom.
   */
  public Test independence() {
    int[] n = new int[4];
    for (int t = 1; t < hits.length; t++) {
      n[(hits[t - 1] ? 2 : 0) + (hits[t] ? 1 : 0)]++;
    }
    double free = likelihood(n[0], n[1], share(n[1], n[0] + n[1]));
    double chained = free + likelihood(n[2], n[3], share(n[3], n[2] + n[3]));
    double plain = likelihood(n[0] + n[2], n[1] + n[3], share(n[1] + n[3], hits.length - 1));
    return Test.one("christoffersen-independence", 2 * (chained - plain));
  }

  /** Both at once: the sum of the two ratios, chi-square with 2 degrees of freedom. */
  public Test conditionalCoverage() {
    double ratio = kupiec().statistic() + independence().statistic();
    return new Test("christoffersen-coverage", ratio, StrictMath.exp(-ratio / 2));
  }

  /** All three. */
  public List<Test> tests() {
    return List.of(kupiec(), independence(), conditionalCoverage());
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /** {@code misses ln(1 - p) + hits ln p}, with 0 ln 0 = 0. */
  private static double likelihood(int misses, int hits, double p) {
    double likelihood = misses == 0 ? 0 : misses * StrictMath.log1p(-p);
    return hits == 0 ? likelihood : likelihood + hits * StrictMath.log(p);
  }

  /**
   * The zone of the Basel Committee's traffic light (1996): green while the chance of fewer
   * exceedances than were seen is below 95 %, red from 99.99 % on; at 99 % over 250 sessions 0-4,
   * 5-9 and 10 or more.
   */
  public Zone zone() {
    double p = 1 - level;
    int n = hits.length;
    double fewer = 0;
    double logTerm = n * StrictMath.log1p(-p);
    for (int k = 0; k < count; k++) {
      fewer += StrictMath.exp(logTerm);
      logTerm += StrictMath.log((n - k) * p / ((k + 1) * (1 - p)));
    }
    double upTo = fewer + StrictMath.exp(logTerm);
    return upTo < 0.95 ? Zone.GREEN : upTo < 0.9999 ? Zone.YELLOW : Zone.RED;
  }

  /** Basel zones. */
  public enum Zone {
    GREEN,
    YELLOW,
    RED
  }

  /**
   * A test of a forecast.
   *
   * @param statistic a likelihood ratio
   * @param probability of a statistic at least as large, were the forecast right
   */
  public record Test(String name, double statistic, double probability) implements Serializable {
    static Test one(String name, double ratio) {
      double size = Math.max(0, ratio);
      return new Test(name, size, 2 * Normal.upper(Math.sqrt(size)));
    }
  }
}
