package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Philox;
import finagent.sandbox.vector.Lane;
import finagent.sandbox.vector.Mix;
import finagent.sandbox.vector.Passes;
import finagent.sandbox.vector.ScalarMix;
import finagent.sandbox.vector.VectorMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelsTest {
  private static final Garch GARCH = new Garch(0.0003, 2e-6, 0.08, 0.9, 1e-4, List.of());
  private static final Regimes REGIMES =
      new Regimes(
          List.of(0.001, -0.002),
          List.of(0.007, 0.02),
          List.of(0.98, 0.02, 0.06, 0.94),
          List.of(0.75, 0.25));

  private static Covariance equicorrelated(int n, double rho, double deviation) {
    double[] correlation = new double[n * n];
    Arrays.setAll(correlation, k -> k / n == k % n ? 1 : rho);
    double[] deviations = new double[n];
    Arrays.fill(deviations, deviation);
    return Covariance.of(deviations, correlation);
  }

  private static CorrelatedPanel panel(int n, double degrees) {
    return new CorrelatedPanel(
        Collections.nCopies(n, 0.0002), equicorrelated(n, 0.3, 0.01), degrees);
  }

  private static CopulaPanel copula() {
    List<List<Double>> margins = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int column = i;
      margins.add(
          IntStream.range(0, 60).mapToObj(t -> 0.01 * Math.sin(t * t + column) + 0.0).toList());
    }
    return new CopulaPanel(equicorrelated(3, 0.5, 1), 5, margins);
  }

  static Stream<PathModel> models() {
    double[] returns = new double[30 * 4];
    Arrays.setAll(returns, k -> 0.01 * Math.sin(k * k));
    return Stream.of(
        new Gbm(0.05, 0.2, 252),
        new Merton(0.05, 0.2, 3, -0.05, 0.1, 252),
        new Heston(0.05, 0.04, 2, 0.05, 0.6, -0.6, 52),
        GARCH,
        new Garch(0, 2e-6, 0.08, 0.9, 1e-4, List.of(-2.0, -0.1, 0.3, 0.9, 1.1)),
        REGIMES,
        panel(7, Double.POSITIVE_INFINITY),
        panel(7, 4),
        copula(),
        new BootstrapPanel(RowReturns.of(30, 4, returns), RowBootstrap.stationary(30, 4)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aPathAloneIsThePathOfTheSweepOnVectorsAndWithoutThem(PathModel model) {
    int n = model.instruments();
    long first = (3L << 32) + 5 * 512;
    Paths sweep = Paths.of(model, 9);
    double[] made = record(sweep, first, 512, 37);
    for (int p : new int[] {0, 3, 130, 511}) {
      double[] alone = Paths.of(model, 9).path(first + p, 37);
      double[] scalar =
          Paths.of(model, Blocks.of(Paths.random(9), Passes.scalar())).path(first + p, 37);
      for (int k = 0; k < 37 * n; k++) {
        assertThat(alone[k]).isEqualTo(made[k * 512 + p]);
        assertThat(scalar[k]).isEqualTo(made[k * 512 + p]);
      }
    }
    assertThat(record(sweep, first, 512, 37)).containsExactly(made);
    assertThat(Paths.of(model, 10).path(first, 37))
        .isNotEqualTo(Paths.of(model, 9).path(first, 37));
  }

  private static double[] record(Paths paths, long first, int lanes, int steps) {
    int n = paths.instruments();
    double[] made = new double[steps * n * 512];
    paths.start(first, lanes);
    for (int t = 0; t < steps; t++) {
      paths.next();
      for (int i = 0; i < n; i++) {
        System.arraycopy(paths.levels(), i * Lane.STRIDE, made, (t * n + i) * 512, lanes);
      }
    }
    return made;
  }

  @Test
  void seedsOneAndTwoShareNoPath() {
    double[] one = record(Paths.of(new Gbm(0, 0.2, 252), 1), 0, 512, 3);
    double[] two = record(Paths.of(new Gbm(0, 0.2, 252), 2), 0, 512, 3);
    assertThat(Arrays.stream(one).filter(v -> Arrays.stream(two).anyMatch(w -> w == v))).isEmpty();
  }

  @Test
  void mixingOnVectorsAndWithoutThemGivesTheSameBits() {
    int rows = Mix.padded(13);
    double[] matrix = new double[rows * rows];
    double[] drift = new double[rows];
    double[] z = new double[rows * Lane.STRIDE];
    Philox random = Philox.of(1, "mix-test");
    for (int i = 0; i < 13; i++) {
      drift[i] = random.normal(i, 1, 0, 0);
      for (int j = 0; j <= i; j++) {
        matrix[i * rows + j] = random.normal(i, 2, j, 0);
      }
      for (int p = 0; p < 512; p++) {
        z[i * Lane.STRIDE + p] = random.normal(i, 3, p, 0);
      }
    }
    double[] fast = new double[z.length];
    double[] slow = new double[z.length];
    new VectorMix().over(matrix, drift, rows, z, fast, 512);
    new ScalarMix().over(matrix, drift, rows, z, slow, 512);
    assertThat(fast).containsExactly(slow);
    double byHand = drift[1] + matrix[rows] * z[5] + matrix[rows + 1] * z[Lane.STRIDE + 5];
    assertThat(fast[Lane.STRIDE + 5]).isCloseTo(byHand, within(1e-15));
  }

  private static double[] moves(PathModel model, int steps, int i) {
    Paths paths = Paths.of(model, 4);
    paths.start(0, 512);
    double[] moves = new double[steps * 512];
    for (int t = 0; t < steps; t++) {
      paths.next();
      System.arraycopy(paths.moves(), i * Lane.STRIDE, moves, t * 512, 512);
    }
    return moves;
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private static double product(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(k -> x[k] * y[k]).average().orElseThrow()
        - mean(x) * mean(y);
  }

  @Test
  void panelsHaveTheCovarianceTheyAreGivenAndStudentsHaveFatterTails() {
    for (double degrees : new double[] {Double.POSITIVE_INFINITY, 8}) {
      CorrelatedPanel model = panel(6, degrees);
      double[] a = moves(model, 200, 1);
      double[] b = moves(model, 200, 5);
      double unit = 1e-4 / Math.sqrt(a.length);
      assertThat(mean(a)).isCloseTo(0.0002, within(4 * 0.01 / Math.sqrt(a.length)));
      assertThat(product(a, a)).isCloseTo(1e-4, within(9 * unit));
      assertThat(product(a, b)).isCloseTo(0.3e-4, within(6 * unit));
      double fourth = Arrays.stream(a).map(x -> Math.pow(x - 0.0002, 4)).average().orElseThrow();
      double kurtosis = fourth / Math.pow(product(a, a), 2);
      // 3 + 6 / (v - 4)
      assertThat(kurtosis).isCloseTo(degrees == 8 ? 4.5 : 3, within(degrees == 8 ? 0.5 : 0.06));
    }
  }

  @Test
  void aCopulaKeepsEachInstrumentsOwnDistribution() {
    CopulaPanel model = copula();
    double[] x = moves(model, 200, 2);
    double[] history = model.margins().get(2).stream().mapToDouble(v -> v).sorted().toArray();
    Arrays.sort(x);
    assertThat(x[0]).isEqualTo(history[0]);
    assertThat(x[x.length - 1]).isEqualTo(history[59]);
    for (int k = 5; k < 55; k++) {
      double at = (k + 0.5) / 60;
      assertThat(x[(int) (at * x.length)]).isCloseTo(history[k], within(4e-4));
    }
    assertThat(product(moves(model, 50, 0), moves(model, 50, 1))).isPositive();
  }

  @Test
  void garchRevertsToItsLongVarianceAndClusters() {
    double[] x = moves(new Garch(0, 2e-6, 0.1, 0.85, 1e-3, List.of()), 400, 0);
    double early = product(Arrays.copyOf(x, 512), Arrays.copyOf(x, 512));
    double[] late = Arrays.copyOfRange(x, 300 * 512, 400 * 512);
    assertThat(early).isCloseTo(1e-3, within(4e-3 * Math.sqrt(2.0 / 512)));
    assertThat(product(late, late)).isCloseTo(4e-5, within(2e-6));
  }

  @Test
  void badParametersAreNamed() {
    assertThatThrownBy(() -> new Gbm(0, 0, 252))
        .hasMessage("Invalid volatility: 0.0 (must be > 0 and finite)");
    assertThatThrownBy(() -> new Gbm(0, 2000, 252)).hasMessageContaining("is it annual");
    assertThatThrownBy(() -> new Garch(0, 1e-6, 0.2, 0.8, 1e-4, List.of()))
        .hasMessageContaining("Invalid alpha + beta: 1.0");
    assertThatThrownBy(() -> new Regimes(List.of(0.0), List.of(0.1), List.of(0.9), List.of(1.0)))
        .hasMessageContaining("sum to 0.9 (must be 1)");
    assertThatThrownBy(() -> panel(3, 2)).hasMessageContaining("must be above 2");
    Paths wild = Paths.of(new Gbm(900, 1, 12), 1);
    wild.start(0, 1);
    assertThatThrownBy(() -> IntStream.range(0, 12).forEach(t -> wild.next()))
        .hasMessageContaining("check volatility, drift and horizon");
  }
}
