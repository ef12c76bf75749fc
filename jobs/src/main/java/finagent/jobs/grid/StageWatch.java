package finagent.jobs.grid;

import finagent.tables.LogTags;
import finagent.tables.results.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;

/**
 * Tells how each stage of a grid fared and which executors were lost, as Spark says it. Calls come
 * from one thread of Spark's, in the order of events.
 */
final class StageWatch extends SparkListener {
  private static final String GROUP = "spark.jobGroup.id";
  private static final double MILLIS = 1e3;

  /** How Spark says that an executor was let go on purpose. */
  private static final String LET_GO = "killed by driver";

  private final String group;
  private final Consumer<Health> told;
  private final Map<String, Stage> stages = new HashMap<>();
  private Stage last = new Stage("", "");

  /**
   * A watch over the stages of one job group.
   *
   * @param group id of the job group
   */
  StageWatch(String group, Consumer<Health> told) {
    this.group = group;
    this.told = told;
  }

  /** What is known of a stage that runs. */
  private static final class Stage {
    private final String run;
    private final String task;
    private final List<Long> millis = new ArrayList<>();
    private long retries;
    private long speculated;
    private long gcMillis;
    private long spilled;

    Stage(String run, String task) {
      this.run = run;
      this.task = task;
    }
  }

  private static String id(int stage, int attempt) {
    return attempt == 0 ? Integer.toString(stage) : stage + "." + attempt;
  }

  private static String id(StageInfo stage) {
    return id(stage.stageId(), stage.attemptNumber());
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    Properties properties = event.properties();
    if (properties != null && group.equals(properties.getProperty(GROUP))) {
      last =
          new Stage(
              properties.getProperty(LogTags.RUN, ""), properties.getProperty(LogTags.TASK, ""));
      stages.put(id(event.stageInfo()), last);
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    Stage stage = stages.get(id(event.stageId(), event.stageAttemptId()));
    if (stage == null) {
      return;
    }
    stage.speculated += event.taskInfo().speculative() ? 1 : 0;
    stage.retries += event.taskInfo().failed() ? 1 : 0;
    if (event.taskInfo().successful()) {
      stage.millis.add(event.taskInfo().duration());
    }
    TaskMetrics metrics = event.taskMetrics();
    if (metrics != null) {
      stage.gcMillis += metrics.jvmGCTime();
      stage.spilled += metrics.diskBytesSpilled();
    }
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    StageInfo info = event.stageInfo();
    Stage stage = stages.remove(id(info));
    if (stage == null) {
      return;
    }
    long end = millis(info.completionTime(), System.currentTimeMillis());
    long begin = millis(info.submissionTime(), end);
    told.accept(
        new Health(
            stage.run,
            Health.Kind.STAGE,
            id(info),
            Instant.ofEpochMilli(end),
            stage.task,
            stage.millis.size(),
            stage.retries,
            stage.speculated,
            times(stage, end - begin),
            stage.spilled,
            info.failureReason().isEmpty() ? "" : firstLine(info.failureReason().get())));
  }

  private static Health.Times times(Stage stage, long millis) {
    List<Long> sorted = stage.millis;
    Collections.sort(sorted);
    int n = sorted.size();
    return new Health.Times(
        millis / MILLIS,
        n == 0 ? 0 : sorted.get((n - 1) / 2) / MILLIS,
        n == 0 ? 0 : sorted.get(n - 1) / MILLIS,
        sorted.stream().mapToLong(Long::longValue).sum() / MILLIS,
        stage.gcMillis / MILLIS);
  }

  private static long millis(scala.Option<Object> time, long otherwise) {
    return time.isEmpty() ? otherwise : ((Number) time.get()).longValue();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    if (event.reason().contains(LET_GO)) {
      return;
    }
    told.accept(
        new Health(
            last.run,
            Health.Kind.EXECUTOR,
            event.executorId(),
            Instant.ofEpochMilli(event.time()),
            last.task,
            0,
            0,
            0,
            Health.Times.none(),
            0,
            firstLine(event.reason())));
  }
}
