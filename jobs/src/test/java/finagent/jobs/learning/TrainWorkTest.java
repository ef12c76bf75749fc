package finagent.jobs.learning;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.rl.algorithm.Recipe;
import finagent.rl.training.Algorithm;
import finagent.rl.training.ControlSpec;
import finagent.rl.training.Settings;
import finagent.rl.training.TrainTask;
import finagent.rl.training.TrainTask.Trained;
import finagent.sandbox.grid.ShardRange;
import finagent.tables.StateFiles;
import finagent.tables.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainWorkTest {
  private final List<Integer> judged = new ArrayList<>();

  private Trained train(Path folder, TrainTask task) {
    judged.clear();
    StateFiles states = new StateFiles(Warehouse.open(folder));
    return new TrainWork(
            List.of(task), states, (some, point) -> judged.add(Math.toIntExact(point.steps())))
        .run(TrainingData.none("pendulum").shared(), new ShardRange(0, 1))
        .each()
        .get(0)
        .learnt()
        .orElseThrow();
  }

  @Test
  void aMemberGoesOnFromWhereAnotherStoodHoweverFarThatOneIsBy(
      @TempDir Path folder, @TempDir Path empty) {
    Recipe recipe = Algorithm.TD3.recipe(0.9f, Map.of("warm-up", "16", "batch", "64"));
    ControlSpec pendulum = new ControlSpec("pendulum");
    TrainTask donor = new TrainTask(Algorithm.TD3, recipe, pendulum, 1, 40, 20, 2);
    for (int steps = 40; steps <= 120; steps += 20) {
      train(folder, donor.of(steps));
    }
    assertThat(judged).containsExactly(120);
    Recipe slower = (Recipe) Settings.with((Record) recipe, Map.of("learning-rate", "1e-4"));
    Trained member = train(folder, donor.then(slower, 20));
    assertThat(judged).containsExactly(60);
    Trained alone = train(empty, donor.then(slower, 20));
    assertThat(judged).containsExactly(20, 40, 60);
    assertThat(member.policy().bytes()).isEqualTo(alone.policy().bytes());
  }
}
