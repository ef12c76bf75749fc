package finagent.jobs.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Work;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.KernelFactory;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.State;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SparkGridTest {
  private static final Walks MARKET = new Walks(11, 300);
  private static final Shared SHARED = shared();
  private static final CountDownLatch SECOND_IS_DONE = new CountDownLatch(1);
  private static final CountDownLatch AT_WORK = new CountDownLatch(1);
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private final Grid grid = SharedSpark.grid();

  private static Shared shared() {
    Panel panel = MARKET.read(Walks.ALL);
    return new Shared(panel, Interpreter.noFeatures(panel));
  }

  /** Something of which a change of order would show: a long sum of inexact terms. */
  private static final Work<double[]> SUMS =
      (shared, shards) -> {
        double[] close = shared.panel().bars().column("close");
        double[] sums = new double[(int) shards.size()];
        for (int k = 0; k < sums.length; k++) {
          for (double price : close) {
            sums[k] += price / (shards.from() + k + 1.1);
          }
        }
        return sums;
      };

  private static <T extends Serializable> List<T> results(
      Grid grid, List<ShardRange> ranges, Work<T> work) {
    List<T> results = new ArrayList<>();
    List<ShardRange> seen = new ArrayList<>();
    grid.byShard(
        SHARED,
        ranges,
        work,
        (range, result) -> {
          seen.add(range);
          results.add(result);
        });
    assertThat(seen).isEqualTo(ranges);
    return results;
  }

  private static long[] bits(List<double[]> parts) {
    return parts.stream()
        .flatMapToDouble(Arrays::stream)
        .mapToLong(Double::doubleToRawLongBits)
        .toArray();
  }

  @Test
  void shardsGiveTheBitsOfALocalLoopHoweverTheyAreCut() {
    long[] local = bits(List.of(SUMS.run(SHARED, new ShardRange(0, 100))));
    for (int cuts : new int[] {1, 2, 7, 50}) {
      assertThat(bits(results(grid, new ShardRange(0, 100).split(cuts), SUMS))).isEqualTo(local);
    }
  }

  @Test
  void resultsReachTheSinkInOrderThoughTheSecondIsMadeFirst() {
    Work<Long> work =
        (shared, shards) -> {
          if (shards.from() == 0) {
            awaits(SECOND_IS_DONE);
          } else {
            SECOND_IS_DONE.countDown();
          }
          return shards.from();
        };
    assertThat(results(grid, new ShardRange(0, 2).split(2), work)).containsExactly(0L, 1L);
  }

  @Test
  void allTasksReadOneBroadcastPanel() {
    Work<Integer> work = (shared, shards) -> System.identityHashCode(shared.panel());
    List<Integer> panels = results(grid, new ShardRange(0, 8).split(8), work);
    assertThat(panels).hasSize(8).containsOnly(panels.get(0));
  }

  @Test
  void aFailedTaskFailsTheCallWithItsOwnExceptionAndTheGridWorksOn() {
    Work<Long> work =
        (shared, shards) -> {
          if (shards.from() == 3) {
            throw new IllegalArgumentException("No price of 'i007' on 2016-02-29");
          }
          return shards.from();
        };
    List<Long> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                grid.byShard(
                    SHARED,
                    new ShardRange(0, 5).split(5),
                    work,
                    (range, result) -> seen.add(result)))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("No price of 'i007' on 2016-02-29");
    assertThat(seen).isSubsetOf(0L, 1L, 2L);
    assertThat(results(grid, List.of(new ShardRange(4, 5)), work)).containsExactly(4L);
  }

  @Test
  void anErrorOfATaskIsNamedWithTheMaster() {
    Work<Long> work =
        (shared, shards) -> {
          throw new AssertionError("a lane is missing");
        };
    assertThatThrownBy(() -> results(grid, List.of(new ShardRange(0, 1)), work))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("local[2]")
        .hasMessageContaining("a lane is missing");
  }

  @Test
  void workThatCannotTravelIsRefusedByName() {
    Object anchored = new Object();
    Work<Long> work = (shared, shards) -> (long) anchored.hashCode();
    assertThatThrownBy(() -> results(grid, List.of(new ShardRange(0, 1)), work))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NotSerializableException: java.lang.Object");
  }

  @Test
  void aSinkThatThrowsStopsTheCall() {
    assertThatThrownBy(
            () ->
                grid.byShard(
                    SHARED,
                    new ShardRange(0, 4).split(4),
                    SUMS,
                    (range, result) -> {
                      throw new IllegalStateException("disk is full");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("disk is full");
  }

  @Test
  void cancelledWorkThrowsAndNoNewWorkStarts() throws InterruptedException {
    SparkGrid mine = SparkGrid.on(SharedSpark.session());
    Work<Long> work =
        (shared, shards) -> {
          AT_WORK.countDown();
          awaits(NEVER);
          return 0L;
        };
    List<ShardRange> ranges = List.of(new ShardRange(0, 1));
    CompletableFuture<List<Long>> call =
        CompletableFuture.supplyAsync(() -> results(mine, ranges, work));
    AT_WORK.await();
    mine.cancel();
    assertThatThrownBy(call::join)
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isInstanceOf(CancellationException.class),
            thrown ->
                assertThat(thrown)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(CancellationException.class))
        .hasMessageContaining("local[2] was cancelled");
    assertThatThrownBy(() -> results(mine, ranges, SUMS)).isInstanceOf(CancellationException.class);
    assertThat(results(grid, ranges, SUMS)).hasSize(1);
  }

  @Test
  void instrumentsGiveTheFramesOfThisJvm() {
    Program program =
        new Program(
            List.of(
                new Step("close", "running", Params.of(), List.of(Wire.market("close")), 1),
                new Step("twice", "running", Params.of(), List.of(Wire.step(0, 0)), 1)),
            List.of());
    try (Grid here = Here.here(1)) {
      for (int parts : new int[] {1, 3, 11, 50}) {
        assertThat(frames(grid, program, parts)).isEqualTo(frames(here, program, parts));
      }
      assertThat(frames(grid, program, 0)).hasSize(grid.slots());
    }
  }

  /** Per cut: its range, its instruments and the bits of each of its columns. */
  private static List<String> frames(Grid grid, Program program, int parts) {
    List<String> frames = new ArrayList<>();
    grid.byInstrument(
        MARKET,
        Walks.ALL,
        program,
        Kernels.of(List.of(new RunningSum())),
        List.of(1),
        parts,
        (range, frame) -> frames.add(range + " " + frame.instruments().ids() + bits(frame)));
    return frames;
  }

  private static String bits(Frame frame) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, double[]> column : frame.columns().entrySet()) {
      text.append(' ').append(column.getKey());
      for (double value : column.getValue()) {
        text.append(' ').append(Double.doubleToRawLongBits(value));
      }
    }
    return text.toString();
  }

  private static void awaits(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Adds up what it sees of each instrument. */
  private record RunningSum() implements KernelFactory {
    @Override
    public String kernel() {
      return "running";
    }

    @Override
    public Kernel create(Params params) {
      return new ColumnKernel() {
        @Override
        public State open(Layout layout) {
          return State.ofDoubles(1, new double[layout.width()]);
        }

        @Override
        public void run(State state, Block block) {
          double[] sum = state.doubles(0);
          for (int k = 0; k < block.rows() * block.width(); k++) {
            int i = k % block.width();
            sum[i] += block.in(0)[block.inAt(0) + k];
            block.out(0)[block.outAt(0) + k] = sum[i];
          }
        }
      };
    }
  }
}
