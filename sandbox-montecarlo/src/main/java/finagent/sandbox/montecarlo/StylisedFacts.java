package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Panel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a market is like (Cont 2001): sums over its equally weighted simple returns and its
 * instruments, from which mean, volatility, skew, fat tails, clustering and correlation follow.
 * Sums of several markets add up, so that short paths give no biased autocorrelations. Immutable;
 * O(sessions x (instruments + lags)).
 */
public final class StylisedFacts {
  /** Autocorrelations are looked at up to this lag. */
  public static final int LAGS = 10;

  /** The name of the mean simple return of a session times the sessions of a year. */
  public static final String MEAN = "mean a year";

  /** The name of the mean autocorrelation of absolute returns at lags 1 to 10. */
  public static final String CLUSTERING = "autocorrelation of |return|, lags 1-10";

  private static final int POWERS = 5;
  private static final int ABSOLUTE = 5;
  private static final int VARIANCE = 6;
  private static final int DEVIATION = 7;
  private static final int FIRST_LAG = 8;
  private static final int PER_LAG = 4;

  private final int instruments;
  private final double[] sums;

  private StylisedFacts(int instruments, double[] sums) {
    this.instruments = instruments;
    this.sums = sums;
  }

  /**
   * One number of a history beside that of many paths.
   *
   * @param error standard error of {@code paths} from their number (jackknife)
   */
  public record Fact(String name, double history, double paths, double error) {}

  /** Of a market without gaps, close to close. */
  public static StylisedFacts of(Panel market) {
    return of(RowReturns.ofCloses(market));
  }

  /** Of returns, more rows than {@link #LAGS}. */
  public static StylisedFacts of(RowReturns returns) {
    int n = returns.rows();
    if (n <= LAGS) {
      throw new IllegalArgumentException(
          "%d returns are too few to tell what a market is like; it takes at least %d"
              .formatted(n, LAGS + 1));
    }
    double[] r = returns.average();
    double[] sums = new double[FIRST_LAG + LAGS * PER_LAG];
    for (int t = 0; t < n; t++) {
      double power = 1;
      for (int k = 0; k < POWERS; k++) {
        sums[k] += power;
        power *= r[t];
      }
      sums[ABSOLUTE] += Math.abs(r[t]);
      for (int lag = 1; lag <= LAGS && t >= lag; lag++) {
        int at = FIRST_LAG + (lag - 1) * PER_LAG;
        double head = Math.abs(r[t - lag]);
        double tail = Math.abs(r[t]);
        sums[at]++;
        sums[at + 1] += head;
        sums[at + 2] += tail;
        sums[at + 3] += head * tail;
      }
    }
    instruments(returns, sums);
    return new StylisedFacts(returns.instruments(), sums);
  }

  /** Mean variance and mean deviation of the instruments, weighted with the sessions. */
  private static void instruments(RowReturns returns, double[] sums) {
    int n = returns.rows();
    for (int i = 0; i < returns.instruments(); i++) {
      double sum = 0;
      double squares = 0;
      for (int t = 0; t < n; t++) {
        sum += returns.at(t, i);
        squares += returns.at(t, i) * returns.at(t, i);
      }
      double variance = Math.max(0, squares / n - sum / n * (sum / n));
      sums[VARIANCE] += n * variance / returns.instruments();
      sums[DEVIATION] += n * Math.sqrt(variance) / returns.instruments();
    }
  }

  private StylisedFacts plus(StylisedFacts other, double sign) {
    double[] sum = sums.clone();
    for (int k = 0; k < sum.length; k++) {
      sum[k] += sign * other.sums[k];
    }
    return new StylisedFacts(instruments, sum);
  }

  /** Each number by its name; NaN where it is not defined. */
  public Map<String, Double> numbers(double barsPerYear) {
    double n = sums[0];
    double mean = sums[1] / n;
    double second = sums[2] / n - mean * mean;
    double third = sums[3] / n - 3 * mean * sums[2] / n + 2 * mean * mean * mean;
    double fourth =
        sums[4] / n
            - 4 * mean * sums[3] / n
            + 6 * mean * mean * sums[2] / n
            - 3 * mean * mean * mean * mean;
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(MEAN, mean * barsPerYear);
    numbers.put("volatility a year", Math.sqrt(second * barsPerYear));
    numbers.put("skew of a session", third / (second * Math.sqrt(second)));
    numbers.put("excess kurtosis of a session", fourth / (second * second) - 3);
    numbers.put("autocorrelation of |return|, lag 1", autocorrelation(1));
    double clustering = 0;
    for (int lag = 1; lag <= LAGS; lag++) {
      clustering += autocorrelation(lag) / LAGS;
    }
    numbers.put(CLUSTERING, clustering);
    if (instruments > 1) {
      double own = sums[VARIANCE] / n / instruments;
      double all = sums[DEVIATION] / n * (sums[DEVIATION] / n);
      numbers.put("correlation of instruments", (second - own) / (all - own));
    }
    return numbers;
  }

  private double autocorrelation(int lag) {
    double mean = sums[ABSOLUTE] / sums[0];
    int at = FIRST_LAG + (lag - 1) * PER_LAG;
    double covariance =
        (sums[at + 3] - mean * (sums[at + 1] + sums[at + 2])) / sums[at] + mean * mean;
    return covariance / (sums[2] / sums[0] - mean * mean);
  }

  /** A history beside paths, at least two. */
  public static List<Fact> compared(
      StylisedFacts history, List<StylisedFacts> paths, double barsPerYear) {
    if (paths.size() < 2) {
      throw new IllegalArgumentException(
          "%d path: an error takes at least two".formatted(paths.size()));
    }
    StylisedFacts all = paths.get(0);
    for (StylisedFacts path : paths.subList(1, paths.size())) {
      all = all.plus(path, 1);
    }
    List<Map<String, Double>> without = new ArrayList<>();
    for (StylisedFacts path : paths) {
      without.add(all.plus(path, -1).numbers(barsPerYear));
    }
    Map<String, Double> own = history.numbers(barsPerYear);
    List<Fact> facts = new ArrayList<>();
    all.numbers(barsPerYear)
        .forEach(
            (name, value) ->
                facts.add(
                    new Fact(
                        name,
                        own.getOrDefault(name, Double.NaN),
                        value,
                        jackknife(name, without))));
    return facts;
  }

  /** Tukey (1958): {@code (n - 1) / n} times the squares of the leave-one-out values, its root. */
  private static double jackknife(String name, List<Map<String, Double>> without) {
    int n = without.size();
    double mean = 0;
    for (Map<String, Double> one : without) {
      mean += one.getOrDefault(name, Double.NaN) / n;
    }
    double squares = 0;
    for (Map<String, Double> one : without) {
      double off = one.getOrDefault(name, Double.NaN) - mean;
      squares += off * off;
    }
    return Math.sqrt((n - 1.0) / n * squares);
  }
}
