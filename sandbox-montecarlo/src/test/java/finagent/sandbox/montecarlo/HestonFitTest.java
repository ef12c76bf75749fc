package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.vector.Lane;
import finagent.sandbox.vector.Mix;
import java.util.List;
import org.junit.jupiter.api.Test;

class HestonFitTest {
  private static final Heston TRUTH = new Heston(0.07, 0.04, 6, 0.04, 0.5, -0.6, 252);
  private static final int PATHS = 40;

  private static double[][] histories(PathModel model, int steps) {
    PathModel.Walk walk = model.walk(Blocks.of(Paths.random(11)));
    walk.start(0, PATHS);
    double[] x = new double[Mix.padded(1) * Lane.STRIDE];
    double[][] returns = new double[PATHS][steps];
    for (int t = 0; t < steps; t++) {
      walk.next(x);
      for (int p = 0; p < PATHS; p++) {
        returns[p][t] = x[p];
      }
    }
    return returns;
  }

  @Test
  void findsTheParametersWithinTheErrorsItStates() {
    List<String> names =
        List.of("drift", "reversion", "long-variance", "vol-of-vol", "correlation");
    double[] truth = {0.07, 6, 0.04, 0.5, -0.6};
    double[][] histories = histories(TRUTH, 10_000);
    int[] inside = new int[names.size()];
    double[] mean = new double[names.size()];
    for (double[] history : histories) {
      Fit<Heston> fit = Heston.fit(history, 252);
      for (int k = 0; k < truth.length; k++) {
        String name = names.get(k);
        inside[k] += Math.abs(fit.value(name) - truth[k]) <= 2 * fit.error(name) ? 1 : 0;
        mean[k] += fit.value(name) / PATHS;
      }
      assertThat(fit.error("start-variance")).isNaN();
    }
    for (int k = 0; k < truth.length; k++) {
      // Of 40, 38 are expected within two errors; 30 or fewer would be by an error 40 % too small.
      assertThat(inside[k]).as(names.get(k)).isGreaterThan(30);
      assertThat(mean[k]).as(names.get(k)).isCloseTo(truth[k], within(0.15 * Math.abs(truth[k])));
    }
  }

  @Test
  void theErrorsOfTenYearsAreLargeAndSaidToBe() {
    Fit<Heston> fit = Heston.fit(histories(TRUTH, 2520)[3], 252);
    assertThat(fit.error("reversion")).isGreaterThan(0.2 * fit.value("reversion"));
    assertThat(fit.value("start-variance")).isPositive();
  }

  @Test
  void returnsThatDoNotClusterAreRefused() {
    assertThatThrownBy(() -> Heston.fit(new double[999], 252))
        .hasMessageContaining("at least 1000");
    double[] alike = new double[2000];
    for (int t = 0; t < alike.length; t++) {
      alike[t] = t % 2 == 0 ? 0.01 : -0.01;
    }
    assertThatThrownBy(() -> Heston.fit(alike, 252)).hasMessageContaining("do not cluster");
  }
}
