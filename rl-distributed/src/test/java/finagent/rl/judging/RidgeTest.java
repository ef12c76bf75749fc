package finagent.rl.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import org.junit.jupiter.api.Test;

class RidgeTest {
  private static Ridge fit(double slope, double noise) {
    Philox draws = Philox.of(3, "ridge");
    double[][] x = new double[2000][2];
    double[] y = new double[2000];
    for (int t = 0; t < y.length; t++) {
      x[t][0] = draws.normal(0, t, 0, 0);
      x[t][1] = draws.normal(0, t, 0, 1);
      y[t] = 0.5 + slope * x[t][0] - slope * x[t][1] + noise * draws.normal(0, t, 0, 2);
    }
    return Ridge.fit(x, y);
  }

  @Test
  void aStrongSignalIsFound() {
    Ridge ridge = fit(2, 0.1);
    assertThat(ridge.at(new double[] {0, 0}, 0)).isCloseTo(0.5, within(0.02));
    assertThat(ridge.at(new double[] {9, 1, 0}, 1)).isCloseTo(2.5, within(0.02));
    assertThat(ridge.at(new double[] {0, 1}, 0)).isCloseTo(-1.5, within(0.02));
  }

  /** Of 2,000 observations least squares would make slopes of 0.022 out of nothing. */
  @Test
  void noiseIsShrunk() {
    Ridge ridge = fit(0, 1);
    double level = ridge.at(new double[] {0, 0}, 0);
    assertThat(Math.abs(ridge.at(new double[] {1, 0}, 0) - level)).isLessThan(0.03);
    assertThat(Math.abs(ridge.at(new double[] {0, 1}, 0) - level)).isLessThan(0.03);
  }
}
