package finagent.jobs.cloning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.jobs.grid.SharedSpark;
import finagent.rl.algorithm.Evaluator;
import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.env.LinearQuadraticTrading;
import finagent.rl.env.Spaces;
import finagent.tables.Warehouse;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;

class BehaviourCloningTest {
  @TempDir private Path folder;

  /** Both loss and return; the least loss is the variance of the trader's noise. */
  private void averagingReachesOneWorker(int episodes, int epochs) {
    ScriptedTrader trader = ScriptedTrader.standard(1);
    Warehouse warehouse = Warehouse.open(folder);
    trader.write(warehouse, 0, episodes, written -> {});
    Demonstrations from =
        Demonstrations.of(SharedSpark.session(), warehouse, trader.source(), episodes);
    BehaviourCloning cloning = BehaviourCloning.standard(epochs, 1);
    JavaRDD<DataSet> minibatches = from.minibatches(256, 2, 1);
    DataSet heldOut = from.heldOut();
    assertThat(heldOut.numExamples()).isEqualTo(episodes / 10 * ScriptedTrader.EPISODE);
    SavedPolicy one = cloning.alone(minibatches, epoch -> {});
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(SharedSpark.session().sparkContext());
    SavedPolicy two = cloning.averaged(spark, minibatches, 2, epoch -> {});

    double least = trader.noise() * trader.noise();
    double alone = BehaviourCloning.loss(one, heldOut);
    double averaged = BehaviourCloning.loss(two, heldOut);

    assertThat(alone).isBetween(0.9 * least, 1.2 * least);
    assertThat(averaged / alone).isBetween(0.9, 1.02);
    assertThat(two.weights()).isNotEqualTo(one.weights());
    Evaluator judge = Evaluator.standard(LinearQuadraticTrading::of);
    double rule = judge.judge(trader.rule()).mean();
    assertThat(judge.judge(two.policy()).mean()).isGreaterThan(0.9 * rule);
  }

  @Tag("slow")
  @Test
  void workersThatAverageReachTheLossOfOne() {
    averagingReachesOneWorker(200, 8);
  }

  /** A trader who hardly trades; what learns from its experience sees what trading brings. */
  @Tag("slow")
  @Test
  void offlineTrainingEarnsMoreThanTheTraderBySeveralWorkersToo() {
    ScriptedTrader trader = new ScriptedTrader(0.6, 0.3, 1);
    Warehouse warehouse = Warehouse.open(folder);
    trader.write(warehouse, 0, 200, written -> {});
    Demonstrations from = Demonstrations.of(SharedSpark.session(), warehouse, trader.source(), 200);
    JavaRDD<float[]> transitions = from.transitions(2, 1);
    Spaces spaces = LinearQuadraticTrading.of(1).spaces();
    assertThat(transitions.count()).isEqualTo(180 * ScriptedTrader.EPISODE);
    OfflineTraining training = OfflineTraining.standard(4000, 500, 1);
    Evaluator judge = Evaluator.standard(LinearQuadraticTrading::of);
    double rule = judge.judge(trader.rule()).mean();
    double one = judge.judge(training.alone(transitions, spaces, done -> {}).policy()).mean();
    SavedPolicy averaged = training.averaged(transitions, spaces, done -> {});
    double two = judge.judge(averaged.policy()).mean();
    assertThat(one).isGreaterThan(rule + 40);
    assertThat(two).isGreaterThan(rule + 40);
    assertThat(training.averaged(transitions, spaces, done -> {}).weights())
        .isEqualTo(averaged.weights());
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> OfflineTraining.standard(0, 1, 1)).hasMessageContaining("0 updates");
    assertThatThrownBy(() -> new ScriptedTrader(0.1, 2, 1)).hasMessageContaining("noise 2.0");
    assertThatThrownBy(() -> new BehaviourCloning(64, 0, 1, 1, 1e-3, 1))
        .hasMessageContaining("batch 0");
  }
}
