package finagent.tables.night;

import finagent.tables.WarehouseException;
import finagent.tables.night.NightEntry.Kind;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * The right to work on a night. Everything its holder commits is the next position of the night's
 * log; once somebody else has taken the night over, that position is taken and the commit fails.
 * Safe for a thread that works and one that beats.
 */
public final class Lease implements AutoCloseable {
  private static final SortedMap<String, String> NO_FACTS = Collections.emptySortedMap();

  private final NightLog log;
  private final NightId night;
  private final String holder;
  private final Clock clock;
  private long next;
  private boolean over;

  private Lease(NightLog log, NightId night, String holder, Clock clock, long next) {
    this.log = log;
    this.night = night;
    this.holder = holder;
    this.clock = clock;
    this.next = next;
  }

  /** What came of asking for a night. */
  public sealed interface Answer permits Mine, Theirs, AlreadyDone {}

  /**
   * It is ours.
   *
   * @param before where it stood: steps that are done already
   */
  public record Mine(Lease lease, NightState before) implements Answer {}

  /** Somebody else works on it. */
  public record Theirs(NightState state) implements Answer {}

  /** It is done. */
  public record AlreadyDone(NightState state) implements Answer {}

  /**
   * Asks for a night once: free, given up, stopped or lost ones are ours.
   *
   * @param holder an id no other process has
   */
  public static Answer take(
      NightLog log, NightId night, String holder, Clock clock, Patience patience) {
    return take(log, night, holder, clock, new Silence(patience, System::nanoTime));
  }

  /**
   * Asks for a night, perhaps again.
   *
   * @param silence what was seen of its holder while we asked
   */
  public static Answer take(
      NightLog log, NightId night, String holder, Clock clock, Silence silence) {
    long next = log.next(night.key());
    NightState state = NightState.of(log.of(night.key()));
    if (state.isDone()) {
      return new AlreadyDone(state);
    }
    if (!state.holder().isEmpty() && !silence.isLost(state, clock.instant())) {
      return new Theirs(state);
    }
    Lease lease = new Lease(log, night, holder, clock, next);
    try {
      lease.append(Kind.TAKEN, "", NO_FACTS, "", 0);
    } catch (LeaseLost e) {
      NightState now = NightState.of(log.of(night.key()));
      return now.isDone() ? new AlreadyDone(now) : new Theirs(now);
    }
    NightState taken = NightState.of(log.of(night.key()));
    return new Mine(lease, taken);
  }

  public String holder() {
    return holder;
  }

  /** Says we are alive; also what to call before work whose effects others see. */
  public void beat() {
    append(Kind.BEAT, "", NO_FACTS, "", 0);
  }

  /** Commits a step. */
  public void step(String step, SortedMap<String, String> facts, double seconds) {
    append(Kind.STEP, step, facts, "", seconds);
  }

  /** Ends the night. */
  public void done(String message) {
    end(Kind.DONE, message);
  }

  /** Ends the night without new weights. */
  public void stopped(String message) {
    end(Kind.STOPPED, message);
  }

  /** Gives the night up, for the next start to go on with. */
  public void released(String why) {
    end(Kind.RELEASED, why);
  }

  private synchronized void end(Kind kind, String message) {
    if (!over) {
      append(kind, "", NO_FACTS, message, 0);
      over = true;
    }
  }

  /** Whether the night has ended for us, one way or the other. */
  public synchronized boolean isOver() {
    return over;
  }

  private synchronized void append(
      Kind kind, String step, SortedMap<String, String> facts, String message, double seconds) {
    if (over) {
      throw new LeaseLost(
          "Night %s is not ours any more; nothing more is written".formatted(night),
          new IllegalStateException(kind.name()));
    }
    NightEntry entry =
        new NightEntry(night, next, kind, holder, step, facts, message, seconds, clock.instant());
    try {
      log.append(entry);
    } catch (WarehouseException e) {
      settle(entry, e);
    }
    next++;
  }

  /** A write that failed may be there after all; or somebody else's is, and then we stop. */
  private void settle(NightEntry entry, WarehouseException e) {
    List<NightEntry> there =
        log.of(night.key()).stream().filter(other -> other.seq() >= entry.seq()).toList();
    if (there.isEmpty()) {
      throw e;
    }
    if (!there.get(0).holder().equals(holder) || there.get(0).kind() != entry.kind()) {
      over = true;
      throw new LeaseLost(
          "Night %s was taken over by %s at %s; this start stops here and commits nothing more"
              .formatted(night, there.get(0).holder(), there.get(0).at()),
          e);
    }
  }

  /** Gives the night up if it has not ended. */
  @Override
  public void close() {
    released("ended early");
  }
}
