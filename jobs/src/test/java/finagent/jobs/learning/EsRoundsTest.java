package finagent.jobs.learning;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.rl.algorithm.Es;
import finagent.rl.algorithm.Recipe;
import finagent.rl.training.Algorithm;
import finagent.rl.training.ControlSpec;
import finagent.rl.training.Saves;
import finagent.rl.training.TrainTask;
import finagent.rl.training.TrainTask.Trained;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import finagent.sandbox.grid.Market;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Sink;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.grid.Work;
import finagent.sandbox.market.Frame;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EsRoundsTest {
  private static final Shared NONE = TrainingData.none("pendulum").shared();

  /** A grid that remembers how large the work was that it sent. */
  private static final class Scales implements Grid {
    private final Grid grid = Here.asIfRemote(2);
    private final List<Integer> sent = new ArrayList<>();

    @Override
    public String name() {
      return grid.name();
    }

    @Override
    public boolean remote() {
      return grid.remote();
    }

    @Override
    public int slots() {
      return grid.slots();
    }

    @Override
    public void byInstrument(
        Market market,
        Slice slice,
        Program program,
        Kernels kernels,
        List<Integer> outputs,
        int parts,
        Sink<Frame> sink) {
      grid.byInstrument(market, slice, program, kernels, outputs, parts, sink);
    }

    @Override
    public <T extends Serializable> void byShard(
        Shared shared, List<ShardRange> ranges, Work<T> work, Sink<T> sink) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(work);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      sent.add(bytes.size());
      grid.byShard(shared, ranges, work, sink);
    }

    @Override
    public void close() {
      grid.close();
    }
  }

  private static Trained spread(TrainTask task, Grid grid) {
    return task.train(
        NONE, Saves.none(), trainer -> ((Es) trainer).playedBy(new EsRounds(grid, NONE, task, 4)));
  }

  /** The network has 4,500 parameters, 18,000 bytes; a pair has 400 steps, a round 1,600. */
  @Test
  void roundsOnAGridHaveTheBitsOfOnePlayerAndSendScoresOnly() {
    Recipe recipe = Algorithm.ES.recipe(0.9f, Map.of("pairs", "4", "episodes", "1"));
    TrainTask task =
        new TrainTask(Algorithm.ES, recipe, new ControlSpec("pendulum"), 3, 8000, 1600, 2);
    Trained alone = task.train(NONE, Saves.none());
    try (Scales grid = new Scales()) {
      Trained spread = spread(task, grid);
      assertThat(spread.policy().bytes()).isEqualTo(alone.policy().bytes());
      assertThat(spread.curve()).isEqualTo(alone.curve());
      assertThat(alone.policy().bytes()).hasSizeGreaterThan(18_000);
      assertThat(grid.sent).hasSize(5);
      assertThat(grid.sent.get(4)).isLessThan(4_000);
      assertThat(grid.sent.get(4) - grid.sent.get(3)).isBetween(64, 100);
      Trained shorter = spread(task.of(3200), grid);
      assertThat(shorter.policy().bytes())
          .isEqualTo(task.of(3200).train(NONE, Saves.none()).policy().bytes())
          .isNotEqualTo(alone.policy().bytes());
    }
  }
}
