package finagent.sandbox.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MarketModelTest {
  private static double[] normals(long seed, int n, double scale) {
    Philox random = Philox.of(seed, "market-model-test");
    double[] values = new double[n];
    Arrays.setAll(values, t -> scale * random.normal(0, t, 0, 0));
    return values;
  }

  @Test
  void aLineIsFoundExactly() {
    double[] market = normals(1, 100, 0.01);
    double[] book = Arrays.stream(market).map(m -> 0.0002 + 0.5 * m).toArray();
    MarketModel model = MarketModel.of(book, market);
    assertThat(model.alpha()).isCloseTo(0.0002, within(1e-15));
    assertThat(model.beta()).isCloseTo(0.5, within(1e-12));
    assertThat(model.fit()).isCloseTo(1, within(1e-12));
    assertThat(model.betaError()).isLessThan(1e-12);
  }

  /** By hand: m = 1..5, r = 1, 3, 2, 5, 4 has slope 0.8, level 0.6, R^2 0.64. */
  @Test
  void fivePointsByHand() {
    MarketModel model = MarketModel.of(new double[] {1, 3, 2, 5, 4}, new double[] {1, 2, 3, 4, 5});
    assertThat(model.beta()).isCloseTo(0.8, within(1e-14));
    assertThat(model.alpha()).isCloseTo(0.6, within(1e-14));
    assertThat(model.fit()).isCloseTo(0.64, within(1e-14));
  }

  /** Independent residuals of equal variance: errors are those of ordinary least squares. */
  @Test
  void errorsAreThoseOfLeastSquaresWhereItHolds() {
    int n = 2000;
    double beta = 0;
    double alpha = 0;
    for (int seed = 0; seed < 20; seed++) {
      double[] market = normals(seed, n, 0.01);
      double[] rest = normals(100 + seed, n, 0.005);
      double[] book = new double[n];
      Arrays.setAll(book, t -> 0.7 * market[t] + rest[t]);
      MarketModel model = MarketModel.of(book, market);
      beta += model.betaError() / 20;
      alpha += model.alphaError() / 20;
    }
    assertThat(beta).isCloseTo(0.5 / Math.sqrt(n), within(0.03 * 0.5 / Math.sqrt(n)));
    assertThat(alpha).isCloseTo(0.005 / Math.sqrt(n), within(0.03 * 0.005 / Math.sqrt(n)));
  }

  @Test
  void aMarketThatStandsStillExplainsNothing() {
    MarketModel model = MarketModel.of(new double[] {0.1, 0.2, 0.3}, new double[] {0, 0, 0});
    assertThat(model.beta()).isNaN();
    assertThat(model.alpha()).isNaN();
  }
}
