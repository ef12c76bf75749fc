package finagent.rl.dl4j;

import finagent.rl.net.Mlp;
import finagent.rl.net.Parameters;
import finagent.rl.net.Shape;
import finagent.rl.vector.Kernels;
import finagent.sandbox.random.Philox;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network on DL4J. Our parameters are the truth: DL4J's are loaded before each forward pass, and
 * what its backward pass and its Adam make of them is copied back.
 */
final class Dl4jMlp implements Mlp {
  private static final int P = Kernels.PANEL;

  private final Shape shape;
  private final Parameters parameters;
  private final MultiLayerNetwork network;
  private final int[] places;
  private final float[] flat;
  private final float[] derivative;
  private final INDArray input;
  private final INDArray one;
  private final INDArray slopes;

  Dl4jMlp(Shape shape, Philox draws, boolean slow) {
    this.shape = shape;
    network = Layers.network(shape, Activation.IDENTITY);
    places = Layers.places(shape);
    flat = new float[places.length];
    derivative = new float[shape.inputs() * P];
    input = Nd4j.create(DataType.FLOAT, new long[] {P, shape.inputs()}, 'f');
    one = Nd4j.create(DataType.FLOAT, new long[] {1, shape.inputs()}, 'f');
    slopes = Nd4j.create(DataType.FLOAT, new long[] {P, shape.outputs()}, 'f');
    parameters = Parameters.of(shape, draws, slow, new Dl4jAdam(network, places));
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void forward(float[] x, int xAt, float[] out, int outAt) {
    load(parameters.weights());
    OffHeap.put(input, inputs(x, xAt));
    network.setInput(input);
    List<INDArray> activations = network.feedForward(true, false);
    OffHeap.rows(activations.get(activations.size() - 1), out, outAt);
  }

  @Override
  public void forwardSlow(float[] x, int xAt, float[] out, int outAt) {
    load(parameters.slow());
    OffHeap.put(input, inputs(x, xAt));
    INDArray outputs = network.output(input, false);
    OffHeap.rows(outputs, out, outAt);
    outputs.close();
  }

  private float[] inputs(float[] x, int xAt) {
    return Arrays.copyOfRange(x, xAt + P, xAt + shape.depth() * P);
  }

  private void load(float[] weights) {
    for (int k = 0; k < flat.length; k++) {
      flat[k] = weights[places[k]];
    }
    OffHeap.put(network.params(), flat);
  }

  @Override
  public void backward(float[] x, int xAt, float[] q, int qAt) {
    through(q, qAt);
    OffHeap.get(network.getFlattenedGradients(), flat, 0);
    for (int k = 0; k < flat.length; k++) {
      parameters.add(places[k], flat[k]);
    }
  }

  @Override
  public void backwardToInputs(float[] q, int qAt, int first, int count, float[] dx, int dxAt) {
    through(q, qAt);
    System.arraycopy(derivative, first * P, dx, dxAt, count * P);
  }

  /** dL/d(parameters) into DL4J's gradient, dL/d(input) into ours. */
  private void through(float[] q, int qAt) {
    OffHeap.put(slopes, Arrays.copyOfRange(q, qAt, qAt + shape.outputs() * P));
    Pair<Gradient, INDArray> back =
        network.backpropGradient(slopes, LayerWorkspaceMgr.noWorkspaces());
    OffHeap.rows(back.getSecond(), derivative, 0);
  }

  @Override
  public void infer(float[] x, float[] out) {
    load(parameters.weights());
    OffHeap.put(one, Arrays.copyOfRange(x, 1, shape.depth()));
    INDArray outputs = network.output(one, false);
    OffHeap.rows(outputs, out, 0);
    outputs.close();
  }
}
