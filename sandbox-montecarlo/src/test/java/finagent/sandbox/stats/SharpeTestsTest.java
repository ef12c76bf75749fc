package finagent.sandbox.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.backtest.Metric;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SharpeTestsTest {
  private static final double ROUNDED = 5e-4;

  /** Lo (2002): monthly Sharpe ratio 0.50 over 60 months, standard error 0.137. */
  @Test
  void agreesWithLoForANormalSample() {
    Moments normal = new Moments(60, 0.5, 1, 0, 3);
    assertThat(SharpeTests.error(0.5, normal)).isCloseTo(0.137, within(ROUNDED));
  }

  /**
   * Bailey and Lopez de Prado (2012): 24 months at a monthly ratio of 0.458; 0.982 if returns were
   * normal, 0.913 with skew -2.448 and kurtosis 10.164.
   */
  @Test
  void agreesWithThePublishedProbabilisticRatio() {
    assertThat(SharpeTests.probabilistic(0.458, 0, 24, 0, 3)).isCloseTo(0.982, within(ROUNDED));
    assertThat(SharpeTests.probabilistic(0.458, 0, 24, -2.448, 10.164))
        .isCloseTo(0.913, within(ROUNDED));
  }

  /**
   * Bailey and Lopez de Prado (2014), numerical example: annual ratio 2.5 over 1,250 days of 250 a
   * year, skew -3, kurtosis 10, variance of annual ratios over trials 1/2. After 100 trials the
   * expected maximum is 0.1132 a day and the deflated ratio 0.9004; after 46 trials it is 0.9505.
   */
  @Test
  void agreesWithThePublishedDeflatedRatio() {
    double daily = 2.5 / Math.sqrt(250);
    double variance = 0.5 / 250;
    assertThat(SharpeTests.expectedMaximum(100, variance)).isCloseTo(0.1132, within(5e-5));
    assertThat(SharpeTests.deflated(daily, 1250, -3, 10, 100, variance))
        .isCloseTo(0.9004, within(5e-5));
    assertThat(SharpeTests.deflated(daily, 1250, -3, 10, 46, variance))
        .isCloseTo(0.9505, within(5e-5));
  }

  @Test
  void oneTrialIsNotDeflated() {
    assertThat(SharpeTests.expectedMaximum(1, Double.NaN)).isZero();
    assertThat(SharpeTests.deflated(0.1, 500, 0, 3, 1, 0.01))
        .isEqualTo(SharpeTests.probabilistic(0.1, 0, 500, 0, 3));
    assertThatThrownBy(() -> SharpeTests.expectedMaximum(0, 1))
        .hasMessageContaining("Invalid number of trials: 0");
  }

  @Test
  void moreTrialsMakeTheSameRatioLessBelievable() {
    double before = 1;
    for (long trials : new long[] {1, 2, 3, 10, 100, 10_000, 1_000_000_000}) {
      double deflated = SharpeTests.deflated(0.1, 500, -0.5, 6, trials, 0.002);
      assertThat(deflated).isLessThan(before);
      before = deflated;
    }
  }

  @Test
  void anUnknownVarianceOfTrialsIsThatOfLuckAlone() {
    double[] equity = new double[1001];
    equity[0] = 1;
    for (int t = 1; t < equity.length; t++) {
      equity[t] = equity[t - 1] * (t % 2 == 0 ? 1.011 : 0.99);
    }
    Performance curve = Performance.of(equity, 252);
    Map<String, Double> tests =
        SharpeTests.metrics(curve, 252, 40, Double.NaN).stream()
            .collect(Collectors.toMap(Metric::name, Metric::value));
    assertThat(tests.get("expected-max-sharpe"))
        .isCloseTo(SharpeTests.expectedMaximum(40, 1 / 999.0) * Math.sqrt(252), within(1e-12));
    assertThat(tests.get("deflated-sharpe")).isLessThan(tests.get("probabilistic-sharpe"));
    assertThat(tests.get("trials")).isEqualTo(40);
  }

  @Test
  void aRatioThatIsUndefinedStaysSo() {
    Performance flat = Performance.of(new double[] {1, 1, 1}, 252);
    assertThat(SharpeTests.metrics(flat, 252, 3, Double.NaN))
        .filteredOn(metric -> metric.name().endsWith("-sharpe") && !metric.name().startsWith("ex"))
        .allMatch(metric -> Double.isNaN(metric.value()));
    assertThat(SharpeTests.probabilistic(0.1, 0, 1, 0, 3)).isNaN();
  }
}
