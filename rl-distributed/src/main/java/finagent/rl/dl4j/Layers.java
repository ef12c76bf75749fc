package finagent.rl.dl4j;

import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.net.Shape;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/**
 * How a network of ours is one of DL4J's: three dense layers, each its weights, then its biases.
 */
final class Layers {
  private Layers() {}

  /**
   * A network of that shape, all parameters 0, with Adam at .9, .999 and 1e-8, gradients taken as
   * sums.
   *
   * @param last what follows the outputs
   */
  static MultiLayerNetwork network(Shape shape, Activation last) {
    Activation hidden = shape.tanh() ? Activation.TANH : Activation.RELU;
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(0)
            .dataType(DataType.FLOAT)
            .updater(new Adam(1e-3, 0.9, 0.999, 1e-8))
            .miniBatch(false)
            .list()
            .layer(layer(shape.inputs(), shape.hidden(), hidden))
            .layer(layer(shape.hidden(), shape.hidden(), hidden))
            .layer(layer(shape.hidden(), shape.outputs(), last))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.initGradientsView();
    return network;
  }

  private static DenseLayer layer(int from, int to, Activation activation) {
    return new DenseLayer.Builder().nIn(from).nOut(to).activation(activation).build();
  }

  /**
   * Where each of DL4J's parameters stands in {@link Shape}'s layout. DL4J keeps weights as [to]
   * [from] and then biases, layer after layer.
   */
  static int[] places(Shape shape) {
    int hidden = shape.hidden();
    int[] places = new int[count(shape)];
    int at = 0;
    for (int o = 0; o < hidden; o++) {
      for (int i = 0; i < shape.inputs(); i++) {
        places[at++] = shape.first(1 + i, o);
      }
    }
    for (int o = 0; o < hidden; o++) {
      places[at++] = shape.first(0, o);
    }
    at = range(places, at, shape.second(), hidden * hidden);
    at = range(places, at, shape.secondBias(), hidden);
    at = range(places, at, shape.output(), shape.outputs() * hidden);
    range(places, at, shape.outputBias(), shape.outputs());
    return places;
  }

  /** Parameters of a network. */
  static int count(Shape shape) {
    int hidden = shape.hidden();
    return hidden * (shape.depth() + hidden + 1) + shape.outputs() * (hidden + 1);
  }

  /** Parameters in DL4J's order. */
  static float[] toDl4j(Shape shape, float[] weights) {
    int[] places = places(shape);
    float[] flat = new float[places.length];
    for (int k = 0; k < flat.length; k++) {
      flat[k] = weights[places[k]];
    }
    return flat;
  }

  /** Parameters in our order, 0 in the gaps. */
  static float[] toOurs(Shape shape, float[] flat) {
    int[] places = places(shape);
    float[] weights = new float[shape.size()];
    for (int k = 0; k < flat.length; k++) {
      weights[places[k]] = flat[k];
    }
    return weights;
  }

  /** The policy with only the first outputs; it acts alike. */
  static SavedPolicy first(SavedPolicy policy, int outputs) {
    Shape all = policy.shape();
    if (outputs < 1 || outputs > all.outputs()) {
      throw new IllegalArgumentException(
          "Invalid actions: %d (the network has %d outputs)".formatted(outputs, all.outputs()));
    }
    Shape some = new Shape(all.inputs(), all.hidden(), outputs, all.tanh());
    float[] from = policy.weights();
    float[] to = new float[some.size()];
    System.arraycopy(from, 0, to, 0, some.output() + outputs * all.hidden());
    System.arraycopy(from, all.outputBias(), to, some.outputBias(), outputs);
    System.arraycopy(from, all.second(), to, some.second(), all.hidden() * all.hidden());
    return SavedPolicy.of(policy.how(), some, to);
  }

  private static int range(int[] places, int at, int from, int count) {
    for (int k = 0; k < count; k++) {
      places[at + k] = from + k;
    }
    return at + count;
  }
}
