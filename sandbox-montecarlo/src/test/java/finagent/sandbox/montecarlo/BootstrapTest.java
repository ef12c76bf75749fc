package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import finagent.sandbox.vector.Lane;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapTest {
  /**
   * The exact variance of the bootstrap mean of 1..10: stationary by Politis and Romano (1994),
   * lemma 1; circular is the variance of the mean of 10 / b independent blocks.
   */
  @ParameterizedTest
  @CsvSource({
    "STATIONARY, 4, 0.912840671539",
    "CIRCULAR, 1, 0.825",
    "CIRCULAR, 2, 1.2",
    "CIRCULAR, 5, 1.125"
  })
  void theMeanHasItsExactVariance(RowBootstrap.Kind kind, double block, double exact) {
    RowBootstrap bootstrap = new RowBootstrap(kind, 10, block);
    int paths = 200_000;
    double fourth = 0;
    double second = 0;
    int[] rows = new int[10];
    for (long k = 0; k < paths; k++) {
      bootstrap.rows(RowBootstrap.random(1), k, rows);
      double off = Arrays.stream(rows).sum() / 10.0 + 1 - 5.5;
      second += off * off;
      fourth += off * off * off * off;
    }
    double variance = second / paths;
    double error = Math.sqrt((fourth / paths - variance * variance) / paths);
    assertThat(variance).isCloseTo(exact, within(3.5 * error));
  }

  @Test
  void aPathAloneIsThePathOfTheSweepAndOfThePanelModel() {
    double[] returns = new double[40 * 3];
    Arrays.setAll(returns, k -> 0.001 * k);
    RowReturns history = RowReturns.of(40, 3, returns);
    RowBootstrap bootstrap = RowBootstrap.stationary(40, 5);
    Paths paths = Paths.of(new BootstrapPanel(history, bootstrap), 11);
    int[] rows = new int[100];
    double[] alone = paths.path(777, 100);
    bootstrap.rows(RowBootstrap.random(11), 777, rows);
    double[] level = {1, 1, 1};
    paths.start(512, 512);
    for (int t = 0; t < 100; t++) {
      paths.next();
      for (int i = 0; i < 3; i++) {
        level[i] *= 1 + history.at(rows[t], i);
        assertThat(alone[t * 3 + i]).isCloseTo(level[i], within(1e-13 * level[i]));
        assertThat(paths.levels()[i * Lane.STRIDE + 777 - 512]).isEqualTo(alone[t * 3 + i]);
      }
    }
  }

  /** x(0) = 0, x(t) = a x(t - 1) + sin(t t); the formulas of the papers, written anew in NumPy. */
  @ParameterizedTest
  @CsvSource({
    "0.6, 500, 9.596063316504411, 10.984750350846161",
    "0.9, 800, 25.379674733694053, 29.05247513903052",
    "-0.4, 400, 6.202436895845785, 7.100017853212947",
    "0, 300, 1, 1"
  })
  void theAutomaticLengthIsThatOfPolitisAndWhite(
      double a, int n, double stationary, double circular) {
    double[] x = new double[n];
    for (int t = 1; t < n; t++) {
      x[t] = a * x[t - 1] + StrictMath.sin((double) t * t);
    }
    BlockLength length = BlockLength.of(x);
    assertThat(length.stationary()).isCloseTo(stationary, within(1e-9));
    assertThat(length.circular()).isCloseTo(circular, within(1e-9));
  }

  @Test
  void blocksOfHundredKeepTheClusteringOfVolatilityAndSingleDaysLoseIt() throws IOException {
    double[] returns = gspc();
    double[] real = autocorrelations(returns);
    double[] blocks = bootstrapped(returns, 100);
    double[] single = bootstrapped(returns, 1);
    double[] automatic =
        bootstrapped(
            returns,
            BlockLength.ofAbsolute(RowReturns.of(returns.length, 1, returns)).stationary());
    for (int lag = 0; lag < 10; lag++) {
      assertThat(blocks[lag]).isCloseTo(real[lag], within(0.2 * real[lag]));
      assertThat(Math.abs(single[lag])).isLessThan(0.1 * real[lag]);
      assertThat(automatic[lag]).isBetween(0.5 * real[lag], 1.2 * real[lag]);
    }
  }

  private static double[] gspc() throws IOException {
    Path file =
        Path.of(System.getProperty("finagent.data", "../shared/data"))
            .resolve("long-history/gspc-daily-1950-2018.csv.gz");
    assumeTrue(Files.isRegularFile(file), file + " is not there; set -Dfinagent.data");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String[] header = reader.readLine().split(",", -1);
      int close = Arrays.asList(header).indexOf("Close");
      double[] prices =
          reader
              .lines()
              .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[close]))
              .toArray();
      double[] returns = new double[prices.length - 1];
      Arrays.setAll(returns, t -> prices[t + 1] / prices[t] - 1);
      return returns;
    }
  }

  /** Mean over 20 paths of the autocorrelations of absolute returns at lags 1 to 10. */
  private static double[] bootstrapped(double[] returns, double block) {
    double[] mean = new double[10];
    int[] rows = new int[returns.length];
    for (long k = 0; k < 20; k++) {
      RowBootstrap.stationary(returns.length, block).rows(RowBootstrap.random(2), k, rows);
      double[] one = autocorrelations(Arrays.stream(rows).mapToDouble(t -> returns[t]).toArray());
      Arrays.setAll(mean, lag -> mean[lag] + one[lag] / 20);
    }
    return mean;
  }

  private static double[] autocorrelations(double[] returns) {
    double average = Arrays.stream(returns).map(Math::abs).average().orElseThrow();
    double[] x = Arrays.stream(returns).map(r -> Math.abs(r) - average).toArray();
    double[] correlation = new double[11];
    for (int lag = 0; lag <= 10; lag++) {
      for (int t = lag; t < x.length; t++) {
        correlation[lag] += x[t] * x[t - lag];
      }
    }
    double variance = correlation[0];
    return Arrays.stream(correlation, 1, 11).map(c -> c / variance).toArray();
  }

  @Test
  void reorderingKeepsTheEndAndRedrawingDoesNot() {
    double[] fractions = Reshuffle.fractions(1000, new double[] {100, -55, 31.35, -200, 10});
    assertThat(fractions[0]).isEqualTo(0.1);
    assertThat(fractions[1]).isCloseTo(-0.05, within(1e-15));
    double[] equity = new double[6];
    double[] again = new double[6];
    double worst = 0;
    double best = -1;
    for (long k = 0; k < 200; k++) {
      Reshuffle.reordered(fractions).path(RowBootstrap.random(4), k, equity);
      assertThat(equity[5]).isCloseTo(0.88635, within(1e-14));
      double depth = new Outcome().measure(equity, 0, 6, 252).depth();
      worst = Math.min(worst, depth);
      best = Math.max(best, depth);
      Reshuffle.redrawn(fractions).path(RowBootstrap.random(4), k, again);
    }
    assertThat(again[5]).isNotCloseTo(0.88635, within(1e-6));
    assertThat(worst).isLessThan(best - 0.01);
    assertThatThrownBy(() -> Reshuffle.fractions(100, new double[] {-100, 5}))
        .hasMessage("Equity is 0.0 before trade 1; fractions of it mean nothing");
  }

  @Test
  void refusesBlocksThatAreNone() {
    assertThatThrownBy(() -> RowBootstrap.stationary(10, 0.5))
        .hasMessage("Invalid block: 0.5 (must be >= 1)");
    assertThatThrownBy(() -> new RowBootstrap(RowBootstrap.Kind.CIRCULAR, 10, 2.5))
        .hasMessageContaining("whole number");
    assertThatThrownBy(() -> BlockLength.of(new double[50])).hasMessageContaining("no volatility");
  }
}
