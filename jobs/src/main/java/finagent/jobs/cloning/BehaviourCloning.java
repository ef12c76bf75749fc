package finagent.jobs.cloning;

import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.dl4j.ModelZip;
import finagent.rl.net.Shape;
import java.util.Iterator;
import java.util.function.IntConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A policy that does what was done: least squares from observations to actions with Adam (Pomerleau
 * 1989), on DL4J, by one worker or by several that average their parameters and moments (McDonald,
 * Hall and Mann 2010). Reproducible for a fixed number of workers and partitions, not across them.
 *
 * @param hidden units in each of two hidden layers, a multiple of 64
 * @param batch transitions of a minibatch
 * @param averaging minibatches of a worker between two averages
 * @param epochs passes over the transitions
 */
public record BehaviourCloning(
    int hidden, int batch, int averaging, int epochs, double learningRate, long seed) {
  public BehaviourCloning {
    if (batch < 1 || averaging < 1 || epochs < 1 || !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "Invalid cloning: batch %d, averaging every %d, %d epochs, learning rate %s (all must be > 0)"
              .formatted(batch, averaging, epochs, learningRate));
    }
  }

  /** 64 hidden units, batches of 256, averages every 10, a rate of 1e-3. */
  public static BehaviourCloning standard(int epochs, long seed) {
    return new BehaviourCloning(64, 256, 10, epochs, 1e-3, seed);
  }

  private Shape shape(int inputs, int outputs) {
    return new Shape(inputs, hidden, outputs, false);
  }

  private MultiLayerNetwork network(int inputs, int outputs) {
    Shape shape = shape(inputs, outputs);
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(learningRate))
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.RELU)
            .list()
            .layer(new DenseLayer.Builder().nIn(shape.inputs()).nOut(hidden).build())
            .layer(new DenseLayer.Builder().nIn(hidden).nOut(hidden).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(hidden)
                    .nOut(shape.outputs())
                    .activation(Activation.TANH)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** One worker, in this JVM. */
  public SavedPolicy alone(JavaRDD<DataSet> minibatches, IntConsumer epochDone) {
    DataSet first = minibatches.first();
    MultiLayerNetwork network = network(first.numInputs(), first.numOutcomes());
    for (int epoch = 0; epoch < epochs; epoch++) {
      Iterator<DataSet> each = minibatches.toLocalIterator();
      while (each.hasNext()) {
        network.fit(each.next());
      }
      epochDone.accept(epoch + 1);
    }
    return policy(network, first);
  }

  /** As many workers as told, one to an executor's thread. */
  public SavedPolicy averaged(
      JavaSparkContext spark, JavaRDD<DataSet> minibatches, int workers, IntConsumer epochDone) {
    DataSet first = minibatches.first();
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(workers, batch)
            .batchSizePerWorker(batch)
            .averagingFrequency(averaging)
            .saveUpdater(true)
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .repartionData(Repartition.NumPartitionsWorkersDiffers)
            .rngSeed(seed)
            .build();
    MultiLayerNetwork start = network(first.numInputs(), first.numOutcomes());
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, start, master);
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.fit(minibatches);
      epochDone.accept(epoch + 1);
    }
    return policy(network.getNetwork(), first);
  }

  private SavedPolicy policy(MultiLayerNetwork network, DataSet like) {
    Shape shape = shape(like.numInputs(), like.numOutcomes());
    return ModelZip.policy(SavedPolicy.How.SQUASHED, shape, network);
  }

  /** Mean squared error of the actions of a policy, in plain Java. */
  public static double loss(SavedPolicy policy, DataSet set) {
    INDArray observations = set.getFeatures();
    INDArray actions = set.getLabels();
    finagent.rl.algorithm.Policy acting = policy.policy();
    double[] action = new double[actions.columns()];
    double sum = 0;
    double[][] seen = observations.toDoubleMatrix();
    double[][] done = actions.toDoubleMatrix();
    for (int k = 0; k < seen.length; k++) {
      acting.act(seen[k], action);
      for (int d = 0; d < action.length; d++) {
        sum += (action[d] - done[k][d]) * (action[d] - done[k][d]);
      }
    }
    return sum / seen.length / action.length;
  }
}
