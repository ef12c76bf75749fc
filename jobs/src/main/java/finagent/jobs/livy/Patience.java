package finagent.jobs.livy;

import java.time.Duration;

/**
 * How long a client keeps asking. Pauses double from {@code first} to {@code longest}.
 *
 * @param silence after which a Livy that does not answer is given up
 * @param settle time given to what must be visible soon: the batch of a POST whose answer was lost,
 *     the commit of a batch that is over or forgotten
 * @param poll between two looks at a batch that runs
 * @param answer until a single request must be answered
 */
public record Patience(
    Duration first,
    Duration longest,
    Duration silence,
    Duration settle,
    Duration poll,
    Duration answer) {
  public Patience {
    require("first", first);
    require("longest", longest);
    require("silence", silence);
    require("settle", settle);
    require("poll", poll);
    require("answer", answer);
    if (longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "Invalid longest pause: %s (must be at least the first, %s)".formatted(longest, first));
    }
  }

  /**
   * Half a second to 15 s between tries, 5 minutes of silence, 30 s to settle, a look every 2 s.
   */
  public static Patience usual() {
    return new Patience(
        Duration.ofMillis(500),
        Duration.ofSeconds(15),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30));
  }

  public Patience withSilence(Duration time) {
    return new Patience(first, longest, time, settle, poll, answer);
  }

  public Patience withPoll(Duration time) {
    return new Patience(first, longest, silence, settle, time, answer);
  }

  /** The pause that follows a pause. */
  Duration after(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longest) > 0 ? longest : twice;
  }

  private static void require(String name, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be longer than nothing)".formatted(name, time));
    }
  }
}
