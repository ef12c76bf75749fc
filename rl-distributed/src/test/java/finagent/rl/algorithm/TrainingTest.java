package finagent.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.env.CartPole;
import finagent.rl.env.Environment;
import finagent.rl.env.Pendulum;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import finagent.rl.net.Engine;
import finagent.rl.replay.Batch;
import finagent.rl.replay.Replay;
import finagent.rl.replay.UniformReplay;
import finagent.sandbox.program.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {
  private static final World PENDULUM = Pendulum::of;
  private static final Memory MEMORY = new Memory(150, 0.98f, 3, 0, 0);
  private static final Memory PRIORITIES = new Memory(150, 0.98f, 1, 0.6f, 0.4f);

  static List<Recipe> recipes() {
    return List.of(
        new Dqn.Config(64, 64, PRIORITIES, 100, 1e-3f, 0.005f, 0.05f, 200, 0, false, 1, 0, 0),
        new Dqn.Config(64, 64, PRIORITIES, 100, 1e-3f, 0.005f, 0, 1, 0.5f, true, 11, 0, 50),
        new Td3.Config(64, 64, MEMORY, 100, 1e-3f, 0.005f, 0.1f, 0.2f, 0.5f, 2),
        new Ddpg.Config(64, 64, MEMORY, 100, 1e-3f, 0.005f, 0.1f),
        new Ddpg.Config(64, 64, PRIORITIES, 100, 1e-3f, 0.005f, 0.1f),
        new Sac.Config(64, 64, MEMORY, 100, 1e-3f, 0.005f, 1),
        new A2c.Config(64, 4, 1e-3f, 0.98f, 0.9f, 0.01f, -0.5f),
        new Ppo.Config(64, 2, 64, 2, 1e-3f, 0.98f, 0.95f, 0.2f, 0.01f, -0.5f));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void trainingTwiceAsLongIsTrainingSavingLoadingAndTrainingOn(Recipe recipe) throws IOException {
    World world = recipe instanceof Dqn.Config ? CartPole::of : PENDULUM;
    Trainer whole = recipe.start(world, 3);
    whole.train(430);
    Trainer first = recipe.start(world, 3);
    first.train(215);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    first.save(new DataOutputStream(bytes));
    Trainer second = recipe.start(world, 3);
    second.restore(read(bytes));
    second.train(215);

    assertThat(second.weights()).isEqualTo(whole.weights());
    assertThat(second.steps()).isEqualTo(430);
    assertThat(recipe.start(world, 4).weights()).isNotEqualTo(whole.weights());
    assertThatThrownBy(() -> recipe.start(world, 4).restore(read(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("seed 3; this one is");
  }

  /** Rounds of 128 steps: three whole ones in 430, with two passes of two minibatches each. */
  @Test
  void updatesAreCountedFromTheSteps() {
    List<Long> updates = recipes().stream().map(r -> r.updates(430).orElseThrow()).toList();
    assertThat(updates).containsExactly(330L, 330L, 330L, 330L, 330L, 330L, 6L, 12L);
    assertThat(recipes().get(2).updates(50)).hasValue(0);
    assertThat(Es.Config.standard().updates(430)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void whatWasLearntGoesAlongIntoAnotherWorld(Recipe recipe) throws IOException {
    World world = recipe instanceof Dqn.Config ? CartPole::of : PENDULUM;
    Trainer first = recipe.start(world, 3);
    first.train(215);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    first.save(new DataOutputStream(bytes));
    World other = seed -> world.open(seed + 9);
    Trainer moved = Handover.into(read(bytes), recipe, other, 3, Engine.fused());
    assertThat(moved.weights()).isEqualTo(first.weights());
    assertThat(moved.steps()).isEqualTo(215);
    moved.train(215);
    first.train(215);
    assertThat(moved.steps()).isEqualTo(430);
    assertThat(moved.weights()).isNotEqualTo(first.weights());
  }

  private static DataInputStream read(ByteArrayOutputStream bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  /** Pays 1 a step; ends after 3 steps, by truncation or by termination. */
  private static class Corridor implements Environment {
    private final boolean ends;
    private int step;

    Corridor(boolean ends) {
      this.ends = ends;
    }

    @Override
    public Spaces spaces() {
      return Spaces.continuous(1, 1);
    }

    @Override
    public void reset(long episode) {
      step = 0;
    }

    @Override
    public void observe(double[] into) {
      into[0] = step;
    }

    @Override
    public double step(double[] action) {
      step++;
      return 1;
    }

    @Override
    public boolean terminated() {
      return ends && step == 3;
    }

    @Override
    public boolean truncated() {
      return !ends && step == 3;
    }

    @Override
    public State save() {
      return State.ofDoubles(1, new double[] {step});
    }

    @Override
    public void restore(State state) {
      step = (int) state.doubles(0)[0];
    }
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(booleans = {true, false})
  void truncationIsNotTermination(boolean ends) {
    Replay replay = new UniformReplay(Spaces.continuous(1, 1), 3, 1);
    Collector collector = new Collector(new Corridor(ends), replay, 2, 0.5f);
    for (int t = 0; t < 3; t++) {
      collector.step(new float[] {0});
    }
    Batch batch = new Batch(Spaces.continuous(1, 1), 64);
    replay.sample(1, batch);
    for (int i = 0; i < 64; i++) {
      float from = batch.now[64 + i];
      float steps = Math.min(2, 3 - from);
      assertThat(batch.reward[i]).isEqualTo(steps == 2 ? 1.5f : 1f);
      assertThat(batch.next[64 + i]).isEqualTo(from + steps);
      boolean last = from + steps == 3;
      float discount = steps == 2 ? 0.25f : 0.5f;
      assertThat(batch.discount[i]).isEqualTo(ends && last ? 0 : discount);
    }
  }

  /** Broken off after 2 of 3 steps: the value of where it stood counts, as in a truncation. */
  @Test
  void whatIsBrokenOffIsNotTerminated() {
    Replay replay = new UniformReplay(Spaces.continuous(1, 1), 2, 1);
    Collector collector = new Collector(new Corridor(true), replay, 2, 0.5f);
    collector.step(new float[] {0});
    collector.step(new float[] {0});
    collector.breakOff();
    assertThat(collector.input()[1]).isZero();
    Batch batch = new Batch(Spaces.continuous(1, 1), 64);
    replay.sample(1, batch);
    for (int i = 0; i < 64; i++) {
      assertThat(batch.next[64 + i]).isEqualTo(2);
      assertThat(batch.discount[i]).isEqualTo(batch.now[64 + i] == 0 ? 0.25f : 0.5f);
    }
    Rollout rollout = new Rollout(new Environment[] {new Corridor(true)}, 4);
    Rollout.Valuer two = input -> 2;
    for (int t = 0; t < 4; t++) {
      rollout.value[t] = 2;
      if (t == 2) {
        rollout.breakOff(2, two);
      }
      rollout.step(t, 0, two);
    }
    rollout.advantages(0.5f, 1, two);
    assertThat(rollout.returns).containsOnly(2f);
  }

  /** A corridor that pays 1 for ever is worth 1 / (1 - gamma) = 2; one that ends, 1.75 at most. */
  @Test
  void aCriticSeesBeyondATruncationOnly() {
    Rollout open = gathered(false);
    Rollout closed = gathered(true);
    assertThat(open.returns).containsOnly(2f);
    assertThat(closed.returns).containsExactly(1.75f, 1.5f, 1f, 1.75f, 1.5f, 1f);
  }

  private static Rollout gathered(boolean ends) {
    Rollout rollout = new Rollout(new Environment[] {new Corridor(ends)}, 6);
    Rollout.Valuer two = input -> 2;
    for (int t = 0; t < 6; t++) {
      rollout.value[t] = 2;
      rollout.step(t, 0, two);
    }
    rollout.advantages(0.5f, 1, two);
    return rollout;
  }

  @Test
  void generalisedAdvantagesAreTheWeightedSumOfTheirPaper() {
    Rollout rollout = new Rollout(new Environment[] {new Corridor(true)}, 3);
    rollout.value[0] = 0.5f;
    rollout.value[1] = 0.25f;
    rollout.value[2] = 1;
    for (int t = 0; t < 3; t++) {
      rollout.step(t, 0, input -> 9);
    }
    rollout.advantages(0.9f, 0.8f, input -> 9);
    double d0 = 1 + 0.9 * 0.25 - 0.5;
    double d1 = 1 + 0.9 * 1 - 0.25;
    double d2 = 0;
    assertThat((double) rollout.advantage[0])
        .isCloseTo(d0 + 0.72 * d1 + 0.72 * 0.72 * d2, within(1e-6));
    assertThat((double) rollout.advantage[1]).isCloseTo(d1 + 0.72 * d2, within(1e-6));
    assertThat(rollout.advantage[2]).isZero();
  }

  @Test
  void ownNormalsHaveTheMomentsOfNormals() {
    float[] x = new float[200_000];
    Gauss.fill(x, finagent.sandbox.random.Philox.of(1, "gauss"), 1);
    double[] moment = new double[5];
    for (float v : x) {
      for (int k = 1; k < 5; k++) {
        moment[k] += Math.pow(v, k) / x.length;
      }
    }
    assertThat(moment[1]).isCloseTo(0, within(0.01));
    assertThat(moment[2]).isCloseTo(1, within(0.015));
    assertThat(moment[3]).isCloseTo(0, within(0.04));
    assertThat(moment[4]).isCloseTo(3, within(0.12));
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> Memory.uniform(10, 1.5f, 1)).hasMessageContaining("gamma: 1.5");
    assertThatThrownBy(() -> Td3.Config.standard(0.98f).start(CartPole::of, 1))
        .hasMessageContaining("TD3 acts continuously");
    assertThatThrownBy(() -> new Ddpg.Config(64, 100, MEMORY, 1, 1, 1, 0))
        .hasMessageContaining("100 samples (must be a multiple of 64)");
    assertThatThrownBy(() -> new Memory(10, 0.9f, 1, 1.5f, 0)).hasMessageContaining("alpha: 1.5");
    assertThatThrownBy(() -> new Memory(10, 0.9f, 1, 1, 1.1f)).hasMessageContaining("beta: 1.1");
    for (int hidden : new int[] {0, 100, 8192}) {
      assertThatThrownBy(() -> new Es.Config(hidden, 2, 1, 1, 1, false))
          .hasMessageContaining("hidden: %d units (must be a multiple of 64".formatted(hidden));
    }
  }

  @Test
  void aDivergingTrainingSaysSo() {
    World wild =
        seed ->
            new Corridor(false) {
              @Override
              public double step(double[] action) {
                return super.step(action) * 1e38;
              }
            };
    Trainer trainer = new Ddpg.Config(64, 64, MEMORY, 10, 1, 1, 0.1f).start(wild, 1);
    assertThatThrownBy(() -> trainer.train(200))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("diverged");
  }

  @Tag("slow")
  @Test
  void td3LearnsToHoldThePendulum() {
    Trainer trainer = Td3.Config.standard(0.98f).start(PENDULUM, 1);
    trainer.train(10_000);
    Evaluator.Score score = new Evaluator(PENDULUM, 100, 5).judge(trainer.policy());
    assertThat(score.mean()).isBetween(-220.0, -100.0);
  }
}
