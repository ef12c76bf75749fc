package finagent.tables.night;

import java.time.Duration;
import java.time.Instant;

/**
 * When a silent holder of a night counts as lost: after {@code lost}, and {@code skew} more because
 * its clock and ours may differ by that. No other trust is put in clocks: of two who both think a
 * night is theirs, the log lets one write.
 *
 * @param beat how often a holder says it is alive
 */
public record Patience(Duration beat, Duration lost, Duration skew) {
  /** A beat every 15 s; lost after 2 minutes; clocks differ by 30 s at most. */
  public static final Patience USUAL =
      new Patience(Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofSeconds(30));

  public Patience {
    if (beat.isNegative() || beat.isZero() || skew.isNegative() || lost.compareTo(beat) <= 0) {
      throw new IllegalArgumentException(
          "Invalid patience: beat %s, lost %s, skew %s (must be 0 < beat < lost, skew >= 0)"
              .formatted(beat, lost, skew));
    }
  }

  /** Whether a holder that was heard last at a time counts as lost now. */
  public boolean isLost(Instant heard, Instant now) {
    return now.isAfter(heard.plus(silence()));
  }

  /** How long a holder must be silent to count as lost. */
  Duration silence() {
    return lost.plus(skew);
  }

  /** Whether a time is so far ahead of a clock that one of the two clocks must be wrong. */
  public boolean isAhead(Instant heard, Instant now) {
    return heard.isAfter(now.plus(skew));
  }
}
