package finagent.rl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.env.Spaces;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Spaces SPACES = Spaces.continuous(1, 1);

  /** A transition that carries its number everywhere. */
  private static float[] row(int k) {
    return new float[] {k, k + 0.1f, k + 0.2f, k + 0.3f, k + 0.4f};
  }

  @Test
  void samplesArePanelsOfWhatWasAddedAndTheOldestIsForgotten() {
    Replay replay = new UniformReplay(SPACES, 100, 1);
    for (int k = 0; k < 250; k++) {
      replay.add(row(k));
    }
    Batch batch = new Batch(SPACES, 128);
    replay.sample(1, batch);
    assertThat(replay.size()).isEqualTo(100);
    for (int i = 0; i < 128; i++) {
      int at = i / 64 * batch.stride() + i % 64;
      float k = batch.now[at + 64];
      assertThat(k).isBetween(150f, 249f);
      assertThat(batch.now[at]).isEqualTo(1);
      assertThat(batch.now[at + 128]).isEqualTo(k + 0.1f);
      assertThat(batch.reward[i]).isEqualTo(k + 0.2f);
      assertThat(batch.next[at + 64]).isEqualTo(k + 0.3f);
      assertThat(batch.discount[i]).isEqualTo(k + 0.4f);
    }
  }

  @Test
  void everyTransitionIsAsLikelyAsAnyOther() {
    Replay replay = new UniformReplay(SPACES, 10, 1);
    for (int k = 0; k < 10; k++) {
      replay.add(row(k));
    }
    int[] seen = seen(replay);
    for (int count : seen) {
      assertThat((double) count).isCloseTo(6400, within(5 * Math.sqrt(6400)));
    }
  }

  private static int[] seen(Replay replay) {
    Batch batch = new Batch(SPACES, 64);
    int[] seen = new int[10];
    for (int number = 0; number < 1000; number++) {
      replay.sample(number, batch);
      for (int index : batch.index) {
        seen[index]++;
      }
    }
    return seen;
  }

  /** With alpha 1 transitions come in proportion to their errors; with beta 1 weights undo it. */
  @Test
  void prioritiesAreProportionalAndTheirBiasIsUndone() {
    PrioritisedReplay replay = new PrioritisedReplay(SPACES, 10, 1, 1, 1);
    for (int k = 0; k < 10; k++) {
      replay.add(row(k));
    }
    Batch all = new Batch(SPACES, 64);
    float[] errors = new float[64];
    for (int i = 0; i < 64; i++) {
      all.index[i] = i % 10;
      errors[i] = 1 + i % 10;
    }
    replay.learnt(all, errors);
    int[] seen = seen(replay);
    for (int k = 0; k < 10; k++) {
      double expected = 64_000 * (k + 1.001) / 55.01;
      assertThat((double) seen[k]).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }
    Batch batch = new Batch(SPACES, 64);
    replay.sample(1, batch);
    for (int i = 0; i < 64; i++) {
      double ratio = batch.weight[i] * (batch.index[i] + 1.001);
      assertThat(ratio).isCloseTo(batch.weight[0] * (batch.index[0] + 1.001), within(1e-6));
    }
  }

  @Test
  void aSumTreeFindsThePlaceOfEveryPoint() {
    SumTree tree = new SumTree(5);
    double[] weights = {0, 2, 0, 1, 3};
    for (int k = 0; k < 5; k++) {
      tree.set(k, weights[k]);
    }
    assertThat(tree.total()).isEqualTo(6);
    assertThat(tree.find(0)).isEqualTo(1);
    assertThat(tree.find(1.99)).isEqualTo(1);
    assertThat(tree.find(2)).isEqualTo(3);
    assertThat(tree.find(3)).isEqualTo(4);
    assertThat(tree.find(Math.nextDown(6.0))).isEqualTo(4);
    tree.set(1, 0);
    assertThat(tree.find(0)).isEqualTo(3);
  }
}
