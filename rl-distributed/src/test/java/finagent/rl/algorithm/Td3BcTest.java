package finagent.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.rl.env.Environment;
import finagent.rl.env.LinearQuadraticTrading;
import finagent.sandbox.random.Philox;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learning from a trader who takes a third of the best position and errs a lot. */
class Td3BcTest {
  private static final int EPISODES = 50;
  private static final float NOISE = 0.3f;
  private static final LinearQuadraticTrading MARKET = LinearQuadraticTrading.of(3);

  private static Policy timid() {
    return (observation, action) ->
        action[0] =
            (LinearQuadraticTrading.OPTIMAL_OF_POSITION * observation[0]
                    + LinearQuadraticTrading.OPTIMAL_OF_SIGNAL * observation[1])
                / LinearQuadraticTrading.MAX_POSITION
                / 3;
  }

  private static Td3Bc learner(float alpha) {
    Td3.Config config =
        new Td3.Config(64, 64, Memory.standard(0.98f), 1, 1e-3f, 0.005f, 0.1f, 0.2f, 0.5f, 2);
    return new Td3Bc(config, alpha, MARKET.spaces(), EPISODES * 200, 7);
  }

  private static Td3Bc watched(float alpha) {
    Td3Bc learner = learner(alpha);
    Philox draws = Philox.of(9, "timid");
    Policy trader = timid();
    double[] now = new double[2];
    double[] next = new double[2];
    double[] action = new double[1];
    for (long episode = 0; episode < EPISODES; episode++) {
      MARKET.reset(episode);
      MARKET.observe(now);
      for (int step = 0; !MARKET.truncated(); step++) {
        trader.act(now, action);
        action[0] = Environment.cut(action[0] + NOISE * draws.normal(episode, step, 0, 0));
        float reward = (float) MARKET.step(action);
        MARKET.observe(next);
        learner.remember(floats(now), floats(action), reward, floats(next), false);
        System.arraycopy(next, 0, now, 0, 2);
      }
    }
    return learner;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) values[k];
    }
    return floats;
  }

  private static double earns(Policy policy) {
    return Evaluator.standard(LinearQuadraticTrading::of).judge(policy).mean();
  }

  /** Mean squared distance of two policies over positions and signals that occur. */
  private static double apart(Policy one, Policy other) {
    double sum = 0;
    double[] here = new double[1];
    double[] there = new double[1];
    for (int i = 0; i < 21; i++) {
      for (int j = 0; j < 21; j++) {
        double[] observation = {(i - 10) * 0.1, (j - 10) * 0.2};
        one.act(observation, here);
        other.act(observation, there);
        sum += (here[0] - there[0]) * (here[0] - there[0]) / 441;
      }
    }
    return sum;
  }

  @Test
  void withoutWeightOnValueItDoesWhatWasDoneAndWithItMore() {
    Td3Bc clone = watched(1e-6f);
    clone.train(4000);
    Td3Bc better = watched(2.5f);
    better.train(4000);
    double timid = earns(timid());
    assertThat(apart(clone.policy().policy(), timid())).isLessThan(0.002);
    assertThat(earns(clone.policy().policy())).isLessThan(1.2 * timid);
    assertThat(earns(better.policy().policy())).isBetween(2 * timid, 82.0);
  }

  @Test
  void trainingOnFromAStateIsTrainingOn() {
    Td3Bc whole = watched(2.5f);
    whole.train(60);
    Td3Bc first = watched(2.5f);
    first.train(25);
    Td3Bc second = watched(2.5f);
    second.resume(first.state());
    second.train(35);
    assertThat(second.state()).isEqualTo(whole.state());
    assertThat(second.updates()).isEqualTo(60);
  }

  @Test
  void theMeanOfStatesIsInTheMiddleOfThem() {
    Td3Bc one = watched(2.5f);
    one.train(10);
    Td3Bc other = watched(1e-6f);
    other.train(10);
    Td3Bc mean = learner(2.5f);
    mean.resumeMean(List.of(one.state(), other.state()));
    float[] first = one.policy().weights();
    float[] second = other.policy().weights();
    float[] middle = mean.policy().weights();
    assertThat(first).isNotEqualTo(second);
    for (int k = 0; k < middle.length; k++) {
      assertThat(middle[k]).isEqualTo((first[k] + second[k]) / 2);
    }
    mean.resumeMean(List.of(one.state(), one.state()));
    assertThat(mean.state()).isEqualTo(one.state());
  }

  @Test
  void whatCannotLearnSaysSo() {
    assertThatThrownBy(() -> learner(0)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> learner(1).train(1)).hasMessageContaining("transitions come first");
  }
}
