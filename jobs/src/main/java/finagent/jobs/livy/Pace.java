package finagent.jobs.livy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** How time passes for a client: what it waits with between two questions. */
public interface Pace {
  /** A reading that only moves on, nanoseconds. */
  long nanoTime();

  void pause(Duration time);

  /** The machine's own time. */
  static Pace system() {
    return new Pace() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration time) {
        try {
          TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          CancellationException cancelled =
              new CancellationException("Interrupted while waiting for Livy");
          cancelled.initCause(e);
          throw cancelled;
        }
      }
    };
  }
}
