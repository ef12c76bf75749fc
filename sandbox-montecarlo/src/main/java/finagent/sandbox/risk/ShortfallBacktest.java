package finagent.sandbox.risk;

import finagent.sandbox.random.Normal;
import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.StudentT;
import java.io.Serializable;

/**
 * The first two tests of expected-shortfall forecasts by Acerbi and Szekely (2014), with profits X,
 * exceedances I and tail share a over T sessions: {@code Z1 = sum(X I / ES) / sum(I) + 1} (how
 * deep, given an exceedance) and {@code Z2 = sum(X I / (T a ES)) + 1} (how often and how deep).
 * Both are 0 in expectation where the forecast is right, negative where losses are worse.
 *
 * @param z1 NaN where nothing was exceeded
 * @param z2 the second statistic
 * @param probability1 chance of a Z1 at or below it, by simulations with an exceedance; NaN with it
 * @param probability2 chance of a Z2 at or below it, by simulations: {@code (b + 1) / (m + 1)}
 *     where b of m are (Davison and Hinkley 1997, ch. 4), never 0
 * @param error1 standard error of {@code probability1} from the number of simulations
 * @param error2 standard error of {@code probability2}: {@code sqrt(p (1 - p) / (m + 4))} with
 *     {@code p = (b + 2) / (m + 4)} (Agresti and Coull 1998), never 0
 */
public record ShortfallBacktest(
    double z1, double z2, double probability1, double error1, double probability2, double error2)
    implements Serializable {
  private static final int MOST = 10_000_000;

  /** How profits are spread when a forecast is right. */
  public sealed interface Shape extends Serializable permits NormalShape, TShape, TailShape {
    /** The law of a session's profit, given its forecasts. */
    Law of(double valueAtRisk, double shortfall, double level);
  }

  /** The law of one session's profit. */
  @FunctionalInterface
  public interface Law {
    /** The profit of a simulated session. */
    double profit(Philox random, long path, int step);
  }

  /** Normal around 0, scaled to the value at risk; the shortfall forecast is not looked at. */
  public record NormalShape() implements Shape {
    @Override
    public Law of(double valueAtRisk, double shortfall, double level) {
      double scale = valueAtRisk / Normal.quantile(level);
      return (random, path, step) -> scale * random.normal(path, step, 0, 0);
    }
  }

  /** Student's t around 0, scaled to the value at risk. */
  public record TShape(double degrees) implements Shape {
    @Override
    public Law of(double valueAtRisk, double shortfall, double level) {
      double scale = valueAtRisk / StudentT.of(degrees).quantile(level);
      return (random, path, step) -> scale * random.t(degrees, path, step, 0, 0);
    }
  }

  /**
   * Only the tail, which is all the statistics look at: beyond the value at risk with probability
   * {@code 1 - level}, by an exponential excess whose mean is shortfall less value at risk. Agrees
   * with both forecasts of every session, so it suits methods without a law of their own. A loss
   * beyond the value at risk exceeds it, by one unit in the last place at least, also where the
   * shortfall is the value at risk.
   */
  public record TailShape() implements Shape {
    @Override
    public Law of(double valueAtRisk, double shortfall, double level) {
      return (random, path, step) -> {
        double u = random.uniform(path, step, 0, 0);
        return u >= 1 - level
            ? 0
            : Math.min(
                Math.nextDown(-valueAtRisk),
                -valueAtRisk + (shortfall - valueAtRisk) * StrictMath.log(u / (1 - level)));
      };
    }
  }

  /**
   * Runs both tests.
   *
   * @param valueAtRisk forecast per session, above 0
   * @param shortfall forecast per session, above 0
   * @param shape what the forecasts stand for: session t is drawn as the shape scaled to the value
   *     at risk of t
   * @param simulations e.g. 10,000
   */
  public static ShortfallBacktest of(
      double[] profits,
      double[] valueAtRisk,
      double[] shortfall,
      double level,
      Shape shape,
      int simulations,
      long seed) {
    check(profits, valueAtRisk, shortfall, simulations);
    TailRisk.checkLevel(level);
    double[] observed = statistics(profits, valueAtRisk, shortfall, level);
    Philox random = Philox.of(seed, "shortfall-backtest");
    Law[] laws = new Law[profits.length];
    for (int t = 0; t < laws.length; t++) {
      laws[t] = shape.of(valueAtRisk[t], shortfall[t], level);
    }
    double[] drawn = new double[profits.length];
    int below1 = 0;
    int some = 0;
    int below2 = 0;
    for (int path = 0; path < simulations; path++) {
      for (int t = 0; t < drawn.length; t++) {
        drawn[t] = laws[t].profit(random, path, t);
      }
      double[] z = statistics(drawn, valueAtRisk, shortfall, level);
      some += Double.isNaN(z[0]) ? 0 : 1;
      below1 += z[0] <= observed[0] ? 1 : 0;
      below2 += z[1] <= observed[1] ? 1 : 0;
    }
    boolean none = Double.isNaN(observed[0]);
    return new ShortfallBacktest(
        observed[0],
        observed[1],
        none ? Double.NaN : chance(below1, some),
        none ? Double.NaN : error(below1, some),
        chance(below2, simulations),
        error(below2, simulations));
  }

  /** Of what was observed, itself one draw where the forecasts are right. */
  private static double chance(int below, int of) {
    return (below + 1.0) / (of + 1);
  }

  private static double error(int below, int of) {
    double p = (below + 2.0) / (of + 4);
    return Math.sqrt(p * (1 - p) / (of + 4));
  }

  static double[] statistics(
      double[] profits, double[] valueAtRisk, double[] shortfall, double level) {
    double sum = 0;
    int hits = 0;
    for (int t = 0; t < profits.length; t++) {
      if (profits[t] < -valueAtRisk[t]) {
        sum += profits[t] / shortfall[t];
        hits++;
      }
    }
    double z1 = hits == 0 ? Double.NaN : sum / hits + 1;
    return new double[] {z1, sum / (profits.length * (1 - level)) + 1};
  }

  private static void check(
      double[] profits, double[] valueAtRisk, double[] shortfall, int simulations) {
    if (profits.length == 0
        || profits.length != valueAtRisk.length
        || profits.length != shortfall.length) {
      throw new IllegalArgumentException(
          "%d profits, %d values at risk, %d shortfalls (must be equally many, and not 0)"
              .formatted(profits.length, valueAtRisk.length, shortfall.length));
    }
    if (simulations < 100 || simulations > MOST) {
      throw new IllegalArgumentException(
          "Invalid simulations: %d (must be 100 .. %d)".formatted(simulations, MOST));
    }
    for (int t = 0; t < profits.length; t++) {
      boolean known = Math.abs(profits[t]) < Double.POSITIVE_INFINITY;
      if (!known || !(valueAtRisk[t] > 0) || !(shortfall[t] >= valueAtRisk[t])) {
        throw new IllegalArgumentException(
            "Row %d: profit %s, value at risk %s, shortfall %s (must be finite, above 0, and at least"
                    .formatted(t, profits[t], valueAtRisk[t], shortfall[t])
                + " the value at risk)");
      }
    }
  }
}
