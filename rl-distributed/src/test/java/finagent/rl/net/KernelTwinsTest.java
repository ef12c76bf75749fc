package finagent.rl.net;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.rl.vector.Kernels;
import finagent.rl.vector.VectorKernels;
import finagent.sandbox.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTwinsTest {
  private static final int P = 64;
  private static final Philox DRAWS = Philox.of(9, "kernel-twins");

  @ParameterizedTest
  @CsvSource({"3,64,1,false", "5,128,3,false", "4,64,1,true", "9,64,2,true"})
  void vectorsAndScalarsTrainToTheSameBits(int inputs, int hidden, int outputs, boolean tanh) {
    Shape shape = new Shape(inputs, hidden, outputs, tanh);
    Mlp vector = net(new VectorKernels(), shape);
    Mlp scalar = net(new ScalarKernels(), shape);
    float[] dx = new float[P];
    float[] dy = new float[P];
    for (int step = 0; step < 5; step++) {
      step(vector, step, dx);
      step(scalar, step, dy);
      assertThat(dx).isEqualTo(dy);
    }

    assertThat(vector.parameters().weights()).isEqualTo(scalar.parameters().weights());
    assertThat(vector.parameters().slow).isEqualTo(scalar.parameters().slow);
    assertThat(infer(vector)).isEqualTo(infer(scalar));
  }

  private static Mlp net(Kernels kernels, Shape shape) {
    return FusedMlp.of(kernels, shape, Philox.of(3, "n"), new Workspace(shape.hidden(), 1), true);
  }

  private static void step(Mlp net, int step, float[] dx) {
    int outputs = net.shape().outputs();
    for (int panel = 0; panel < 2; panel++) {
      float[] x = numbers(step * 2 + panel, net.shape().depth() * P);
      java.util.Arrays.fill(x, 0, P, 1);
      float[] q = numbers(100 + step, outputs * P);
      float[] out = new float[outputs * P];
      net.forward(x, 0, out, 0);
      net.backwardToInputs(q, 0, 1, 1, dx, 0);
      net.forwardSlow(x, 0, out, 0);
      net.forward(x, 0, out, 0);
      for (int k = 0; k < q.length; k++) {
        q[k] += out[k];
      }
      net.backward(x, 0, q, 0);
    }
    net.parameters().fold();
    float norm = (float) Math.sqrt(net.parameters().squaredNorm());
    net.parameters().step(1e-3f, Math.min(1, 0.5f / norm));
    net.parameters().follow(0.05f);
  }

  private static float[] infer(Mlp net) {
    float[] out = new float[net.shape().outputs()];
    net.infer(numbers(77, net.shape().depth()), out);
    return out;
  }

  private static float[] numbers(int path, int n) {
    float[] values = new float[n];
    for (int k = 0; k < n; k++) {
      values[k] = (float) DRAWS.normal(path, 0, 0, k);
    }
    return values;
  }

  @Test
  void ownFunctionsAreCloseToTheExactOnes() {
    for (int k = -40_000; k <= 40_000; k++) {
      float x = k / 2000f;
      assertThat((double) FloatMath.exp(x) / Math.exp(x) - 1).isBetween(-3e-7, 3e-7);
      assertThat((double) FloatMath.tanh(x) - Math.tanh(x)).isBetween(-4e-7, 4e-7);
      double soft = Math.log1p(Math.exp(x));
      assertThat((double) FloatMath.softplus(x) - soft)
          .isBetween(-2e-7 - 2e-7 * soft, 2e-7 + 2e-7 * soft);
      float y = FloatMath.exp(x);
      assertThat((double) FloatMath.log(y) - Math.log(y)).isBetween(-2e-6, 2e-6);
    }
  }
}
