package finagent.jobs.learning;

import finagent.planner.Digest;
import finagent.rl.algorithm.Trainer;
import finagent.rl.training.Curve;
import finagent.rl.training.Saves;
import finagent.rl.training.TrainTask;
import finagent.rl.training.TrainTask.Trained;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Work;
import finagent.tables.StateFiles;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains: shard k is the k-th of some tasks. A training that diverges is an answer too, so that it
 * does not end the others.
 */
public final class TrainWork implements Work<TrainWork.Made> {
  private static final long serialVersionUID = 1L;

  /** Changes when the same task is answered differently. */
  private static final int VERSION = 1;

  /** A state larger than this is kept while its training goes on, but not after its end. */
  private static final int LARGE = 32 << 20;

  private final ArrayList<TrainTask> tasks;
  private final StateFiles states;
  private final transient @Nullable BiConsumer<TrainTask, Curve.Point> watch;

  /**
   * Work on tasks.
   *
   * @param watch told of judgements on the way where work stays in this JVM
   */
  public TrainWork(
      List<TrainTask> tasks, StateFiles states, BiConsumer<TrainTask, Curve.Point> watch) {
    this.tasks = new ArrayList<>(tasks);
    this.states = states;
    this.watch = watch;
  }

  /** Content address of a training, whatever its steps. */
  public static Digest training(TrainTask task) {
    int version = VERSION + task.recipe().revision();
    return Digest.of("training").integer(version).map(task.identity()).build();
  }

  /** Content address of the policy at the end of a task. */
  public static Digest policy(TrainTask task) {
    return Digest.of("policy").digest(training(task)).integer(task.steps()).build();
  }

  /**
   * What came of each task.
   *
   * @param trained null where it failed
   * @param failure why it failed; empty where it did not
   */
  public record One(@Nullable Trained trained, String failure) implements Serializable {
    /** What was learnt, if it was. */
    public Optional<Trained> learnt() {
      return Optional.ofNullable(trained);
    }
  }

  /** What came of a range of tasks, in their order. */
  public record Made(ArrayList<One> each) implements Serializable {}

  @Override
  public Made run(Shared shared, ShardRange shards) {
    ArrayList<One> made = new ArrayList<>();
    for (long shard = shards.from(); shard < shards.to(); shard++) {
      made.add(one(tasks.get((int) shard), shared, trainer -> {}));
    }
    return new Made(made);
  }

  /**
   * What comes of one task.
   *
   * @param prepare as in {@link TrainTask#train(Shared, Saves, Consumer)}
   */
  public One one(TrainTask task, Shared shared, Consumer<Trainer> prepare) {
    try {
      return new One(task.train(shared, saves(task.steps()), prepare), "");
    } catch (IllegalStateException e) {
      return new One(null, String.valueOf(e.getMessage()));
    }
  }

  private Saves saves(int end) {
    BiConsumer<TrainTask, Curve.Point> watching = watch;
    return new Saves() {
      @Override
      public Optional<byte[]> latest(TrainTask task, long steps) {
        return (steps == task.steps()
                ? states.latest(policy(task).hex(), steps)
                : Optional.<byte[]>empty())
            .or(() -> states.latest(training(task).hex(), steps));
      }

      @Override
      public Optional<byte[]> end(String policy) {
        return states.latest(policy, Long.MAX_VALUE);
      }

      @Override
      public void keep(TrainTask task, long steps, byte[] state) {
        if (steps < end || state.length <= LARGE) {
          states.keep(training(task).hex(), steps, state);
          if (steps == task.steps()) { // stays, however far others take this training
            states.keep(policy(task).hex(), steps, state);
          }
        }
      }

      @Override
      public void judged(TrainTask task, Curve.Point point) {
        if (watching != null) {
          watching.accept(task, point);
        }
      }
    };
  }
}
