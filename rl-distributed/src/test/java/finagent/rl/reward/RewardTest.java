package finagent.rl.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.env.Environment;
import finagent.rl.env.LinearQuadraticTrading;
import finagent.rl.training.Rewards;
import finagent.sandbox.random.Philox;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewardTest {
  private static final double[] RETURNS = {0.10, -0.05, -0.20, 0.05, 0.30};

  /** Drawdowns after each step: 0, .05, .25, .20, 0; their sum is .50 and the returns' .20. */
  @Test
  void drawdownsAddUpBesideTheReturn() {
    Reward reward = new Drawdown(0.4);
    double[] memory = reward.start();
    double[] after = {0, 0.05, 0.25, 0.20, 0};
    double sum = 0;
    for (int t = 0; t < RETURNS.length; t++) {
      sum += reward.of(RETURNS[t], memory, 0);
      assertThat(memory[0]).isCloseTo(after[t], within(1e-15));
    }
    assertThat(sum).isCloseTo(0.20 - 0.4 * 0.50, within(1e-14));
  }

  @Test
  void onlyLossesCostMoreThanThemselves() {
    Reward reward = new Downside(2);
    assertThat(reward.of(0.3, reward.start(), 0)).isEqualTo(0.3);
    assertThat(reward.of(-0.3, reward.start(), 0)).isCloseTo(-0.48, within(1e-15));
  }

  /** Drawdowns after each step: 0, .05, .25, .20, 0: the deepest is .25. */
  @Test
  void calmarRewardsAddUpToTheReturnLessTheDeepestDrawdown() {
    Reward reward = new Calmar(2);
    double[] memory = reward.start();
    double[] deepest = {0, 0.05, 0.25, 0.25, 0.25};
    double sum = 0;
    for (int t = 0; t < RETURNS.length; t++) {
      sum += reward.of(RETURNS[t], memory, 0);
      assertThat(memory[1]).isCloseTo(deepest[t], within(1e-15));
    }
    assertThat(memory[0]).isZero();
    assertThat(sum).isCloseTo(0.20 - 2 * 0.25, within(1e-14));
  }

  /** From v = 0 at level .9: a loss of .03 costs .03 / .1, and v rises by .1 x .01 x 9 = .009. */
  @Test
  void theCvarPenaltyWorkedByHand() {
    Reward reward = new Cvar(0.5, 0.9, 0.1, 0.01);
    double[] memory = reward.start();
    assertThat(reward.of(-0.03, memory, 0)).isCloseTo(-0.03 - 0.5 * 0.3, within(1e-14));
    assertThat(memory[0]).isCloseTo(0.9, within(1e-14));
    assertThat(reward.of(-0.008, memory, 0)).isCloseTo(-0.008 - 0.5 * 0.009, within(1e-14));
    assertThat(memory[0]).isCloseTo(0.8, within(1e-14));
    double second = 0.008 + (0.02 - 0.008) / 0.1;
    assertThat(reward.of(-0.02, memory, 0)).isCloseTo(-0.02 - 0.5 * second, within(1e-14));
  }

  /** Of normal losses: CVaR = deviation x density(z) / (1 - level), z = 1.6449 at 95 %: 2.0627. */
  @Test
  void whatCvarCostsIsTheCvarOfTheLosses() {
    Reward reward = new Cvar(1, 0.95, 0.002, 0.01);
    double[] memory = reward.start();
    Philox draws = Philox.of(1, "losses");
    double cost = 0;
    double threshold = 0;
    int steps = 200_000;
    for (int t = 0; t < steps; t++) {
      double r = 0.01 * draws.normal(0, t, 0, 0);
      double paid = r - reward.of(r, memory, 0);
      if (t >= 10_000) {
        cost += paid / (steps - 10_000);
        threshold += memory[0] / (steps - 10_000);
      }
    }
    assertThat(cost).isCloseTo(0.020627, within(3e-4));
    assertThat(threshold).isCloseTo(1.6449, within(0.03));
  }

  /** 0.5 r, twice the drawdown's, and minus the Calmar's: each with a memory of its own. */
  @Test
  void aWeightedSumIsTheSumOfItsPartsAndRemembersWhatTheyDo() {
    Reward sum = Rewards.of("0.5*log-return + 2 * drawdown(price=0.4) + -1*calmar(price=2)");
    double[] memory = sum.start();
    assertThat(memory).hasSize(3);
    double total = 0;
    for (double r : RETURNS) {
      total += sum.of(r, memory, 0);
    }
    double drawdown = 0.20 - 0.4 * 0.50;
    double calmar = 0.20 - 2 * 0.25;
    assertThat(total).isCloseTo(0.5 * 0.20 + 2 * drawdown - calmar, within(1e-14));
    assertThat(memory[2]).isCloseTo(0.25, within(1e-15));
    Reward read = Rewards.of(Rewards.text(sum));
    assertThat(read).isEqualTo(sum);
    assertThat(Rewards.text(sum))
        .isEqualTo("0.5*log-return+2.0*drawdown(price=0.4)+-1.0*calmar(price=2.0)");
    assertThat(Rewards.of("cvar(scale=1e+1)+1e+1*log-return"))
        .isEqualTo(
            new Weighted(
                List.of(
                    new Weighted.Term(1, new Cvar(1, 0.95, 0.01, 10)),
                    new Weighted.Term(10, new LogReturn()))));
  }

  /** From A = 0, B = 1 a return of 2 scales: D = 2; then A = .2, B = 1.3 at a rate of .1. */
  @Test
  void theDifferentialSharpeRatioWorkedByHand() {
    Reward reward = new DifferentialSharpe(0.1, 0.01);
    double[] memory = reward.start();
    assertThat(reward.of(StrictMath.log1p(0.02), memory, 0)).isCloseTo(2, within(1e-12));
    assertThat(memory[0]).isCloseTo(0.2, within(1e-12));
    assertThat(memory[1]).isCloseTo(1.3, within(1e-12));
    double second = (1.3 * -1.2 - 0.2 * (1 - 1.3) / 2) / StrictMath.pow(1.3 - 0.04, 1.5);
    assertThat(reward.of(StrictMath.log1p(-0.01), memory, 0)).isCloseTo(second, within(1e-12));
  }

  /** D is dS/d(rate) at rate 0 of S = A / sqrt(B - A^2). */
  @Test
  void theDifferentialSharpeRatioIsTheDerivativeOfTheSharpeRatio() {
    double a = 0.3;
    double b = 1.7;
    double r = -0.8;
    double tiny = 1e-6;
    double up = sharpe(a + tiny * (r - a), b + tiny * (r * r - b));
    double down = sharpe(a - tiny * (r - a), b - tiny * (r * r - b));
    Reward reward = new DifferentialSharpe(0.1, 0.01);
    double given = reward.of(StrictMath.log1p(r * 0.01), new double[] {a, b}, 0);
    assertThat(given).isCloseTo((up - down) / (2 * tiny), within(1e-8));
  }

  private static double sharpe(double a, double b) {
    return a / Math.sqrt(b - a * a);
  }

  @Test
  void thePolicySeesWhatTheRewardRemembersAndASavedEpisodeGoesOnAsItWas() {
    Rewarded world = new Rewarded(LinearQuadraticTrading::of, new Drawdown(0.4));
    Environment one = world.open(3);
    Environment plain = LinearQuadraticTrading.of(3);
    int own = plain.spaces().observations();
    assertThat(one.spaces().observations()).isEqualTo(own + 1);
    one.reset(5);
    plain.reset(5);
    double depth = 0;
    double[] seen = new double[own + 1];
    for (int t = 0; t < 20; t++) {
      double[] action = {t % 2 == 0 ? 0.4 : -0.3};
      double earned = plain.step(action);
      depth = Math.max(0, depth - earned);
      assertThat(one.step(action)).isEqualTo(earned - 0.4 * depth);
      one.observe(seen);
      assertThat(seen[own]).isEqualTo(depth);
    }
    assertThat(depth).isPositive();
    Environment other = world.open(3);
    other.restore(one.save());
    for (int t = 0; t < 5; t++) {
      assertThat(other.step(new double[] {0.2})).isEqualTo(one.step(new double[] {0.2}));
    }
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> new Drawdown(-1)).hasMessageContaining("price of drawdown: -1.0");
    assertThatThrownBy(() -> new DifferentialSharpe(1, 0.01)).hasMessageContaining("rate: 1.0");
    assertThatThrownBy(() -> Rewards.of("cvar(level=1)")).hasMessageContaining("level: 1.0");
    assertThatThrownBy(() -> Rewards.of("calmar(price=0)")).hasMessageContaining("drawdown: 0.0");
    assertThatThrownBy(() -> Rewards.of("half*cvar")).hasMessageContaining("weight 'half'");
    assertThatThrownBy(() -> Rewards.of("0*cvar+calmar")).hasMessageContaining("weight of a rew");
    assertThatThrownBy(() -> Rewards.of("cvar+")).hasMessageContaining("No reward ''");
  }
}
