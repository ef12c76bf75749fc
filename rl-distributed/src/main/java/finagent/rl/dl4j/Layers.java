package finagent.rl.dl4j;

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
    int[] places = new int[hidden * (shape.depth() + hidden + 1) + shape.outputs() * (hidden + 1)];
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

  private static int range(int[] places, int at, int from, int count) {
    for (int k = 0; k < count; k++) {
      places[at + k] = from + k;
    }
    return at + count;
  }
}
