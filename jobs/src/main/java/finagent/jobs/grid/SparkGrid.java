package finagent.jobs.grid;

import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Market;
import finagent.sandbox.grid.Parts;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Sink;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.grid.Work;
import finagent.sandbox.market.Frame;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.tables.LogTags;
import finagent.tables.results.Health;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A Spark cluster, or Spark in this JVM. Ranges and instrument lists travel to the executors; a
 * panel is broadcast once per call; results come back in order. A task that fails is run again as
 * often as {@code spark.task.maxFailures} says (4; never on {@code local[N]}), and then fails the
 * call with its own exception.
 *
 * <p>The session starts with the first call that needs it.
 */
public final class SparkGrid implements Grid {
  private static final Logger LOG = LoggerFactory.getLogger(SparkGrid.class);
  private static final AtomicLong GRIDS = new AtomicLong();
  private static final long SETTLE_MILLIS = 10_000;

  private final Master master;
  private final Map<String, String> conf;
  private boolean owned;
  private final String group = "finagent-" + GRIDS.incrementAndGet();
  private final List<Path> jars = new ArrayList<>();
  private volatile boolean cancelled;
  private volatile @Nullable SparkSession session;
  private @Nullable StageWatch watch;

  private SparkGrid(
      Master master, Map<String, String> conf, boolean owned, @Nullable SparkSession session) {
    this.master = master;
    this.conf = Map.copyOf(conf);
    this.owned = owned;
    this.session = session;
  }

  /**
   * A grid on a master; starts nothing yet.
   *
   * @param conf Spark settings that win over all others
   * @throws IllegalArgumentException if no Spark master could have that URL
   */
  public static SparkGrid open(String master, Map<String, String> conf) {
    return new SparkGrid(new Master(master), conf, true, null);
  }

  /** A grid over a session somebody else started, and will stop. */
  public static SparkGrid on(SparkSession session) {
    return new SparkGrid(new Master(session.sparkContext().master()), Map.of(), false, session);
  }

  /**
   * Fails in words, before anything is started, where work could not be spread.
   *
   * @throws IllegalArgumentException if no Spark master could have that URL
   * @throws IllegalStateException if Spark, Scala or Java do not fit
   */
  public static void check(String master) {
    new Master(master);
    Site.here().check();
  }

  /** The master spark-submit was given, where this JVM was started by it. */
  public static Optional<String> submittedTo() {
    return Optional.ofNullable(System.getProperty("spark.master"));
  }

  /**
   * The session, started at the first call.
   *
   * @throws IllegalStateException in words, within some 20 s, if the master cannot be reached,
   *     Spark, Scala or Java do not fit, or this JVM has a session on another master
   */
  public synchronized SparkSession session() {
    SparkSession now = session;
    if (now == null) {
      Site.here().check();
      master.probe();
      Optional<SparkSession> running = Launch.running(master);
      owned = running.isEmpty();
      now = running.orElseGet(() -> Launch.session(master, Settings.of(master, conf)));
      session = now;
      if (watch != null) {
        now.sparkContext().addSparkListener(watch);
      }
      for (Path jar : jars) {
        now.sparkContext().addJar(jar.toUri().toString());
      }
    }
    return now;
  }

  /** Sends a plug-in's jar to every executor. The caller puts it on its own class path. */
  public synchronized void ship(Path jar) {
    jars.add(jar);
    SparkSession now = session;
    if (now != null) {
      now.sparkContext().addJar(jar.toUri().toString());
    }
  }

  /**
   * Tells from now on how stages of this grid fare and which executors are lost, in a thread of
   * Spark's. Before the first call only.
   */
  public synchronized void watch(Consumer<Health> told) {
    if (session != null || watch != null) {
      throw new IllegalStateException("Stages are watched from the first call on, by one watcher");
    }
    watch = new StageWatch(group, told);
  }

  /** Waits until all that happened so far is told, for at most 10 s. */
  public synchronized void settle() {
    SparkSession now = session;
    if (now != null && watch != null && !now.sparkContext().isStopped()) {
      try {
        now.sparkContext().listenerBus().waitUntilEmpty(SETTLE_MILLIS);
      } catch (TimeoutException e) {
        LOG.warn("the numbers of the last stages are not all in: Spark is over 10 s behind");
      }
    }
  }

  @Override
  public String name() {
    return master.url();
  }

  @Override
  public boolean remote() {
    return true;
  }

  @Override
  public int slots() {
    OptionalInt threads = master.threads();
    return threads.isPresent() ? threads.getAsInt() : session().sparkContext().defaultParallelism();
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
    List<String> all = List.copyOf(market.instruments(slice));
    int count = parts > 0 ? parts : slots();
    List<Integer> wanted = List.copyOf(outputs);
    List<ShardRange> ranges = new ShardRange(0, all.size()).split(count);
    run(
        "by instrument",
        ranges,
        range ->
            Parts.columns(
                market,
                slice,
                List.copyOf(all.subList((int) range.from(), (int) range.to())),
                program,
                kernels,
                wanted),
        sink);
  }

  @Override
  public <T extends Serializable> void byShard(
      Shared shared, List<ShardRange> ranges, Work<T> work, Sink<T> sink) {
    if (ranges.isEmpty()) {
      return;
    }
    Broadcast<Shared> data = spark().broadcast(shared);
    try {
      run("by shard", ranges, range -> work.run(data.value(), range), sink);
    } finally {
      data.destroy();
    }
  }

  /** Stops all work of this grid, now and later; the calls that wait for it throw. */
  public void cancel() {
    cancelled = true;
    SparkSession now = session;
    if (now != null && !now.sparkContext().isStopped()) {
      now.sparkContext().cancelJobGroup(group);
    }
  }

  private JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(session().sparkContext());
  }

  private <T extends Serializable> void run(
      String what, List<ShardRange> ranges, Function<ShardRange, T> task, Sink<? super T> sink) {
    if (ranges.isEmpty()) {
      return;
    }
    JavaSparkContext spark = spark();
    spark.setLocalProperty(LogTags.RUN, MDC.get(LogTags.RUN));
    spark.setLocalProperty(LogTags.TASK, MDC.get(LogTags.TASK));
    spark.setJobGroup(group, "finagent %s, %d tasks".formatted(what, ranges.size()), true);
    try (OrderedJob<T> job = OrderedJob.start(spark, ranges, task)) {
      if (cancelled) {
        throw new CancellationException("Work on %s was cancelled".formatted(name()));
      }
      job.drain(sink);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for work on " + name(), e);
    } catch (Exception e) {
      throw Failure.of(e, name());
    } finally {
      spark.clearJobGroup();
    }
  }

  @Override
  public synchronized void close() {
    settle();
    SparkSession now = session;
    if (now != null && watch != null && !now.sparkContext().isStopped()) {
      now.sparkContext().removeSparkListener(watch);
    }
    if (owned && now != null) {
      now.stop();
    }
    session = null;
  }
}
