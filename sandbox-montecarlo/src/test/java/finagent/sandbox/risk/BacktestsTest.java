package finagent.sandbox.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Normal;
import finagent.sandbox.random.Philox;
import finagent.sandbox.risk.Exceedances.Zone;
import finagent.sandbox.stats.StudentT;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BacktestsTest {
  private static Exceedances hits(int sessions, int... at) {
    boolean[] hits = new boolean[sessions];
    for (int t : at) {
      hits[t] = true;
    }
    return Exceedances.of(hits, .99);
  }

  private static Exceedances first(int count) {
    boolean[] hits = new boolean[250];
    Arrays.fill(hits, 0, count, true);
    return Exceedances.of(hits, .99);
  }

  @Test
  void kupiecsRatioIsKnownForNoExceedanceToo() {
    assertThat(first(0).kupiec().statistic()).isCloseTo(5.0251679268, within(1e-10));
    assertThat(first(0).kupiec().probability()).isCloseTo(.0249815031, within(1e-10));
    assertThat(first(7).kupiec().statistic()).isCloseTo(5.4969904478, within(1e-10));
    assertThat(first(250).kupiec().statistic()).isCloseTo(-500 * Math.log(.01), within(1e-9));
  }

  @Test
  void clusteredExceedancesAreNotIndependent() {
    Exceedances clustered = hits(250, 10, 11, 12, 100, 101);
    assertThat(clustered.independence().statistic()).isCloseTo(19.0493069409, within(1e-10));
    assertThat(clustered.conditionalCoverage().statistic())
        .isCloseTo(
            clustered.kupiec().statistic() + clustered.independence().statistic(), within(1e-12));
    assertThat(hits(250, 10, 60, 120, 200).independence().probability()).isGreaterThan(.5);
    assertThat(first(0).independence().statistic()).isZero();
    assertThat(first(0).independence().probability()).isEqualTo(1);
  }

  @Test
  void baselZonesChangeAtFiveAndTen() {
    for (int count = 0; count <= 20; count++) {
      Zone expected = count < 5 ? Zone.GREEN : count < 10 ? Zone.YELLOW : Zone.RED;
      assertThat(first(count).zone()).as("%d exceedances", count).isEqualTo(expected);
    }
  }

  @Test
  void exceedancesAreStrictAndNeedNumbers() {
    double[] profits = {-1, -2, -3};
    assertThat(Exceedances.of(profits, new double[] {2, 2, 2}, .99).count()).isEqualTo(1);
    assertThatThrownBy(() -> Exceedances.of(profits, new double[] {2, Double.NaN, 2}, .99))
        .hasMessageContaining("Row 1 of the backtest has profit -2.0 and forecast NaN");
  }

  @Test
  void theShortfallStatisticsOfASmallSampleAreWorkedByHand() {
    double[] z =
        ShortfallBacktest.statistics(
            new double[] {-3, 1, -5, 0},
            new double[] {2, 2, 2, 2},
            new double[] {2.5, 2.5, 2.5, 2.5},
            .75);
    // Exceedances -3 and -5: sum / ES = -3.2; Z1 = -1.6 + 1; Z2 = -3.2 / (4 x 0.25) + 1.
    assertThat(z[0]).isCloseTo(-.6, within(1e-12));
    assertThat(z[1]).isCloseTo(-2.2, within(1e-12));
  }

  @Test
  void theCriticalValueOfZ2IsThePublishedOne() {
    // Acerbi and Szekely (2014): about -0.70 at 5 % for T = 250, 97.5 %, whatever the tails.
    double z = Normal.quantile(.975);
    double es = Normal.density(z) / .025;
    double[] profits = filled(0);
    profits[0] = -1.70 * 250 * .025 * es;
    ShortfallBacktest test =
        ShortfallBacktest.of(
            profits, filled(z), filled(es), .975, new ShortfallBacktest.NormalShape(), 20_000, 1);
    assertThat(test.z2()).isCloseTo(-.70, within(1e-12));
    assertThat(test.probability2()).isCloseTo(.05, within(.01));
    assertThat(test.error2()).isCloseTo(Math.sqrt(.05 * .95 / 20_000), within(5e-4));
  }

  @Test
  void forecastsThatAreRightPassAndHalvedOnesFail() {
    Philox random = Philox.of(12, "right");
    StudentT law = StudentT.of(5);
    double[] profits = new double[500];
    for (int t = 0; t < profits.length; t++) {
      profits[t] = random.t(5, t, 0, 0, 0);
    }
    double var = law.quantile(.975);
    double es = law.shortfall(.975);
    ShortfallBacktest right =
        ShortfallBacktest.of(
            profits,
            filled(500, var),
            filled(500, es),
            .975,
            new ShortfallBacktest.TShape(5),
            2_000,
            1);
    assertThat(right.probability1()).isBetween(.02, .98);
    assertThat(right.probability2()).isBetween(.02, .98);
    ShortfallBacktest halved =
        ShortfallBacktest.of(
            profits,
            filled(500, var / 2),
            filled(500, es / 2),
            .975,
            new ShortfallBacktest.TShape(5),
            2_000,
            1);
    assertThat(halved.probability2()).isLessThan(.01);
  }

  /** Where no simulated statistic is as bad, the chance of it is small, but not 0. */
  @Test
  void simulationsNeverProveAChanceOfNothing() {
    double z = Normal.quantile(.975);
    double es = Normal.density(z) / .025;
    ShortfallBacktest ruin =
        ShortfallBacktest.of(
            filled(-100), filled(z), filled(es), .975, new ShortfallBacktest.NormalShape(), 500, 1);
    assertThat(ruin.probability2()).isCloseTo(1.0 / 501, within(1e-15));
    assertThat(ruin.error2()).isCloseTo(Math.sqrt(2 * 502 / Math.pow(504, 3)), within(1e-15));
    assertThat(ruin.probability1()).isBetween(1.0 / 501, .01);
    assertThat(ruin.error1()).isPositive();
    ShortfallBacktest calm =
        ShortfallBacktest.of(
            filled(0), filled(z), filled(es), .975, new ShortfallBacktest.NormalShape(), 500, 1);
    assertThat(calm.probability2()).isEqualTo(1);
    assertThat(calm.error2()).isCloseTo(ruin.error2(), within(1e-15));
    assertThat(calm.error1()).isNaN();
  }

  @Test
  void theTailShapeAgreesWithBothForecasts() {
    Philox random = Philox.of(8, "tail");
    ShortfallBacktest.Law law = new ShortfallBacktest.TailShape().of(2, 3, .9);
    int hits = 0;
    double sum = 0;
    for (int path = 0; path < 100_000; path++) {
      double profit = law.profit(random, path, 0);
      hits += profit < -2 ? 1 : 0;
      sum += profit < -2 ? profit : 0;
    }
    assertThat(hits).isBetween(9_600, 10_400);
    assertThat(sum / hits).isCloseTo(-3, within(.05));
  }

  /** As of the worst of a hundred sessions at 99 %: all of the tail is one value. */
  @Test
  void theTailExceedsTheValueAtRiskWhereTheShortfallIsTheSame() {
    Philox random = Philox.of(9, "tail");
    ShortfallBacktest.Law law = new ShortfallBacktest.TailShape().of(2, 2, .99);
    int hits = 0;
    for (int path = 0; path < 100_000; path++) {
      double profit = law.profit(random, path, 0);
      hits += profit < -2 ? 1 : 0;
      assertThat(profit).isIn(0.0, Math.nextDown(-2.0));
    }
    assertThat(hits).isBetween(870, 1130);
  }

  @Test
  void withoutAnExceedanceTheFirstStatisticIsNotDefined() {
    ShortfallBacktest none =
        ShortfallBacktest.of(
            filled(0), filled(2), filled(2.5), .975, new ShortfallBacktest.NormalShape(), 200, 1);
    assertThat(none.z1()).isNaN();
    assertThat(none.probability1()).isNaN();
    assertThat(none.z2()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                ShortfallBacktest.of(
                    filled(0),
                    filled(2),
                    filled(1),
                    .975,
                    new ShortfallBacktest.NormalShape(),
                    200,
                    1))
        .hasMessageContaining("at least the value at risk");
  }

  private static double[] filled(double value) {
    return filled(250, value);
  }

  private static double[] filled(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }
}
