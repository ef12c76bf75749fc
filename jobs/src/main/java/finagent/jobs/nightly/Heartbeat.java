package finagent.jobs.nightly;

import finagent.tables.night.Lease;
import finagent.tables.night.LeaseLost;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every now and then that the holder of a night is alive, as long as work takes. */
public final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "night-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  private Heartbeat() {}

  /** Works while a heart beats. */
  public static <T> T during(Lease lease, Duration every, Supplier<T> work) {
    Heartbeat heart = new Heartbeat();
    long millis = every.toMillis();
    ScheduledFuture<?> beating =
        heart.beats.scheduleWithFixedDelay(
            () -> heart.beat(lease), millis, millis, TimeUnit.MILLISECONDS);
    try {
      return work.get();
    } finally {
      beating.cancel(false);
      heart.beats.shutdown();
    }
  }

  private void beat(Lease lease) {
    try {
      lease.beat();
    } catch (LeaseLost e) {
      beats.shutdown(); // who works hears of it at the next commit
    } catch (RuntimeException e) {
      LOG.warn("a heartbeat could not be written: {}", e.getMessage());
    }
  }
}
