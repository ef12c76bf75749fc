package finagent.jobs;

import finagent.jobs.grid.SparkGrid;
import finagent.sandbox.grid.Grid;
import finagent.tables.LogTags;
import finagent.tables.Warehouse;
import finagent.tables.results.Health;
import finagent.tables.results.HealthRows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes how the Spark stages of a run fared to table {@code health}, at most once in five seconds,
 * and a line each to the log. Where there is no Spark there is nothing to tell.
 */
final class HealthLog {
  private static final Logger LOG = LoggerFactory.getLogger(HealthLog.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final HealthRows table;
  private final Meter meter;
  private final Clock clock;
  private final List<Health> all = new ArrayList<>();
  private int written;
  private Instant flushed;

  HealthLog(Warehouse warehouse, Meter meter, Clock clock) {
    this.table = new HealthRows(warehouse);
    this.meter = meter;
    this.clock = clock;
    this.flushed = clock.instant();
  }

  /** Opens a grid and watches it. */
  Grid open(String master, List<Path> jars) {
    Grid grid = Grids.open(master, jars);
    if (grid instanceof SparkGrid spark) {
      spark.watch(this::tell);
    }
    return grid;
  }

  private synchronized void tell(Health health) {
    LogTags before = LogTags.of(health.run());
    LogTags.task(health.task());
    log(health);
    before.restore();
    meter.health(health);
    all.add(health);
    if (Duration.between(flushed, clock.instant()).compareTo(PAUSE) >= 0) {
      flush();
    }
  }

  private static void log(Health health) {
    if (health.kind() == Health.Kind.EXECUTOR) {
      LOG.warn("executor {} was lost: {}", health.item(), health.message());
      return;
    }
    LOG.info(
        "stage {}: {} tasks in {} s, {} tried again, skew {}, {} s of garbage collection{}",
        health.item(),
        health.tasks(),
        health.times().whole(),
        health.retries(),
        health.skew(),
        health.times().gc(),
        health.message().isEmpty() ? "" : "; failed: " + health.message());
  }

  /**
   * Waits for what Spark has yet to tell, and writes it. Where it cannot be written the log says
   * so: the run stands or falls by its results.
   */
  void settle(Grid grid) {
    if (grid instanceof SparkGrid spark) {
      spark.settle();
    }
    synchronized (this) {
      try {
        flush();
      } catch (RuntimeException e) {
        LOG.warn("how {} stages fared could not be written", all.size() - written, e);
      }
    }
  }

  /** All that was told, in the order it was. */
  synchronized List<Health> all() {
    return List.copyOf(all);
  }

  private void flush() {
    table.append(all.subList(written, all.size()));
    written = all.size();
    flushed = clock.instant();
  }
}
