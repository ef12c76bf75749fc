package finagent.tables.night;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * When the holder of a night counts as lost for one who looks again and again: by its clock and
 * ours, or, whatever those say, once it was silent for as long while we looked. A holder that died
 * and whose clock was a day ahead would block its night for a day otherwise.
 */
public final class Silence {
  private final Patience patience;
  private final LongSupplier nanoTime;
  private String holder = "";
  private Instant heard = Instant.EPOCH;
  private long since;

  /**
   * A watcher that has seen nothing yet.
   *
   * @param nanoTime a clock that only goes on, as {@link System#nanoTime}
   */
  public Silence(Patience patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /** Whether the holder of a night counts as lost now; remembers what it saw. */
  public boolean isLost(NightState state, Instant now) {
    long seen = nanoTime.getAsLong();
    if (!state.holder().equals(holder) || !state.heard().equals(heard)) {
      holder = state.holder();
      heard = state.heard();
      since = seen;
    }
    return patience.isLost(heard, now) || seen - since > patience.silence().toNanos();
  }
}
