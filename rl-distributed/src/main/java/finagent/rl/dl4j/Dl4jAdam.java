package finagent.rl.dl4j;

import finagent.rl.net.Optimiser;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Adam by DL4J's updater. It adds epsilon to sqrt(v) before v is corrected for bias, so it is given
 * epsilon times that correction: the steps are those of Kingma and Ba (2015, algorithm 1). Moments
 * are kept by the caller and lent to the updater for the step.
 */
final class Dl4jAdam implements Optimiser {
  private static final double EPSILON = 1e-8;

  private final MultiLayerNetwork network;
  private final int[] places;
  private final float[] flat;
  private final float[] moments;

  Dl4jAdam(MultiLayerNetwork network, int[] places) {
    this.network = network;
    this.places = places;
    flat = new float[places.length];
    moments = new float[2 * places.length];
  }

  @Override
  public void step(
      float[] weights,
      float[] gradient,
      float[] mean,
      float[] square,
      int steps,
      float learningRate,
      float scale) {
    for (Layer layer : network.getLayers()) {
      Adam adam = (Adam) ((BaseLayer) layer.conf().getLayer()).getIUpdater();
      adam.setLearningRate(learningRate);
      adam.setEpsilon(EPSILON * Math.sqrt(1 - StrictMath.pow(adam.getBeta2(), steps)));
    }
    int n = places.length;
    for (int k = 0; k < n; k++) {
      moments[k] = mean[places[k]];
      moments[n + k] = square[places[k]];
      flat[k] = scale * gradient[places[k]];
    }
    INDArray slopes = network.getFlattenedGradients();
    OffHeap.put(slopes, flat);
    BaseMultiLayerUpdater<?> updater = (BaseMultiLayerUpdater<?>) network.getUpdater();
    OffHeap.put(updater.getStateViewArray(), moments);
    updater.update(new DefaultGradient(slopes), steps - 1, 0, 1, LayerWorkspaceMgr.noWorkspaces());
    OffHeap.get(updater.getStateViewArray(), moments, 0);
    OffHeap.get(slopes, flat, 0);
    Arrays.fill(gradient, 0);
    for (int k = 0; k < n; k++) {
      mean[places[k]] = moments[k];
      square[places[k]] = moments[n + k];
      weights[places[k]] -= flat[k];
    }
  }
}
