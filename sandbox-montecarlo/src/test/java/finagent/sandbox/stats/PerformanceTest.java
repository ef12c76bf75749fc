package finagent.sandbox.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.backtest.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PerformanceTest {
  private static final double TINY = 1e-12;

  /** By hand: returns +10 %, -10 %, +10 %, three bars a year. */
  @Test
  void threeReturnsByHand() {
    Performance it = Performance.of(new double[] {100, 110, 99, 108.9}, 3);
    assertThat(it.bars()).isEqualTo(3);
    assertThat(it.totalReturn()).isCloseTo(0.089, within(TINY));
    assertThat(it.growth()).isCloseTo(0.089, within(TINY));
    assertThat(it.volatility()).isCloseTo(0.2, within(TINY));
    assertThat(it.sharpe()).isCloseTo(0.5, within(TINY));
    assertThat(it.sortino()).isCloseTo(1.0, within(TINY));
    assertThat(it.calmar()).isCloseTo(0.89, within(TINY));
    assertThat(it.drawdown().depth()).isCloseTo(-0.1, within(TINY));
    assertThat(it.drawdown().length()).isEqualTo(2);
    assertThat(it.drawdown().underWater()).isCloseTo(2 / 3.0, within(TINY));
    assertThat(it.skew()).isCloseTo(-Math.sqrt(0.5), within(1e-9));
    assertThat(it.kurtosis()).isCloseTo(1.5, within(1e-9));
    assertThat(it.hitRate()).isCloseTo(2 / 3.0, within(TINY));
    assertThat(it.hitRateError()).isCloseTo(Math.sqrt(2 / 27.0), within(TINY));
  }

  /** Mertens with S = 1/sqrt(12), skew -sqrt(1/2), kurtosis 1.5, n = 3. */
  @Test
  void theErrorOfTheSharpeRatioByHand() {
    Performance it = Performance.of(new double[] {100, 110, 99, 108.9}, 3);
    double perBar = Math.sqrt((1 + Math.sqrt(0.5) / Math.sqrt(12) + 0.125 / 12) / 3);
    assertThat(it.sharpeError()).isCloseTo(Math.sqrt(3) * perBar, within(1e-9));
  }

  @Test
  void sharpeIsOverCashAndABarWithoutARateIsLeftOut() {
    double[] equity = {100, 110, 99, 108.9, 50};
    double[] cash = {9, 0.02, 0.02, 0.02, Double.NaN};
    Performance it = Performance.of(equity, cash, new double[0], 3);
    double mean = 0.1 / 3 - 0.02;
    assertThat(it.sharpe()).isCloseTo(Math.sqrt(3) * mean / (0.2 / Math.sqrt(3)), within(TINY));
    assertThat(it.excess().count()).isEqualTo(3);
    assertThat(it.bars()).isEqualTo(4);
    double downside = 0.12 / Math.sqrt(3);
    assertThat(it.sortino()).isCloseTo(Math.sqrt(3) * mean / downside, within(TINY));
  }

  @Test
  void whatIsUndefinedIsNotZero() {
    Performance flat = Performance.of(new double[] {100, 100, 100}, 252);
    assertThat(flat.totalReturn()).isZero();
    assertThat(flat.volatility()).isZero();
    assertThat(
            new double[] {
              flat.sharpe(),
              flat.sharpeError(),
              flat.sortino(),
              flat.calmar(),
              flat.skew(),
              flat.kurtosis(),
              flat.hitRate(),
              flat.tail().valueAtRisk(),
              flat.turnover()
            })
        .containsOnly(Double.NaN);
    Performance nothing = Performance.of(new double[] {100}, 252);
    assertThat(nothing.totalReturn()).isNaN();
    assertThat(nothing.growth()).isNaN();
    assertThat(Performance.of(new double[] {}, 252).totalReturn()).isNaN();
  }

  @Test
  void cashCompoundedHasNoSharpeRatioOverItself() {
    double[] equity = new double[500];
    double[] cash = new double[500];
    equity[0] = 1e6;
    for (int t = 1; t < equity.length; t++) {
      cash[t] = 0.02 / 252 * (1 + t % 7);
      equity[t] = equity[t - 1] * (1 + cash[t]);
    }
    assertThat(Performance.of(equity, cash, new double[0], 252).sharpe()).isNaN();
  }

  @Test
  void ruinAndGapsAreVisible() {
    Performance ruined = Performance.of(new double[] {100, 50, 0}, 252);
    assertThat(ruined.totalReturn()).isEqualTo(-1);
    assertThat(ruined.growth()).isNaN();
    Performance gap = Performance.of(new double[] {100, Double.NaN, 102, 103}, 252);
    assertThat(gap.volatility()).isNaN();
    assertThat(gap.sharpe()).isNaN();
    assertThat(gap.drawdown().depth()).isNaN();
    assertThat(gap.hitRate()).isNaN();
  }

  @Test
  void turnoverIsTradedValueAYearOverAverageEquity() {
    double[] equity = {100, 100, 100, 100, 100};
    Performance it = Performance.of(equity, new double[0], new double[] {0, 50, 0, 50, 0}, 252);
    assertThat(it.turnover()).isCloseTo(63, within(TINY));
  }

  @Test
  void seriesOfAnotherLengthAreRefused() {
    assertThatThrownBy(() -> Performance.of(new double[3], new double[2], new double[0], 252))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cash return: got 2 for 3");
  }

  @Test
  void theDrawdownLastsFromThePeakUntilItIsReachedAgain() {
    Drawdown it = Drawdown.of(new double[] {10, 12, 9, 11, 12, 13, 12.5});
    assertThat(it.depth()).isCloseTo(-0.25, within(TINY));
    assertThat(it.length()).isEqualTo(3);
    assertThat(it.underWater()).isEqualTo(0.5);
    assertThat(Drawdown.of(new double[] {1, 2, 3})).isEqualTo(new Drawdown(0, 0, 0));
  }

  /** 50 returns -0.01 .. -0.50: the worst 5 % are 0.50, 0.49 and half of 0.48. */
  @Test
  void theTailIsExactlyFivePercent() {
    double[] returns = new double[50];
    Arrays.setAll(returns, k -> -(k + 1) / 100.0);
    Tail tail = Tail.of(returns, 0.05);
    assertThat(tail.valueAtRisk()).isCloseTo(0.48, within(TINY));
    assertThat(tail.expectedShortfall()).isCloseTo((0.50 + 0.49 + 0.5 * 0.48) / 2.5, within(TINY));
    assertThat(Tail.of(new double[19], 0.05).valueAtRisk()).isNaN();
  }

  @Property(tries = 100)
  void nothingDependsOnTheUnitOfMoney(
      @ForAll @Size(min = 3, max = 60) List<@DoubleRange(min = -0.1, max = 0.1) Double> returns) {
    double[] equity = new double[returns.size() + 1];
    equity[0] = 1;
    for (int t = 0; t < returns.size(); t++) {
      equity[t + 1] = equity[t] * (1 + returns.get(t));
    }
    double[] large = Arrays.stream(equity).map(e -> e * (1 << 20)).toArray();
    assertThat(Performance.of(large, 252).metrics())
        .isEqualTo(Performance.of(equity, 252).metrics());
  }

  @Test
  void metricsHaveEachNameOnce() {
    Performance it = Performance.of(new double[] {100, 110, 99, 108.9}, 3);
    assertThat(it.metrics().stream().map(Metric::name).collect(Collectors.toSet()))
        .hasSameSizeAs(it.metrics())
        .contains("sharpe", "total-return", "max-drawdown", "cagr");
  }

  @Test
  void theSumKeepsWhatPlainAdditionLoses() {
    assertThat(Sum.of(new double[] {1, 1e100, 1, -1e100})).isEqualTo(2);
  }

  @Property(tries = 200)
  void whatIsMeasuredAloneHasTheSameBits(
      @ForAll @Size(min = 0, max = 30) List<@DoubleRange(min = 1, max = 1000) Double> curve,
      @ForAll @DoubleRange(min = -0.01, max = 0.01) double rate) {
    double[] equity = curve.stream().mapToDouble(Double::doubleValue).toArray();
    double[] cash = new double[equity.length];
    Arrays.fill(cash, rate);
    Performance it = Performance.of(equity, cash, new double[0], 252);
    assertThat(Performance.sharpe(equity, cash, 252)).isEqualTo(Double.valueOf(it.sharpe()));
    assertThat(Performance.totalReturn(equity)).isEqualTo(Double.valueOf(it.totalReturn()));
  }
}
