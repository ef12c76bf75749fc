package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import finagent.sandbox.vector.Lane;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fits find the parameters that made the data, within the errors they state. */
class CalibrationTest {
  private static double[] history(PathModel model, long path, int steps) {
    double[] levels = Paths.of(model, 21).path(path, steps);
    double[] returns = new double[steps];
    Arrays.setAll(returns, t -> Math.log(levels[t] / (t == 0 ? 1 : levels[t - 1])));
    return returns;
  }

  private static void assertFound(Fit<?> fit, String name, double truth) {
    assertThat(fit.error(name)).isPositive();
    assertThat(Math.abs(fit.value(name) - truth)).isLessThan(3.5 * fit.error(name));
  }

  @Test
  void brownianMotion() {
    Fit<Gbm> fit = Gbm.fit(history(new Gbm(0.08, 0.2, 252), 1, 2520), 252);
    assertFound(fit, "drift", 0.08);
    assertFound(fit, "volatility", 0.2);
    assertThat(fit.error("drift")).isCloseTo(0.2 / Math.sqrt(10), within(0.005));
    assertThat(fit.error("volatility")).isCloseTo(0.2 / Math.sqrt(5040), within(2e-4));
  }

  /**
   * Returns of t(5), kurtosis 9: the normal law's error of the volatility is half of what it is.
   */
  @Test
  void theErrorsOfBrownianMotionHoldWhereReturnsAreNotNormal() {
    int fits = 200;
    int held = 0;
    double volatility = Math.sqrt(5.0 / 3 * 252) * 0.01;
    for (int k = 0; k < fits; k++) {
      Philox random = Philox.of(k, "gbm-of-t");
      double[] returns = new double[2000];
      Arrays.setAll(returns, t -> 0.01 * random.t(5, t, 0, 0, 0));
      held += holds(Gbm.fit(returns, 252), "volatility", volatility) ? 1 : 0;
    }
    // 190 expected; with the error of the normal law 140
    assertThat(held).isBetween(174, 200);
  }

  @Test
  void jumps() {
    Merton truth = new Merton(0.08, 0.15, 12, -0.03, 0.04, 252);
    Fit<Merton> fit = Merton.fit(history(truth, 2, 5000), 252);
    assertFound(fit, "volatility", 0.15);
    assertFound(fit, "intensity", 12);
    assertFound(fit, "jump-mean", -0.03);
    assertFound(fit, "jump-deviation", 0.04);
  }

  @Test
  void clusteringVolatility() {
    Garch truth = new Garch(0.0004, 2e-6, 0.09, 0.89, 1e-4, List.of());
    Fit<Garch> fit = Garch.fit(history(truth, 3, 4000), true);
    assertFound(fit, "omega", 2e-6);
    assertFound(fit, "alpha", 0.09);
    assertFound(fit, "beta", 0.89);
    double[] shocks = fit.model().shocks().stream().mapToDouble(v -> v).toArray();
    Sample sample = Sample.of(shocks, 4000);
    assertThat(sample.mean()).isCloseTo(0, within(1e-12));
    assertThat(sample.variance()).isCloseTo(1, within(1e-12));
    assertThat(Garch.fit(history(truth, 3, 500), false).model().shocks()).isEmpty();
  }

  /** Falls bring more volatility than rises (Glosten, Jagannathan and Runkle 1993). */
  private static double[] leveraged(int steps, long seed) {
    Philox random = Philox.of(seed, "leverage");
    double[] returns = new double[steps];
    double h = 1e-4;
    for (int t = 0; t < steps; t++) {
      double d = Math.sqrt(h) * random.normal(t, 0, 0, 0);
      returns[t] = 0.0005 + d;
      h = 3e-6 + (d < 0 ? 0.22 : 0.02) * d * d + 0.85 * h;
    }
    return returns;
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelKind.class,
      names = {"GARCH", "FHS"})
  void pathsDriftAsHistoryDidWhereFallsBringVolatility(ModelKind kind) {
    double[] logs = leveraged(3000, 1);
    double[] returns = new double[2 * logs.length];
    Arrays.setAll(returns, k -> Math.expm1((1 + k % 2) * logs[k / 2] + (k % 2) * 1e-4));
    RowReturns history = RowReturns.of(logs.length, 2, returns);
    Paths paths = Paths.of(PanelModels.fit(kind, history, 252), 5);
    int steps = 500;
    double[] sum = new double[2 * Lane.STRIDE];
    for (int chunk = 0; chunk < 8; chunk++) {
      paths.start(chunk * 512L, 512);
      for (int t = 0; t < steps; t++) {
        paths.next();
        Arrays.setAll(sum, k -> sum[k] + paths.moves()[k]);
      }
    }
    for (int i = 0; i < 2; i++) {
      double[] own = new double[logs.length];
      int column = i;
      Arrays.setAll(own, t -> Math.log1p(returns[2 * t + column]));
      Sample sample = Sample.of(own, 100);
      double drawn = 8 * 512.0 * steps;
      double mean = Arrays.stream(sum, i * Lane.STRIDE, i * Lane.STRIDE + 512).sum() / drawn;
      assertThat(mean).isCloseTo(sample.mean(), within(3 * Math.sqrt(sample.variance() / drawn)));
    }
  }

  private static boolean holds(Fit<?> fit, String name, double truth) {
    return Math.abs(fit.value(name) - truth) <= 1.96 * fit.error(name);
  }

  /**
   * Expected growth is known no better than the mean return: over T years to {@code sqrt((v^2 +
   * intensity (m^2 + s^2)) / T)}, jumps and all.
   */
  @Test
  void theErrorOfADriftWithJumpsCountsTheJumps() {
    Merton truth = new Merton(0.08, 0.15, 25, -0.05, 0.04, 252);
    double perYear = 0.15 * 0.15 + 25 * (0.05 * 0.05 + 0.04 * 0.04);
    int fits = 40;
    int held = 0;
    for (int k = 0; k < fits; k++) {
      Fit<Merton> fit = Merton.fit(history(truth, 100 + k, 500), 252);
      held += holds(fit, "drift", 0.08) ? 1 : 0;
      if (k == 0) {
        assertThat(fit.error("drift") / Math.sqrt(perYear / (500 / 252.0))).isBetween(0.7, 1.4);
      }
    }
    // 38 expected; with the error of the drift between jumps alone 20
    assertThat(held).isBetween(34, 40);
  }

  /** Shocks of t(5), for which the normal likelihood's own errors are half of what they are. */
  @Test
  void theErrorsOfGarchHoldWhereShocksAreNotNormal() {
    int fits = 100;
    int alpha = 0;
    int beta = 0;
    int mean = 0;
    for (int k = 0; k < fits; k++) {
      Philox random = Philox.of(k, "garch-of-t");
      double[] returns = new double[2000];
      double h = 1e-4;
      for (int t = 0; t < returns.length; t++) {
        double d = Math.sqrt(h * 0.6) * random.t(5, t, 0, 0, 0);
        returns[t] = 0.0004 + d;
        h = 4e-6 + 0.1 * d * d + 0.86 * h;
      }
      Fit<Garch> fit = Garch.fit(returns, false);
      alpha += holds(fit, "alpha", 0.1) ? 1 : 0;
      beta += holds(fit, "beta", 0.86) ? 1 : 0;
      mean += holds(fit, "mean", 0.0004) ? 1 : 0;
    }
    assertThat(alpha).isBetween(85, 100);
    assertThat(beta).isBetween(85, 100);
    assertThat(mean).isBetween(88, 100);
  }

  @Test
  void regimes() {
    Regimes truth =
        new Regimes(
            List.of(0.0008, -0.001),
            List.of(0.006, 0.02),
            List.of(0.98, 0.02, 0.05, 0.95),
            List.of(1.0, 0.0));
    Fit<Regimes> fit = Regimes.fitTwo(history(truth, 4, 3000));
    assertFound(fit, "sd-calm", 0.006);
    assertFound(fit, "sd-wild", 0.02);
    assertFound(fit, "stay-calm", 0.98);
    assertFound(fit, "stay-wild", 0.95);
  }

  @Test
  void copula() {
    double[] correlation = {1, 0.6, 0.3, 0.6, 1, 0.4, 0.3, 0.4, 1};
    CorrelatedPanel truth =
        new CorrelatedPanel(
            List.of(0.0, 0.0, 0.0),
            Covariance.of(new double[] {0.01, 0.02, 0.015}, correlation),
            5);
    double[] levels = Paths.of(truth, 5).path(0, 1000);
    double[] returns = new double[levels.length];
    Arrays.setAll(returns, k -> levels[k] / (k < 3 ? 1 : levels[k - 3]) - 1);
    Fit<CopulaPanel> fit = CopulaPanel.fit(RowReturns.of(1000, 3, returns));
    assertFound(fit, "degrees", 5);
    assertThat(fit.model().correlation().correlation(0, 1)).isCloseTo(0.6, within(0.08));
    assertThat(fit.model().correlation().correlation(2, 0)).isCloseTo(0.3, within(0.1));
  }

  /** x(t, i) = sin(7 t t + 3 i i + t i), 30 x 4; the published formulas in NumPy. */
  @Test
  void shrinkageIsThatOfLedoitAndWolf() {
    double[] x = new double[30 * 4];
    for (int t = 0; t < 30; t++) {
      for (int i = 0; i < 4; i++) {
        x[t * 4 + i] = Math.sin(7 * t * t + 3 * i * i + t * i);
      }
    }
    Shrinkage shrinkage = Shrinkage.of(30, 4, x, false);
    assertThat(shrinkage.intensity()).isCloseTo(0.8262090099998749, within(1e-12));
    assertThat(shrinkage.covariance().at(0, 1)).isCloseTo(-0.018539186225724185, within(1e-13));
    assertThat(shrinkage.covariance().at(2, 2)).isCloseTo(0.4998155029921657, within(1e-13));
  }

  @Test
  void fewerSessionsThanInstrumentsStillGiveACovariance() {
    double[] x = new double[5 * 9];
    Arrays.setAll(x, k -> Math.sin(k * k));
    assertThat(Shrinkage.of(5, 9, x, true).covariance().size()).isEqualTo(9);
  }

  @Test
  void factorsAddUp() {
    Covariance c =
        Covariance.ofFactors(
            new double[] {1, 0.5, 2, 0},
            new double[] {0.04, 0.01, 0.01, 0.09},
            new double[] {0.1, 0.2});
    // by hand: b1 F b1' + s1^2 = .04 + 2 x .5 x .01 + .25 x .09 + .01
    assertThat(c.at(0, 0)).isCloseTo(0.0825, within(1e-15));
    // 1 x (.04 x 2) + .5 x (.01 x 2)
    assertThat(c.at(0, 1)).isCloseTo(0.09, within(1e-15));
    assertThat(c.at(1, 1)).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void whatIsNotPositiveDefiniteIsRefusedOrRepairedAndTheRepairStated() {
    double[] bad = {1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1};
    assertThatThrownBy(() -> Covariance.of(3, bad))
        .hasMessageContaining("not positive definite: row 2")
        .hasMessageContaining("Covariance.repaired");
    Covariance repaired = Covariance.repaired(3, bad);
    assertThat(repaired.at(1, 1)).isCloseTo(1, within(1e-12));
    // the nearest in this sense has correlations of +-1/2
    assertThat(repaired.at(0, 1)).isCloseTo(0.5, within(1e-6));
    assertThat(repaired.change()).isCloseTo(0.4, within(1e-6));
    double[] good = {1, 0.2, 0.2, 2};
    assertThat(Covariance.repaired(2, good).change()).isCloseTo(0, within(1e-12));
    assertThatThrownBy(() -> Covariance.of(2, new double[] {1, 0.2, 0.3, 1}))
        .hasMessageContaining("not symmetric");
  }

  @Test
  void dataThatCannotBeFittedIsRefused() {
    assertThatThrownBy(() -> Gbm.fit(new double[20], 252)).hasMessageContaining("no volatility");
    assertThatThrownBy(() -> Gbm.fit(new double[3], 252)).hasMessageContaining("too few");
    double[] gap = new double[20];
    gap[4] = Double.NaN;
    assertThatThrownBy(() -> Gbm.fit(gap, 252)).hasMessageContaining("Return 4 is NaN");
  }
}
