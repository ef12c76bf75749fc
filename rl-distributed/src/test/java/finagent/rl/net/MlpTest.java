package finagent.rl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.sandbox.random.Philox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlpTest {
  private static final int P = 64;
  private static final Philox DRAWS = Philox.of(5, "mlp-test");

  private final float[] q = new float[4 * P];

  private static Mlp net(Shape shape) {
    return Mlp.of(shape, Philox.of(1, "net"), new Workspace(shape.hidden(), 1), true);
  }

  private static float[] panel(int inputs) {
    float[] x = new float[(inputs + 1) * P];
    for (int k = 0; k < x.length; k++) {
      x[k] = k < P ? 1 : (float) DRAWS.normal(0, 0, 0, k);
    }
    return x;
  }

  private static double[] sample(float[] x, int inputs, int s) {
    double[] one = new double[inputs];
    for (int k = 0; k < inputs; k++) {
      one[k] = x[(k + 1) * P + s];
    }
    return one;
  }

  /** L = sum over samples and outputs of (1 + k) sin(output k): slopes that differ everywhere. */
  private static double loss(DoubleNet net, float[] x, Shape shape) {
    double sum = 0;
    for (int s = 0; s < P; s++) {
      double[] out = net.outputs(sample(x, shape.inputs(), s));
      for (int k = 0; k < out.length; k++) {
        sum += (1 + k) * Math.sin(out[k]);
      }
    }
    return sum;
  }

  private void slopes(float[] out, int outputs) {
    for (int k = 0; k < outputs * P; k++) {
      q[k] = (float) ((1 + k / P) * Math.cos(out[k]));
    }
  }

  @ParameterizedTest
  @CsvSource({"3,64,1,false", "4,64,1,true", "11,64,4,false", "7,64,3,true", "3,128,1,false"})
  void gradientsAreCentralDifferences(int inputs, int hidden, int outputs, boolean tanh) {
    Shape shape = new Shape(inputs, hidden, outputs, tanh);
    Mlp net = net(shape);
    float[] x = panel(inputs);
    float[] out = new float[outputs * P];
    net.forward(x, 0, out, 0);
    slopes(out, outputs);
    net.backward(x, 0, q, 0);
    net.parameters().fold();

    DoubleNet plain = new DoubleNet(shape, net.parameters().weights());
    double error =
        plain.error(net.parameters().gradient(), () -> loss(plain, x, shape), shape.size() / 120);

    assertThat(error).isLessThan(1e-5);
  }

  @ParameterizedTest
  @CsvSource({"5,64,1,false", "5,128,2,true"})
  void gradientsByInputsAreCentralDifferences(int inputs, int hidden, int outputs, boolean tanh) {
    Shape shape = new Shape(inputs, hidden, outputs, tanh);
    Mlp net = net(shape);
    float[] x = panel(inputs);
    float[] out = new float[outputs * P];
    float[] dx = new float[2 * P];
    net.forward(x, 0, out, 0);
    slopes(out, outputs);
    net.backwardToInputs(q, 0, 3, 2, dx, 0);

    DoubleNet plain = new DoubleNet(shape, net.parameters().weights());
    for (int s = 0; s < P; s += 9) {
      for (int k = 3; k < 5; k++) {
        double[] one = sample(x, inputs, s);
        one[k] += 1e-6;
        double up = sines(plain.outputs(one));
        one[k] -= 2e-6;
        double slope = (up - sines(plain.outputs(one))) / 2e-6;
        assertThat((double) dx[(k - 3) * P + s])
            .isCloseTo(slope, org.assertj.core.data.Offset.offset(1e-5));
      }
    }
  }

  private static double sines(double[] out) {
    double sum = 0;
    for (int k = 0; k < out.length; k++) {
      sum += (1 + k) * Math.sin(out[k]);
    }
    return sum;
  }

  @Test
  void panelsAddUpAndAnInferenceIsAForwardOfOne() {
    Shape shape = new Shape(3, 64, 2, false);
    Mlp net = net(shape);
    float[] x = panel(3);
    float[] out = new float[2 * P];
    net.forward(x, 0, out, 0);
    float[] one = new float[2];
    for (int s = 0; s < P; s++) {
      net.infer(new float[] {1, x[P + s], x[2 * P + s], x[3 * P + s]}, one);
      assertThat(one[0]).isCloseTo(out[s], org.assertj.core.data.Offset.offset(2e-6f));
      assertThat(one[1]).isCloseTo(out[P + s], org.assertj.core.data.Offset.offset(2e-6f));
    }
  }

  @Test
  void adamTakesTheStepsOfItsPaper() {
    Shape shape = new Shape(1, 64, 1, false);
    Mlp net = net(shape);
    int place = shape.second();
    double weight = net.parameters().weights()[place];
    double mean = 0;
    double square = 0;
    for (int step = 1; step <= 5; step++) {
      float gradient = (float) (0.3 * step - 0.7);
      net.parameters().gradient()[place] = gradient;
      net.parameters().step(1e-2f, 0.5f);
      double g = 0.5 * gradient;
      mean = 0.9 * mean + 0.1 * g;
      square = 0.999 * square + 0.001 * g * g;
      double corrected = mean / (1 - Math.pow(0.9, step));
      weight -= 1e-2 * corrected / (Math.sqrt(square / (1 - Math.pow(0.999, step))) + 1e-8);
      assertThat((double) net.parameters().weights()[place])
          .isCloseTo(weight, org.assertj.core.data.Offset.offset(1e-6));
      assertThat(net.parameters().gradient()[place]).isZero();
    }
  }

  @Test
  void savedParametersGoOnToTheSameBits() throws IOException {
    Shape shape = new Shape(3, 64, 1, false);
    Mlp net = net(shape);
    train(net, 3);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    net.parameters().write(new DataOutputStream(bytes));
    Mlp other = Mlp.of(shape, Philox.of(2, "other"), new Workspace(64, 1), true);
    other.parameters().read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    train(net, 2);
    train(other, 2);

    assertThat(other.parameters().weights()).isEqualTo(net.parameters().weights());
    assertThat(other.parameters().slow).isEqualTo(net.parameters().slow);
  }

  private void train(Mlp net, int steps) {
    float[] x = panel(3);
    float[] out = new float[P];
    for (int k = 0; k < steps; k++) {
      net.forward(x, 0, out, 0);
      slopes(out, 1);
      net.backward(x, 0, q, 0);
      net.parameters().foldAndStep(1e-3f);
      net.parameters().follow(0.01f);
    }
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new Shape(3, 100, 1, false))
        .hasMessageContaining("100 (must be a multiple of 64");
    assertThatThrownBy(() -> net(new Shape(3, 64, 1, false)).parameters().read(nothing()))
        .isInstanceOf(IOException.class);
  }

  private static DataInputStream nothing() {
    return new DataInputStream(new ByteArrayInputStream(new byte[] {0, 0, 0, 1}));
  }
}
