package finagent.rl.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.env.JudgedMarket;
import finagent.rl.env.TradingWorld;
import finagent.rl.reward.LogReturn;
import org.junit.jupiter.api.Test;

class WalkTest {
  private static final TradingWorld FREE = new JudgedMarket(400, 0.003, 0.01, 0.1).world(1, 0, 50);

  private static Walk walk(TradingWorld world, Baseline baseline) {
    return Walk.of(world, baseline.policy(world, world, 1), new LogReturn());
  }

  @Test
  void cashEarnsNothingAndHoldingEarnsTheMarket() {
    double[] close = FREE.panel().bars().column("close");
    Walk cash = walk(FREE, Baseline.CASH);
    Walk held = walk(FREE, Baseline.BUY_AND_HOLD);
    assertThat(cash.returns()).hasSize(399).containsOnly(0.0);
    assertThat(held.total()).isCloseTo(close[399] / close[0] - 1, within(1e-9));
    assertThat(walk(FREE, Baseline.MINIMUM_VARIANCE).total()).isCloseTo(held.total(), within(1e-9));
    assertThat(cash.sharpe(cash, 252)).isZero();
    assertThat(held.sharpe(cash, 252)).isNotZero();
  }

  @Test
  void aTargetOfVolatilityHoldsLessThanEverything() {
    double held = deviation(walk(FREE, Baseline.EQUAL_WEIGHT));
    double target = deviation(walk(FREE, Baseline.VOLATILITY_TARGET));
    assertThat(held * Math.sqrt(261)).isGreaterThan(0.14);
    assertThat(target * Math.sqrt(261)).isBetween(0.09, 0.115);
  }

  private static double deviation(Walk walk) {
    double mean = walk.returns().stream().mapToDouble(r -> r).average().orElseThrow();
    double square = walk.returns().stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
    return Math.sqrt(square / walk.returns().size());
  }

  @Test
  void policiesThatNeverMoveOrAreAlwaysAtTheLimitAreNamed() {
    assertThat(walk(FREE, Baseline.CASH).degenerate()).isEqualTo("constant");
    assertThat(walk(FREE, Baseline.RANDOM).degenerate()).isEmpty();
    Walk edges = Walk.of(FREE, (seen, action) -> action[0] = seen[0] > 0 ? 1 : -1, new LogReturn());
    assertThat(edges.degenerate()).isEqualTo("saturated");
    assertThat(edges.total()).isGreaterThan(walk(FREE, Baseline.RANDOM).total());
  }

  @Test
  void costsAreTakenFromEveryTrade() {
    TradingWorld dear = new JudgedMarket(400, 0.003, 0.01, 0.1).world(1, 0.001, 50);
    assertThat(walk(dear, Baseline.RANDOM).total())
        .isLessThan(walk(FREE, Baseline.RANDOM).total() - 0.05);
  }
}
