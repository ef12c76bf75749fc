package finagent.jobs.grid;

import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Sink;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.concurrent.ExecutionContext;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * One Spark job with a task for each range. Results come in as they are made; the sink gets them in
 * the order of the ranges, on the caller's thread.
 */
final class OrderedJob<T extends Serializable> implements AutoCloseable {
  private sealed interface Report<T> permits Made, Ended {}

  private record Made<T>(int index, T value) implements Report<T> {}

  private record Ended<T>(Try<?> outcome) implements Report<T> {}

  private final List<ShardRange> ranges;
  private final SimpleFutureAction<BoxedUnit> action;
  private final BlockingQueue<Report<T>> reports = new LinkedBlockingQueue<>();

  private OrderedJob(
      JavaSparkContext spark, List<ShardRange> ranges, Function<ShardRange, T> task) {
    this.ranges = ranges;
    JavaRDD<ShardRange> rdd = spark.parallelize(ranges, ranges.size());
    SparkContext context = spark.sc();
    this.action =
        context.submitJob(
            rdd.rdd(),
            new Single<>(task),
            JavaConverters.<Object>asScalaBuffer(indices(ranges.size())).toSeq(),
            (index, value) -> {
              reports.add(new Made<>((Integer) index, value));
              return BoxedUnit.UNIT;
            },
            () -> BoxedUnit.UNIT);
    Function1<Try<BoxedUnit>, BoxedUnit> end =
        outcome -> {
          reports.add(new Ended<>(outcome));
          return BoxedUnit.UNIT;
        };
    action.onComplete(end, ExecutionContext.fromExecutor(Runnable::run));
  }

  /** Sends a task for each range off; returns at once. */
  static <T extends Serializable> OrderedJob<T> start(
      JavaSparkContext spark, List<ShardRange> ranges, Function<ShardRange, T> task) {
    return new OrderedJob<>(spark, ranges, task);
  }

  /**
   * Waits for the results and hands them to the sink.
   *
   * @throws Exception what Spark says where a task failed for good, or what the sink throws
   */
  void drain(Sink<? super T> sink) throws Exception {
    Map<Integer, T> early = new HashMap<>();
    int next = 0;
    while (next < ranges.size()) {
      Report<T> report = reports.take();
      if (report instanceof Made<T> made) {
        early.put(made.index(), made.value());
      } else if (report instanceof Ended<T> ended) {
        ended.outcome().get();
      }
      while (early.containsKey(next)) {
        sink.accept(ranges.get(next), early.remove(next));
        next++;
      }
    }
  }

  /** Stops the tasks that still run; after the last result there are none. */
  @Override
  public void close() {
    action.cancel();
  }

  private static List<Object> indices(int count) {
    return new java.util.ArrayList<>(java.util.stream.IntStream.range(0, count).boxed().toList());
  }

  /** Applies the task to the one element of a partition; travels to the executors. */
  private static final class Single<T extends Serializable>
      extends AbstractFunction1<Iterator<ShardRange>, T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Function<ShardRange, T> task;

    Single(Function<ShardRange, T> task) {
      this.task = task;
    }

    @Override
    public T apply(Iterator<ShardRange> partition) {
      try {
        return task.call(partition.next());
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(String.valueOf(e.getMessage()), e);
      }
    }
  }
}
