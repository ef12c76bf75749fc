package finagent.jobs.grid;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Starts a session, within a stated time or not at all. */
final class Launch {
  private static final long LOOK_MILLIS = 100;
  private static final int QUIET_LOOKS = 5;
  private static final int MOST_LOOKS = 30;

  private final Master master;
  private final SparkConf conf;

  private Launch(Master master, SparkConf conf) {
    this.master = master;
    this.conf = conf;
  }

  static SparkSession session(Master master, SparkConf conf) {
    return new Launch(master, conf).run();
  }

  /** The session this JVM already has: there can be one. */
  static Optional<SparkSession> running(Master master) {
    Option<SparkSession> now = SparkSession.getDefaultSession();
    if (now.isEmpty() || now.get().sparkContext().isStopped()) {
      return Optional.empty();
    }
    String there = now.get().sparkContext().master();
    if (!there.equals(master.url())) {
      throw new IllegalStateException(
          "This JVM already runs Spark on '%s', so it cannot also run it on '%s'. Close that first"
              .formatted(there, master.url()));
    }
    return Optional.of(now.get());
  }

  private SparkSession run() {
    SparkSession session = started();
    try {
      awaitExecutors(session.sparkContext());
    } catch (RuntimeException e) {
      session.stop();
      throw e;
    }
    return session;
  }

  /** Spark's own registration retries for a minute, so it is waited for from outside. */
  private SparkSession started() {
    long seconds = conf.getLong(Settings.START_SECONDS, master.isStandalone() ? 40 : 300);
    CompletableFuture<SparkSession> starting = new CompletableFuture<>();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Thread starter =
        new Thread(
            () -> {
              try {
                starting.complete(SparkSession.builder().config(conf).getOrCreate());
              } catch (Throwable e) { // handed to the caller, whatever it is
                starting.completeExceptionally(e);
              }
            },
            "spark-start");
    starter.setDaemon(true);
    starter.setContextClassLoader(loader);
    starter.start();
    try {
      SparkSession session = starting.get(seconds, TimeUnit.SECONDS);
      SparkSession.setActiveSession(session);
      return session;
    } catch (TimeoutException e) {
      stopLater(starting);
      throw new IllegalStateException(notRegistered(seconds), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Spark does not start on '%s': %s".formatted(master.url(), e.getCause()), e);
    } catch (InterruptedException e) {
      stopLater(starting);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while Spark was starting on '%s'".formatted(master.url()), e);
    }
  }

  /** A session that comes too late is stopped. */
  private static void stopLater(CompletableFuture<SparkSession> starting) {
    CompletableFuture<Void> unused = starting.thenAccept(SparkSession::stop);
  }

  private String notRegistered(long seconds) {
    return "'%s' did not take the application within %d s (%s). %s"
        .formatted(
            master.url(),
            seconds,
            Settings.START_SECONDS,
            master.isStandalone()
                ? "Something listens there, but it may not be a Spark 3.5 master: check the port"
                    + " (7077 by default, not the web page's 8080) and the master's log; or run on"
                    + " this machine with --master local[*]"
                : "Check that the cluster is up and has room, or set a longer time");
  }

  /**
   * Waits for the first executor of a standalone cluster, then until no more come in, so that
   * {@link SparkGrid#slots()} counts all of them.
   */
  private void awaitExecutors(SparkContext context) {
    if (!master.isStandalone() || conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return;
    }
    long seconds = conf.getLong(Settings.EXECUTOR_SECONDS, 60);
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (executors(context) == 0) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException(
            ("'%s' took the application but gave it no executor within %d s (%s). Its workers may"
                    + " be down or busy, or have less free than one executor wants (%s of memory;"
                    + " spark.executor.memory)")
                .formatted(
                    master.url(),
                    seconds,
                    Settings.EXECUTOR_SECONDS,
                    conf.get("spark.executor.memory", "1g")));
      }
      LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
    }
    int before = executors(context);
    for (int look = 0, quiet = 0; look < MOST_LOOKS && quiet < QUIET_LOOKS; look++) {
      LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
      int now = executors(context);
      quiet = now == before ? quiet + 1 : 0;
      before = now;
    }
  }

  /** Executors that have come in; the driver counts as one in Spark's list. */
  private static int executors(SparkContext context) {
    return context.statusTracker().getExecutorInfos().length - 1;
  }
}
