package finagent.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.env.CartPole;
import finagent.rl.net.Engine;
import finagent.rl.net.Mlp;
import finagent.rl.net.Shape;
import finagent.sandbox.random.Philox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Duelling heads, distributions of returns and learnt noise: the parts of Rainbow. */
class ValueHeadTest {
  private static final int P = 64;
  private static final int CHOICES = 3;
  private static final Philox DRAWS = Philox.of(4, "heads");

  private static float[] normals(int path, int n) {
    float[] values = new float[n];
    for (int k = 0; k < n; k++) {
      values[k] = (float) DRAWS.normal(path, 0, 0, k);
    }
    return values;
  }

  private static float[] combined(ValueHead head, float[] out) {
    float[] copy = out.clone();
    for (int s = 0; s < P; s++) {
      head.combine(copy, P, s);
    }
    return copy;
  }

  /** The loss of sample 5 in double, with output {@code moved} moved by h. */
  private static double loss(
      int atoms, boolean dueling, float[] now, float[] next, int moved, double h) {
    double[] own = logits(atoms, dueling, now, 1, moved, h);
    double[] others = logits(atoms, dueling, next, 2, -1, 0);
    if (atoms == 1) {
      double off = Math.abs(own[0] - (0.7 + 0.9 * others[0]));
      return off < 1 ? off * off / 2 : off - 0.5;
    }
    double[] p = softmax(own);
    double[] q = softmax(others);
    double[] target = new double[atoms];
    double spacing = 6.0 / (atoms - 1);
    for (int k = 0; k < atoms; k++) {
      double place = Math.max(0, Math.min(6, 0.7 + 0.9 * (-2 + k * spacing) + 2)) / spacing;
      for (int j = 0; j < atoms; j++) {
        target[j] += q[k] * Math.max(0, 1 - Math.abs(place - j));
      }
    }
    double sum = 0;
    for (int k = 0; k < atoms; k++) {
      sum -= target[k] * Math.log(p[k]);
    }
    return sum;
  }

  private static double[] logits(
      int atoms, boolean dueling, float[] out, int choice, int moved, double h) {
    double[] logits = new double[atoms];
    for (int k = 0; k < atoms; k++) {
      logits[k] = at(out, choice * atoms + k, moved, h);
      if (dueling) {
        logits[k] += at(out, CHOICES * atoms + k, moved, h);
        for (int c = 0; c < CHOICES; c++) {
          logits[k] -= at(out, c * atoms + k, moved, h) / CHOICES;
        }
      }
    }
    return logits;
  }

  private static double at(float[] out, int row, int moved, double h) {
    return out[row * P + 5] + (row == moved ? h : 0);
  }

  private static double[] softmax(double[] logits) {
    double sum = 0;
    double[] p = new double[logits.length];
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(logits[k]) / sum;
    }
    return p;
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "11, false", "11, true"})
  void slopesAreThoseOfTheLossInDouble(int atoms, boolean dueling) {
    ValueHead head = new ValueHead(CHOICES, atoms, -2, 4, dueling);
    float[] now = normals(1, head.outputs() * P);
    float[] next = normals(2, head.outputs() * P);
    float[] slopes = combined(head, now);
    head.descend(slopes, 5, 1, combined(head, next), 2, 0.7f, 0.9f, 1);
    for (int row = 0; row < head.outputs(); row++) {
      double slope =
          (loss(atoms, dueling, now, next, row, 1e-6) - loss(atoms, dueling, now, next, row, -1e-6))
              / 2e-6;
      assertThat((double) slopes[row * P + 5]).isCloseTo(slope, within(2e-6));
    }
  }

  /** Over the same values: what is certain to bring 4 is best, whatever the others bring. */
  @Test
  void theBestChoiceHasTheHighestMean() {
    ValueHead head = new ValueHead(2, 3, -2, 4, false);
    float[] out = {5, 0, 5.1f, 0, 5, 0}; // means of atoms: 1.05 and 1.00
    assertThat(head.best(out, 1, 0)).isZero();
    out[2] = 4.9f;
    assertThat(head.best(out, 1, 0)).isEqualTo(1);
  }

  @Test
  void noiseIsTakenAwayToTheBitAndIsWhatItsPaperSays() {
    Shape shape = new Shape(4, 64, 2, false);
    Mlp net = Engine.fused().open(64, 1).of(shape, Philox.of(1, "net"), false);
    float[] before = net.parameters().weights().clone();
    Noise noise = new Noise(shape, net.parameters(), 0.5f, 3);
    assertThat(noise.size()).isCloseTo(0.5f / 8, within(1e-5f));
    double squares = 0;
    int draws = 400;
    int place = shape.second() + 70;
    for (int k = 0; k < draws; k++) {
      noise.disturb(k, 0);
      float[] disturbed = net.parameters().weights();
      assertThat(disturbed[0]).isEqualTo(before[0]); // the first layer has none
      double off = disturbed[place] - before[place];
      squares += off * off / draws;
      noise.settle();
      assertThat(net.parameters().weights()).isEqualTo(before);
    }
    // E f(x)^2 f(y)^2 = (E |x|)^2 = 2 / pi
    assertThat(Math.sqrt(squares)).isCloseTo(0.0625 * Math.sqrt(2 / Math.PI), within(0.006));
  }

  /**
   * The number a unit passes on says nothing about the one it takes in: signs agree half the time.
   */
  @Test
  void eachLayerHasNumbersOfItsOwn() {
    Shape shape = new Shape(4, 64, 2, false);
    Mlp net = Engine.fused().open(64, 1).of(shape, Philox.of(1, "net"), false);
    float[] weights = net.parameters().weights();
    float[] before = weights.clone();
    Noise noise = new Noise(shape, net.parameters(), 0.5f, 3);
    int agree = 0;
    for (int k = 0; k < 400; k++) {
      noise.disturb(k, 0);
      int unit = 7;
      float taken = weights[shape.secondBias() + unit] - before[shape.secondBias() + unit];
      float passed = weights[shape.output() + unit] - before[shape.output() + unit];
      float output = weights[shape.outputBias()] - before[shape.outputBias()];
      agree += taken * passed * output > 0 ? 1 : 0;
      noise.settle();
    }
    assertThat(agree).isBetween(150, 250);
  }

  /**
   * The slope by a deviation is that by its weight times the draw; Adam's first step is the rate.
   */
  @Test
  void deviationsAreLearntByTheirSlopes() {
    Shape shape = new Shape(1, 64, 1, false);
    Mlp net = Engine.fused().open(64, 1).of(shape, Philox.of(1, "net"), false);
    Noise noise = new Noise(shape, net.parameters(), 0.5f, 3);
    float[] settled = net.parameters().weights().clone();
    noise.disturb(0, 0);
    float drawn = net.parameters().weights()[shape.outputBias()] - settled[shape.outputBias()];
    net.parameters().add(shape.outputBias(), 2);
    net.parameters().fold();
    noise.learn(0.01f);
    noise.settle();
    noise.disturb(0, 0);
    float again = net.parameters().weights()[shape.outputBias()] - settled[shape.outputBias()];
    double unit = drawn / 0.0625;
    double moved = -0.01 * Math.signum(unit);
    assertThat((double) again).isCloseTo((0.0625 + moved) * unit, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "21, true", "21, false"})
  void aPolicyOfDistributionsIsKeptAndActsTheSame(int atoms, boolean dueling) throws IOException {
    Dqn.Config config =
        new Dqn.Config(
            64,
            64,
            Memory.uniform(500, 0.99f, 3),
            64,
            1e-3f,
            0.005f,
            0,
            1,
            0.5f,
            dueling,
            atoms,
            0,
            100);
    Dqn trainer = config.start(CartPole::of, 2);
    trainer.train(300);
    SavedPolicy saved = SavedPolicy.of(trainer);
    assertThat(saved.shape().outputs()).isEqualTo(2 * atoms);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    saved.write(new DataOutputStream(bytes));
    SavedPolicy read =
        SavedPolicy.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    List<Policy> all = List.of(trainer.policy(), saved.policy(), read.policy());
    int[] taken = new int[2];
    for (int k = 0; k < 200; k++) {
      double[] seen = new double[4];
      for (int j = 0; j < 4; j++) {
        seen[j] = DRAWS.normal(9, k, 0, j);
      }
      double[] first = new double[1];
      all.get(0).act(seen, first);
      taken[(int) first[0]]++;
      for (Policy other : all) {
        double[] action = new double[1];
        other.act(seen, action);
        assertThat(action).isEqualTo(first);
      }
    }
    assertThat(taken).doesNotContain(0);
  }

  @Test
  void returnsThatCannotBeAreRefused() {
    assertThatThrownBy(
            () -> new Dqn.Config(64, 64, Memory.standard(0.9f), 1, 1, 1, 0, 1, 0, false, 51, 5, 5))
        .hasMessageContaining("51 atoms from low: 5.0 to high: 5.0");
  }
}
