package finagent.rl.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.algorithm.Ddpg;
import finagent.rl.algorithm.Memory;
import finagent.rl.algorithm.Ppo;
import finagent.rl.algorithm.Recipe;
import finagent.rl.algorithm.Td3;
import finagent.rl.algorithm.Trainer;
import finagent.rl.env.Pendulum;
import finagent.rl.net.DoubleNet;
import finagent.rl.net.Engine;
import finagent.rl.net.Mlp;
import finagent.rl.net.Shape;
import finagent.sandbox.random.Philox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Dl4jMlpTest {
  private static final int P = 64;
  private static final Philox DRAWS = Philox.of(6, "dl4j-test");
  private static final Engine DL4J = new Dl4jEngine();

  private static Mlp net(Engine engine, Shape shape) {
    return engine.open(shape.hidden(), 1).of(shape, Philox.of(1, "net"), true);
  }

  private static float[] numbers(int path, int n) {
    float[] values = new float[n];
    for (int k = 0; k < n; k++) {
      values[k] = (float) DRAWS.normal(path, 0, 0, k);
    }
    return values;
  }

  private static float[] panel(Shape shape) {
    float[] x = numbers(0, shape.depth() * P);
    Arrays.fill(x, 0, P, 1);
    return x;
  }

  /** L = sum over outputs of (1 + k) sin(output k): slopes that differ everywhere. */
  private static double loss(DoubleNet net, float[] x, Shape shape) {
    double sum = 0;
    for (int s = 0; s < P; s++) {
      double[] one = new double[shape.inputs()];
      for (int k = 0; k < one.length; k++) {
        one[k] = x[(k + 1) * P + s];
      }
      double[] out = net.outputs(one);
      for (int k = 0; k < out.length; k++) {
        sum += (1 + k) * Math.sin(out[k]);
      }
    }
    return sum;
  }

  private static float[] slopes(float[] out) {
    float[] q = new float[out.length];
    for (int k = 0; k < q.length; k++) {
      q[k] = (float) ((1 + k / P) * Math.cos(out[k]));
    }
    return q;
  }

  private static double distance(float[] a, float[] b) {
    double off = 0;
    double size = 0;
    for (int k = 0; k < a.length; k++) {
      off += (a[k] - b[k]) * (double) (a[k] - b[k]);
      size += b[k] * (double) b[k];
    }
    return Math.sqrt(off / size);
  }

  @ParameterizedTest
  @CsvSource({"3,64,1,false", "4,64,1,true", "11,64,4,false", "7,64,3,true", "3,128,2,false"})
  void passesAgreeWithTheFusedOnesAndWithCentralDifferences(
      int inputs, int hidden, int outputs, boolean tanh) {
    Shape shape = new Shape(inputs, hidden, outputs, tanh);
    Mlp fused = net(Engine.fused(), shape);
    Mlp dl4j = net(DL4J, shape);
    float[] x = panel(shape);
    float[] expected = new float[outputs * P];
    float[] out = new float[outputs * P];
    float[] slow = new float[outputs * P];
    fused.forward(x, 0, expected, 0);
    dl4j.forwardSlow(x, 0, slow, 0);
    dl4j.forward(x, 0, out, 0);
    assertThat(distance(out, expected)).isLessThan(2e-6);
    assertThat(slow).isEqualTo(out);

    float[] q = slopes(expected);
    fused.backward(x, 0, q, 0);
    fused.parameters().fold();
    dl4j.backward(x, 0, q, 0);
    dl4j.parameters().fold();
    assertThat(distance(dl4j.parameters().gradient(), fused.parameters().gradient()))
        .isLessThan(1e-5);
    DoubleNet plain = new DoubleNet(shape, dl4j.parameters().weights());
    double error =
        plain.error(dl4j.parameters().gradient(), () -> loss(plain, x, shape), shape.size() / 120);
    assertThat(error).isLessThan(1e-5);

    float[] dx = new float[(inputs - 1) * P];
    float[] dy = new float[(inputs - 1) * P];
    fused.forward(x, 0, out, 0);
    fused.backwardToInputs(q, 0, 1, inputs - 1, dx, 0);
    dl4j.forward(x, 0, out, 0);
    dl4j.backwardToInputs(q, 0, 1, inputs - 1, dy, 0);
    assertThat(distance(dy, dx)).isLessThan(1e-5);
  }

  @Test
  void gradientsOfPanelsAddUpAndAnInferenceIsAForwardOfOne() {
    Shape shape = new Shape(3, 64, 2, false);
    Mlp net = net(DL4J, shape);
    float[] x = panel(shape);
    float[] out = new float[2 * P];
    net.forward(x, 0, out, 0);
    float[] q = slopes(out);
    net.backward(x, 0, q, 0);
    net.parameters().fold();
    float[] once = net.parameters().gradient().clone();
    Arrays.fill(net.parameters().gradient(), 0);
    for (int panel = 0; panel < 2; panel++) {
      net.forward(x, 0, out, 0);
      net.backward(x, 0, q, 0);
    }
    net.parameters().fold();
    for (int k = 0; k < once.length; k++) {
      once[k] *= 2;
    }
    assertThat(distance(net.parameters().gradient(), once)).isLessThan(1e-6);
    float[] one = new float[2];
    net.infer(new float[] {1, x[P + 5], x[2 * P + 5], x[3 * P + 5]}, one);
    assertThat(one[0]).isCloseTo(out[5], within(2e-6f));
    assertThat(one[1]).isCloseTo(out[P + 5], within(2e-6f));
  }

  @Test
  void bothAdamsTakeTheSameSteps() {
    Shape shape = new Shape(3, 64, 1, false);
    Mlp fused = net(Engine.fused(), shape);
    Mlp dl4j = net(DL4J, shape);
    float[] start = fused.parameters().weights().clone();
    for (int step = 1; step <= 5; step++) {
      float[] gradient = numbers(step, shape.size());
      System.arraycopy(gradient, 0, fused.parameters().gradient(), 0, gradient.length);
      System.arraycopy(gradient, 0, dl4j.parameters().gradient(), 0, gradient.length);
      float rate = step < 4 ? 1e-3f : 5e-4f;
      fused.parameters().step(rate, 0.5f);
      dl4j.parameters().step(rate, 0.5f);
    }
    float[] weights = dl4j.parameters().weights().clone();
    float[] expected = fused.parameters().weights().clone();
    for (int p = 0; p < start.length; p++) {
      weights[p] -= start[p];
      expected[p] -= start[p];
    }
    for (int p = shape.secondBias() + shape.hidden(); p < shape.output(); p++) {
      expected[p] = weights[p]; // the gap holds no parameter
    }
    for (int p = shape.outputBias() + 1; p < shape.second(); p++) {
      expected[p] = weights[p];
    }
    assertThat(distance(weights, expected))
        .isLessThan(1e-4); // a step is 1e-3, a float near 1 is 6e-8
    assertThat(dl4j.parameters().gradient()).containsOnly(0);
  }

  private static List<Recipe> recipes() {
    Memory memory = Memory.uniform(1000, 0.98f, 1);
    return List.of(
        new Td3.Config(64, 64, memory, 100, 1e-3f, 0.005f, 0.1f, 0.2f, 0.5f, 2),
        new Ddpg.Config(64, 64, memory, 100, 1e-3f, 0.005f, 0.1f),
        new Ppo.Config(64, 2, 64, 2, 1e-3f, 0.98f, 0.95f, 0.2f, 0.01f, -0.5f));
  }

  /** The first updates agree within floats; later the two diverge as chaotic systems do. */
  @ParameterizedTest
  @MethodSource("recipes")
  void aTrainingRunsWithEitherEngineAndStaysCloseForItsFirstUpdates(Recipe recipe) {
    int few = recipe instanceof Ppo.Config ? 128 : 110;
    Trainer fused = recipe.start(Pendulum::of, 3);
    Trainer dl4j = recipe.start(Pendulum::of, 3, DL4J);
    assertThat(dl4j.weights()).isEqualTo(fused.weights());
    float[] start = fused.weights();
    fused.train(few);
    dl4j.train(few);
    float[] moved = dl4j.weights();
    float[] expected = fused.weights();
    for (int p = 0; p < start.length; p++) {
      moved[p] -= start[p];
      expected[p] -= start[p];
    }
    assertThat(distance(moved, expected)).isLessThan(0.02);
    dl4j.train(300 - few);
    assertThat(dl4j.steps()).isEqualTo(300);
    assertThat(distance(dl4j.weights(), start)).isGreaterThan(0.01);
  }

  @Test
  void aTrainingOfOneEngineGoesOnInTheOther() throws IOException {
    Recipe recipe = recipes().get(1);
    Trainer first = recipe.start(Pendulum::of, 3, DL4J);
    first.train(150);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    first.save(new DataOutputStream(bytes));
    Trainer second = recipe.start(Pendulum::of, 3);
    second.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(second.weights()).isEqualTo(first.weights());
    float[] saved = first.weights();
    first.train(10);
    second.train(10);
    float[] moved = first.weights();
    float[] expected = second.weights();
    for (int p = 0; p < saved.length; p++) {
      moved[p] -= saved[p];
      expected[p] -= saved[p];
    }
    assertThat(distance(moved, expected)).isLessThan(0.02);
  }
}
