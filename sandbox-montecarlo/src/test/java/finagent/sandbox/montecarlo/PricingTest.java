package finagent.sandbox.montecarlo;

import static finagent.sandbox.montecarlo.Study.assertHonest;
import static finagent.sandbox.montecarlo.Study.mean;
import static finagent.sandbox.montecarlo.Study.terminal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Normal;
import finagent.sandbox.vector.Lane;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices against closed forms, and whether the errors reported with them are of the right size. */
class PricingTest {
  private static double call(double s, double k, double r, double v, double t) {
    double d = (Math.log(s / k) + (r + v * v / 2) * t) / (v * Math.sqrt(t));
    return s * Normal.cdf(d) - k * Math.exp(-r * t) * Normal.cdf(d - v * Math.sqrt(t));
  }

  @Test
  void blackScholes() {
    double exact = call(1, 1, 0.05, 0.2, 1);
    assertThat(100 * exact).isCloseTo(10.450583572185565, within(1e-12));
    Gbm model = new Gbm(0.05, 0.2, 1);
    double discount = Math.exp(-0.05);
    assertHonest(
        exact, seed -> mean(model, seed, 3, 1, terminal(s -> discount * Math.max(s - 1, 0))));
  }

  @Test
  void antitheticPairsAreHonestAndTighter() {
    Gbm model = new Gbm(0.05, 0.2, 1);
    double discount = Math.exp(-0.05);
    Study.Payoff payoff = terminal(s -> discount * Math.max(s - 1, 0));
    double exact = call(1, 1, 0.05, 0.2, 1);
    assertHonest(
        exact, seed -> Study.reduce(Paths.antithetic(model, seed), 3, 1, payoff, true).mean());
    Estimate pairs = Study.reduce(Paths.antithetic(model, 1), 20, 1, payoff, true).mean();
    assertThat(pairs.count()).isEqualTo(20 * 256);
    assertThat(pairs.error()).isLessThan(0.8 * mean(model, 1, 20, 1, payoff).error());
  }

  /** Kemna and Vorst (1990), with n dates. */
  @Test
  void geometricAsian() {
    int n = 12;
    double r = 0.03;
    double v = 0.25;
    double drift = (r - v * v / 2) * (n + 1) / (2.0 * n);
    double variance = v * v * (n + 1) * (2 * n + 1) / (6.0 * n * n);
    double d = (drift + variance) / Math.sqrt(variance);
    double exact =
        Math.exp(-r)
            * (Math.exp(drift + variance / 2) * Normal.cdf(d)
                - Normal.cdf(d - Math.sqrt(variance)));
    assertHonest(exact, seed -> mean(new Gbm(r, v, n), seed, 3, n, geometric(n, Math.exp(-r))));
  }

  private static Study.Payoff geometric(int dates, double discount) {
    double[] sum = new double[Lane.WIDTH];
    return new Study.Payoff() {
      @Override
      public void start() {
        Arrays.fill(sum, 0);
      }

      @Override
      public void step(int lanes, double[] levels) {
        for (int p = 0; p < lanes; p++) {
          sum[p] += Math.log(levels[p]);
        }
      }

      @Override
      public double value(int lane) {
        return discount * Math.max(Math.exp(sum[lane] / dates) - 1, 0);
      }
    };
  }

  /** Merton (1976), equation 19. */
  @Test
  void mertonJumps() {
    double r = 0.05;
    double v = 0.2;
    double intensity = 1.5;
    double m = -0.1;
    double s = 0.15;
    double k = Math.exp(m + s * s / 2) - 1;
    double exact = 0;
    double weight = Math.exp(-intensity * (1 + k));
    for (int n = 0; n < 60; n++) {
      double rate = r - intensity * k + n * Math.log(1 + k);
      exact += weight * call(1, 1.05, rate, Math.sqrt(v * v + n * s * s), 1);
      weight *= intensity * (1 + k) / (n + 1);
    }
    double price = exact;
    Merton model = new Merton(r, v, intensity, m, s, 4);
    double discount = Math.exp(-r);
    assertHonest(
        price, seed -> mean(model, seed, 3, 4, terminal(x -> discount * Math.max(x - 1.05, 0))));
  }

  /**
   * Fang and Oosterlee (2008), section 5.3: 5.785155450 at the money; the others by the same
   * integral. The variance hits zero all the time (Feller's condition fails).
   */
  @ParameterizedTest
  @CsvSource({"1.0, 0.05785155434", "1.1, 0.01787135002", "0.8, 0.21236638757"})
  void heston(double strike, double exact) {
    Heston model = new Heston(0, 0.0175, 1.5768, 0.0398, 0.5751, -0.5711, 32);
    assertHonest(exact, seed -> mean(model, seed, 2, 32, terminal(s -> Math.max(s - strike, 0))));
  }

  @Test
  void hestonIsAMartingaleWhateverTheStep() {
    Heston coarse = new Heston(0.02, 0.04, 1, 0.09, 1, -0.7, 2);
    assertHonest(Math.exp(0.04), seed -> mean(coarse, seed, 3, 4, terminal(s -> s)));
  }

  /** Down-and-out call watched at m dates: Broadie, Glasserman and Kou (1997), theorem 1.1. */
  @Test
  void barrierWithContinuityCorrection() {
    int m = 50;
    double r = 0.1;
    double v = 0.3;
    double t = 0.2;
    double barrier = 0.95;
    double h = barrier * Math.exp(-0.5825971579 * v * Math.sqrt(t / m));
    double lambda = (r + v * v / 2) / (v * v);
    double root = v * Math.sqrt(t);
    double y = Math.log(h * h) / root + lambda * root;
    double in =
        Math.pow(h, 2 * lambda) * Normal.cdf(y)
            - Math.exp(-r * t) * Math.pow(h, 2 * lambda - 2) * Normal.cdf(y - root);
    double exact = call(1, 1, r, v, t) - in;
    Gbm model = new Gbm(r, v, m / t);
    assertHonest(exact, seed -> mean(model, seed, 2, m, downAndOut(barrier, Math.exp(-r * t))));
  }

  private static Study.Payoff downAndOut(double barrier, double discount) {
    double[] last = new double[Lane.WIDTH];
    boolean[] out = new boolean[Lane.WIDTH];
    return new Study.Payoff() {
      @Override
      public void start() {
        Arrays.fill(out, false);
      }

      @Override
      public void step(int lanes, double[] levels) {
        System.arraycopy(levels, 0, last, 0, lanes);
        for (int p = 0; p < lanes; p++) {
          out[p] |= levels[p] <= barrier;
        }
      }

      @Override
      public double value(int lane) {
        return out[lane] ? 0 : discount * Math.max(last[lane] - 1, 0);
      }
    };
  }
}
