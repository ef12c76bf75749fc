package finagent.sandbox.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import finagent.sandbox.random.Normal;
import finagent.sandbox.random.Philox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class FilteredTest {
  private static final VarianceFilter EWMA = VarianceFilter.ewma(.94);

  /** GARCH(1,1) with variance 1, news .1, memory .85. */
  private static double[] garch(int n, long seed) {
    Philox random = Philox.of(seed, "garch-test");
    double[] profits = new double[n];
    double variance = 1;
    for (int t = 0; t < n; t++) {
      profits[t] = Math.sqrt(variance) * random.normal(0, t, 0, 0);
      variance = .05 + .1 * profits[t] * profits[t] + .85 * variance;
    }
    return profits;
  }

  @Test
  void aFitFindsTheWeightsItWasDrawnFrom() {
    VarianceFilter fit = VarianceFilter.garch(garch(8_000, 1));
    assertThat(fit.news()).isCloseTo(.1, within(.02));
    assertThat(fit.memory()).isCloseTo(.85, within(.03));
    assertThat(fit.constant()).isCloseTo(.05, within(.02));
  }

  @Test
  void riskFollowsTheVolatilityOfNow() {
    double[] profits = garch(1_000, 2);
    double[] calm = profits.clone();
    for (int t = 940; t < 1_000; t++) {
      calm[t] /= 10;
    }
    double before = Filtered.of(profits, EWMA, .99, 1, 0, 1).valueAtRisk().value();
    double after = Filtered.of(calm, EWMA, .99, 1, 0, 1).valueAtRisk().value();
    assertThat(after).isLessThan(before / 2);
    assertThat(Historical.of(calm, .99).valueAtRisk().value())
        .isCloseTo(Historical.of(profits, .99).valueAtRisk().value(), within(.4));
  }

  @Test
  void ofTwoHundredInnovationsTheQuantileIsScaledByHand() {
    double[] profits = new double[230];
    for (int t = 0; t < profits.length; t++) {
      profits[t] = t % 2 == 0 ? 1 : -1;
    }
    profits[100] = -5;
    profits[101] = 5;
    VarianceFilter flat = new VarianceFilter(1 - 2e-12, 1e-12, 1e-12);
    TailRisk risk = Filtered.of(profits, flat, .995, 1, 0, 1);
    // Variance 1 ever after the first session: the worst of 200 innovations is -5.
    assertThat(risk.valueAtRisk().value()).isCloseTo(5, within(1e-6));
    assertThat(risk.valueAtRisk().simulationError()).isZero();
  }

  @Test
  void longerHorizonsAreSimulatedAndSayHowWell() {
    double[] profits = garch(4_000, 3);
    VarianceFilter filter = new VarianceFilter(.05, .1, .85);
    TailRisk one = Filtered.of(profits, filter, .95, 1, 0, 1);
    TailRisk ten = Filtered.of(profits, filter, .95, 10, 20_000, 1);
    double ratio = ten.valueAtRisk().value() / one.valueAtRisk().value();
    assertThat(ratio).isBetween(2.2, 4.5);
    assertThat(ten.valueAtRisk().simulationError() / ten.valueAtRisk().value())
        .isBetween(.004, .03);
    assertThat(ten.valueAtRisk().estimationError())
        .isGreaterThan(ten.valueAtRisk().simulationError());
    double other = Filtered.of(profits, filter, .95, 10, 20_000, 2).valueAtRisk().value();
    assertThat(other)
        .isNotEqualTo(ten.valueAtRisk().value())
        .isCloseTo(ten.valueAtRisk().value(), within(5 * ten.valueAtRisk().simulationError()));
  }

  @Test
  void badPlansAreRefused() {
    double[] profits = garch(200, 4);
    assertThatThrownBy(() -> Filtered.of(profits, EWMA, .99, 201, 1_000, 1))
        .hasMessageContaining("Invalid horizon: 201 sessions; the history has 200");
    assertThatThrownBy(() -> Filtered.of(profits, EWMA, .95, 5, 10, 1))
        .hasMessageContaining("Invalid number of paths: 10");
    assertThatThrownBy(() -> Filtered.of(new double[200], EWMA, .99, 1, 0, 1))
        .hasMessageContaining("volatility 0");
    assertThatThrownBy(() -> VarianceFilter.ewma(1)).hasMessageContaining("Invalid decay: 1.0");
    assertThatThrownBy(() -> VarianceFilter.garch(garch(50, 1)))
        .hasMessageContaining("at least 100 profits; there are 50");
    assertThatThrownBy(() -> Forecasts.rolling(profits, 199, .95, past -> Historical.of(past, .95)))
        .hasMessageContaining("Invalid window: 199");
  }

  @Test
  void onSixtyEightYearsOfTheIndexFilteringCoversAndPlainHistoryDoesNot() throws IOException {
    Path file =
        Path.of(System.getProperty("finagent.data", "../shared/data"))
            .resolve("long-history/gspc-daily-1950-2018.csv.gz");
    assumeTrue(Files.exists(file), file + " is not there; set -Dfinagent.data");
    double[] returns = returns(file);
    assertThat(returns).hasSize(17_355);
    Forecasts plain = Forecasts.rolling(returns, 500, .99, past -> Historical.of(past, .99));
    Forecasts filtered =
        Forecasts.rolling(returns, 500, .99, past -> Filtered.of(past, EWMA, .99, 1, 0, 1));
    double rate = (double) filtered.exceedances().count() / filtered.sessions();
    assertThat(rate).isBetween(.008, .013);
    assertThat(plain.exceedances().kupiec().probability()).isLessThan(.001);
    assertThat(filtered.exceedances().kupiec().probability()).isGreaterThan(.05);
    assertThat(filtered.exceedances().independence().statistic())
        .isLessThan(plain.exceedances().independence().statistic() / 2);
    double normal = Parametric.normal(returns, .99, 1).valueAtRisk().value();
    assertThat(normal).isCloseTo(.01 * Normal.quantile(.99), within(.003));
  }

  private static double[] returns(Path file) throws IOException {
    List<Double> closes = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> header =
          List.of(reader.readLine().toLowerCase(java.util.Locale.ROOT).split(","));
      int column = header.indexOf("close");
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        closes.add(Double.parseDouble(line.split(",")[column]));
      }
    }
    double[] returns = new double[closes.size() - 1];
    for (int t = 0; t < returns.length; t++) {
      returns[t] = closes.get(t + 1) / closes.get(t) - 1;
    }
    return returns;
  }
}
