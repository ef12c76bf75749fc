package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.montecarlo.PairedTest.Settings;
import finagent.sandbox.random.Philox;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairedTestTest {
  private static final Settings FEW = new Settings(0.95, 0, 499, 1);

  /**
   * Errors from a direct evaluation of Ledoit and Wolf (2008): gradient of the difference in (m1,
   * m2, g1, g2) times the four demeaned moments, quadratic spectral kernel in its form of Andrews
   * (1991), bandwidth 1.3221 (alpha(2) n)^(1/5).
   */
  @Test
  void errorsAreThoseOfTheFormulaWrittenOut() {
    double[] a =
        series(120, t -> 0.001 + 0.01 * Math.sin(0.7 * t) + 0.004 * Math.cos(0.05 * t * t));
    double[] b =
        series(120, t -> 0.0005 + 0.008 * Math.sin(0.7 * t + 0.5) + 0.003 * Math.cos(0.11 * t));
    PairedTest test = PairedTest.of(a, b, FEW);
    assertThat(test.first()).isCloseTo(0.15731416159793635, within(1e-12));
    assertThat(test.second()).isCloseTo(0.13159453244903735, within(1e-12));
    assertThat(test.sharpe().value()).isCloseTo(0.025719629148898998, within(1e-12));
    assertThat(test.sharpe().error()).isCloseTo(0.10399466793060484, within(1e-11));
    assertThat(test.mean().value()).isCloseTo(0.0004270111763950902, within(1e-15));
    assertThat(test.mean().error()).isCloseTo(0.000605762975378007, within(1e-14));
  }

  /**
   * Independent normal returns: {@code (2 - 2 rho + (S1^2 + S2^2 - 2 S1 S2 rho^2) / 2) / n} is the
   * variance of the difference (Memmel 2003, "Performance hypothesis testing with the Sharpe
   * ratio").
   */
  @Test
  void errorIsThatOfIndependentNormalReturns() {
    int n = 2000;
    double rho = 0.6;
    double mean = 0;
    for (int seed = 0; seed < 20; seed++) {
      double[][] pair = normals(seed, n, rho, 0.3, 0.1);
      mean += PairedTest.of(pair[0], pair[1], new Settings(0.95, 1, 99, 1)).sharpe().error() / 20;
    }
    double exact = Math.sqrt((2 - 2 * rho + (0.09 + 0.01 - 2 * 0.03 * rho * rho) / 2) / n);
    assertThat(mean).isCloseTo(exact, within(0.03 * exact));
  }

  /**
   * 200 clustered pairs with equal Sharpe ratios: 10 false alarms are due, 3.08 their deviation.
   */
  @Test
  void itFindsNoDifferenceWhereThereIsNoneAsOftenAsItSays() {
    int sharpe = 0;
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      double[][] pair = clustered(seed, 500);
      PairedTest test = PairedTest.of(pair[0], pair[1], new Settings(0.95, 0, 199, seed));
      sharpe += test.sharpe().probability() <= 0.05 ? 1 : 0;
      covered += test.sharpe().low() <= 0 && 0 <= test.sharpe().high() ? 1 : 0;
    }
    assertThat(sharpe).isBetween(2, 20);
    assertThat(covered).isBetween(180, 198);
  }

  @Test
  void itFindsADifferenceThatIsThere() {
    double[][] pair = normals(1, 2000, 0.9, 0.12, 0.05);
    PairedTest test = PairedTest.of(pair[0], pair[1], FEW);
    assertThat(test.sharpe().probability()).isLessThan(0.01);
    assertThat(test.sharpe().low()).isPositive();
    assertThat(test.sharpe().high()).isGreaterThan(0.07);
    assertThat(test.correlation()).isCloseTo(0.9, within(0.02));
  }

  @Property(tries = 20)
  void theOtherWayRoundItIsTheOppositeAndLeverageDoesNotMatter(
      @ForAll @IntRange(max = 10_000) int seed) {
    double[][] pair = normals(seed, 100, 0.3, 0.1, 0.05);
    PairedTest test = PairedTest.of(pair[0], pair[1], FEW);
    PairedTest back = PairedTest.of(pair[1], pair[0], FEW);
    assertThat(back.sharpe().value()).isEqualTo(-test.sharpe().value());
    assertThat(back.sharpe().low()).isEqualTo(-test.sharpe().high());
    assertThat(back.mean().probability()).isEqualTo(test.mean().probability());
    double[] doubled = Arrays.stream(pair[0]).map(x -> 2 * x).toArray();
    PairedTest levered = PairedTest.of(doubled, pair[1], FEW);
    assertThat(levered.sharpe()).isEqualTo(test.sharpe());
  }

  @Test
  void aSeriesAndItsDoubleHaveOneSharpeRatioWithoutDoubt() {
    double[] a = normals(3, 200, 0, 0.1, 0.1)[0];
    double[] doubled = Arrays.stream(a).map(x -> 2 * x).toArray();
    PairedTest test = PairedTest.of(doubled, a, FEW);
    assertThat(test.sharpe().error()).isZero();
    assertThat(test.sharpe().probability()).isEqualTo(1);
    assertThat(test.mean().error()).isPositive();
  }

  @Test
  void whatCannotBeTestedIsRefused() {
    double[] a = normals(3, 200, 0, 0.1, 0.1)[0];
    assertThatThrownBy(() -> PairedTest.of(a, new double[200], FEW))
        .hasMessageContaining("no volatility");
    assertThatThrownBy(() -> PairedTest.of(a, Arrays.copyOf(a, 199), FEW))
        .hasMessageContaining("200 and 199 sessions");
    assertThatThrownBy(() -> PairedTest.of(Arrays.copyOf(a, 49), Arrays.copyOf(a, 49), FEW))
        .hasMessageContaining("at least 50");
    assertThatThrownBy(() -> PairedTest.of(a, a, new Settings(0.95, 51, 99, 1)))
        .hasMessageContaining("a quarter of the 200 sessions");
    assertThatThrownBy(() -> new Settings(95, 0, 99, 1)).hasMessageContaining("Invalid level: 95");
  }

  private static double[] series(int n, IntToDoubleFunction value) {
    double[] series = new double[n];
    Arrays.setAll(series, value);
    return series;
  }

  /** Two correlated normal series with these Sharpe ratios, deviations 1 % and 2 %. */
  private static double[][] normals(long seed, int n, double rho, double first, double second) {
    Philox random = Philox.of(seed, "test");
    double[][] pair = new double[2][n];
    for (int t = 0; t < n; t++) {
      double common = random.normal(0, t, 0, 0);
      double own = random.normal(0, t, 1, 0);
      pair[0][t] = 0.01 * (first + common);
      pair[1][t] = 0.02 * (second + rho * common + Math.sqrt(1 - rho * rho) * own);
    }
    return pair;
  }

  /** Volatility that rises and falls in both, some of each day in the next, equal Sharpe ratios. */
  private static double[][] clustered(long seed, int n) {
    double[][] pair = normals(seed, n, 0.5, 0, 0);
    double log = 0;
    for (int t = 0; t < n; t++) {
      log = 0.95 * log + 0.2 * Philox.of(seed, "volatility").normal(0, t, 0, 0);
      for (int i = 0; i < 2; i++) {
        double before = t == 0 ? 0 : pair[i][t - 1];
        pair[i][t] = pair[i][t] * Math.exp(log) + 0.1 * before;
      }
    }
    return pair;
  }
}
