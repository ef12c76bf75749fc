package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StylisedFactsTest {
  private static final String FIRST = "autocorrelation of |return|, lag 1";

  private static RowReturns two(int rows) {
    double[] returns = new double[2 * rows];
    for (int t = 0; t < rows; t++) {
      returns[2 * t] = 0.01 * StrictMath.sin((double) t * t);
      returns[2 * t + 1] = 0.02 * StrictMath.cos(3.0 * t);
    }
    return RowReturns.of(rows, 2, returns);
  }

  private static double mean(RowReturns returns) {
    return Arrays.stream(returns.average()).average().orElseThrow();
  }

  /** The definitions written out in Python, moments and covariances about the mean. */
  @Test
  void everyNumberIsItsDefinition() {
    Map<String, Double> numbers = StylisedFacts.of(two(60)).numbers(252);
    assertThat(numbers).hasSize(7);
    assertThat(numbers.get(StylisedFacts.MEAN)).isCloseTo(252 * mean(two(60)), within(1e-12));
    assertThat(numbers.get("volatility a year")).isCloseTo(0.11834745305883158, within(1e-12));
    assertThat(numbers.get("skew of a session")).isCloseTo(-0.062310140037975185, within(1e-10));
    assertThat(numbers.get("excess kurtosis of a session"))
        .isCloseTo(-0.8814666299973482, within(1e-10));
    assertThat(numbers.get(FIRST)).isCloseTo(0.42813402919102855, within(1e-10));
    assertThat(numbers.get(StylisedFacts.CLUSTERING))
        .isCloseTo(0.028307442235733404, within(1e-10));
    assertThat(numbers.get("correlation of instruments"))
        .isCloseTo(-0.0855548708722774, within(1e-10));
  }

  @Test
  void blocksKeepPartOfTheClusteringAndTheErrorSaysHowWellThatIsKnown() {
    Garch model = new Garch(0, 2e-6, 0.1, 0.88, 1e-4, List.of());
    double[] logs = Paths.of(model, 3).path(0, 4000);
    double[] returns = new double[logs.length - 1];
    for (int t = 1; t < logs.length; t++) {
      returns[t - 1] = logs[t] / logs[t - 1] - 1;
    }
    RowReturns history = RowReturns.of(returns.length, 1, returns);
    double own = StylisedFacts.of(history).numbers(252).get(StylisedFacts.CLUSTERING);
    StylisedFacts.Fact long100 = clustering(history, 100, 1);
    StylisedFacts.Fact short5 = clustering(history, 5, 1);
    StylisedFacts.Fact single = clustering(history, 1, 1);
    assertThat(long100.history()).isEqualTo(own).isGreaterThan(0.1);
    assertThat(long100.paths()).isCloseTo(own * kept(100), within(0.15 * own));
    assertThat(short5.paths()).isCloseTo(own * kept(5), within(0.15 * own));
    assertThat(Math.abs(single.paths())).isLessThan(4 * single.error()).isLessThan(0.05 * own);
    double z = 0;
    for (int k = 2; k < 12; k++) {
      StylisedFacts.Fact other = clustering(history, 5, k);
      double d = (other.paths() - short5.paths()) / Math.hypot(other.error(), short5.error());
      z += d * d / 10;
    }
    assertThat(z).isBetween(0.1, 3.5);
  }

  /** A pair k sessions apart stays together with probability (1 - 1/b)^k. */
  private static double kept(double block) {
    double share = 0;
    for (int lag = 1; lag <= StylisedFacts.LAGS; lag++) {
      share += Math.pow(1 - 1 / block, lag) / StylisedFacts.LAGS;
    }
    return share;
  }

  private static StylisedFacts.Fact clustering(RowReturns history, double block, long seed) {
    Philox random = RowBootstrap.random(seed);
    List<StylisedFacts> paths = new ArrayList<>();
    int[] rows = new int[history.rows()];
    for (long k = 0; k < 40; k++) {
      RowBootstrap.stationary(rows.length, block).rows(random, k, rows);
      paths.add(StylisedFacts.of(history.reordered(rows)));
    }
    return StylisedFacts.compared(StylisedFacts.of(history), paths, 252).stream()
        .filter(fact -> fact.name().equals(StylisedFacts.CLUSTERING))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tooLittleIsSaid() {
    assertThatThrownBy(() -> StylisedFacts.of(two(10))).hasMessageContaining("10 returns");
    StylisedFacts one = StylisedFacts.of(two(20));
    assertThatThrownBy(() -> StylisedFacts.compared(one, List.of(one), 252))
        .hasMessageContaining("1 path");
    assertThat(StylisedFacts.of(RowReturns.of(20, 1, new double[20])).numbers(252).get(FIRST))
        .isNaN();
  }
}
