package finagent.jobs;

import finagent.jobs.learning.EsRounds;
import finagent.jobs.learning.TrainFile.Cell;
import finagent.jobs.learning.TrainWork;
import finagent.jobs.learning.TrainingData;
import finagent.rl.algorithm.Es;
import finagent.rl.training.Algorithm;
import finagent.rl.training.Curve;
import finagent.rl.training.TrainTask;
import finagent.rl.training.TrainTask.Trained;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.ShardRange;
import finagent.tables.StateFiles;
import finagent.tables.Warehouse;
import finagent.tables.learning.Policies;
import finagent.tables.learning.StoredPolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trainings on a grid: those whose policies are there already are not done again, each policy is
 * remembered as it comes, a training that diverges leaves nothing and does not end the others.
 */
final class TrainJob {
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final Warehouse warehouse;
  private final Console console;
  private final Clock clock;
  private final List<StoredPolicy> waiting = new ArrayList<>();
  private final Map<TrainTask, Long> reached = new LinkedHashMap<>();
  private long kept = System.nanoTime();

  TrainJob(Warehouse warehouse, Console console, Clock clock) {
    this.warehouse = warehouse;
    this.console = console;
    this.clock = clock;
  }

  /**
   * What came of one training.
   *
   * @param policy null where it failed
   * @param taken steps taken here; 0 where it was known
   * @param seconds spent on them
   * @param failure why it failed; empty where it did not
   */
  record Row(Cell cell, @Nullable StoredPolicy policy, long taken, double seconds, String failure) {
    Optional<StoredPolicy> learnt() {
      return Optional.ofNullable(policy);
    }

    /** Of a cell that asks for the same training. */
    Row again(Cell other) {
      return new Row(other, policy, 0, 0, failure);
    }
  }

  /** Trains what is not known yet, each once; rows are in the order of the cells. */
  List<Row> run(List<Cell> cells, TrainingData data, String master) {
    reached.clear();
    List<String> keys = cells.stream().map(cell -> TrainWork.policy(cell.task()).hex()).toList();
    Map<String, StoredPolicy> known = new Policies(warehouse).known(keys);
    Row[] rows = new Row[cells.size()];
    Map<String, Integer> first = new HashMap<>();
    List<Integer> open = new ArrayList<>();
    for (int k = 0; k < rows.length; k++) {
      StoredPolicy found = known.get(keys.get(k));
      if (found != null) {
        rows[k] = new Row(cells.get(k), found, 0, 0, "");
      } else if (first.putIfAbsent(keys.get(k), k) == null) {
        open.add(k);
      }
    }
    if (!open.isEmpty()) {
      List<TrainTask> tasks = open.stream().map(k -> cells.get(k).task()).toList();
      long total = tasks.stream().mapToLong(TrainTask::steps).sum();
      long began = System.nanoTime();
      TrainWork work =
          new TrainWork(
              tasks, new StateFiles(warehouse), (task, point) -> judged(task, point, total, began));
      try (Grid grid = Grids.open(master, List.of())) {
        IntObjConsumer<TrainWork.One> made =
            (at, one) -> {
              int k = open.get(at);
              rows[k] = row(cells.get(k), one, data);
              rows[k].learnt().ifPresent(this::keep);
              rows[k]
                  .learnt()
                  .ifPresent(policy -> judged(tasks.get(at), last(policy), total, began));
            };
        if (inRounds(grid, tasks)) {
          for (int at = 0; at < tasks.size(); at++) {
            made.accept(at, rounds(grid, tasks.get(at), work, data));
          }
        } else {
          grid.byShard(
              data.shared(),
              new ShardRange(0, tasks.size()).split(tasks.size()),
              work,
              (range, some) -> made.accept((int) range.from(), some.each().get(0)));
        }
      }
      flush();
    }
    for (int k = 0; k < rows.length; k++) {
      if (rows[k] == null) {
        rows[k] = rows[first.getOrDefault(keys.get(k), k)].again(cells.get(k));
      }
    }
    return List.of(rows);
  }

  /** Something done with a number and a value. */
  private interface IntObjConsumer<T> {
    void accept(int at, T value);
  }

  /** Fewer evolution strategies than the grid has room for: their rounds are spread instead. */
  private static boolean inRounds(Grid grid, List<TrainTask> tasks) {
    return grid.remote()
        && tasks.stream()
            .allMatch(
                t -> t.algorithm() == Algorithm.ES && t.origin() == null && t.legs().isEmpty())
        && tasks.size() < grid.slots();
  }

  private static TrainWork.One rounds(
      Grid grid, TrainTask task, TrainWork work, TrainingData data) {
    return work.one(
        task,
        data.shared(),
        trainer -> {
          Es strategy = (Es) trainer;
          strategy.playedBy(new EsRounds(grid, data.shared(), task, strategy.pairs()));
        });
  }

  private static Curve.Point last(StoredPolicy policy) {
    return new Curve.Point(policy.steps(), policy.last().mean(), policy.last().error());
  }

  private synchronized void judged(TrainTask task, Curve.Point point, long total, long began) {
    reached.merge(task, point.steps(), Math::max);
    long done = reached.values().stream().mapToLong(Long::longValue).sum();
    double seconds = Math.max(1e-3, (System.nanoTime() - began) * 1e-9);
    console.progress(
        "steps",
        done,
        total,
        String.format(
            Locale.ROOT,
            "%s seed %d: return %.4g, %,.0f steps/s",
            task.algorithm().word(),
            task.seed(),
            point.mean(),
            done / seconds));
  }

  private Row row(Cell cell, TrainWork.One one, TrainingData data) {
    Optional<Trained> learnt = one.learnt();
    if (learnt.isEmpty()) {
      return new Row(cell, null, 0, 0, one.failure());
    }
    Trained trained = learnt.orElseThrow();
    TrainTask task = cell.task();
    StoredPolicy policy =
        new StoredPolicy(
            TrainWork.policy(task).hex(),
            TrainWork.training(task).hex(),
            task.algorithm().word(),
            task.world().identity().getOrDefault("environment", ""),
            task.identity(),
            data.lineage(),
            task.seed(),
            task.steps(),
            cell.parent(),
            StoredPolicy.text(trained.policy().bytes()),
            trained.curve().points().stream()
                .map(p -> new StoredPolicy.Point(p.steps(), p.mean(), p.standardError()))
                .toList(),
            new StoredPolicy.Author(
                Main.VERSION,
                System.getProperty("user.name", "unknown"),
                System.getenv().getOrDefault("FINAGENT_PROJECT", ""),
                clock.instant()));
    return new Row(cell, policy, task.steps() - trained.resumed(), trained.seconds(), "");
  }

  /** Few commits: what has come within a second goes together. */
  private void keep(StoredPolicy policy) {
    waiting.add(policy);
    if (System.nanoTime() - kept > PAUSE_NANOS) {
      flush();
    }
  }

  private void flush() {
    new Policies(warehouse).append(waiting);
    waiting.clear();
    kept = System.nanoTime();
  }
}
