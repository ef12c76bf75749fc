package finagent.tables.night;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of a night's log.
 *
 * @param seq its position; no two entries of a night have the same
 * @param holder who wrote it
 * @param step the step that is done; empty for other kinds
 * @param facts what the step found
 * @param at by the holder's clock
 */
public record NightEntry(
    NightId night,
    long seq,
    Kind kind,
    String holder,
    String step,
    SortedMap<String, String> facts,
    String message,
    double seconds,
    Instant at) {
  public NightEntry {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** What an entry says. */
  public enum Kind {
    /** Somebody holds the night from here on. */
    TAKEN,
    /** Its holder is alive. */
    BEAT,
    /** A step is done. */
    STEP,
    /** The night is done. */
    DONE,
    /** A gate stopped the night: what stood the night before stands. */
    STOPPED,
    /** Its holder gave the night up. */
    RELEASED
  }
}
