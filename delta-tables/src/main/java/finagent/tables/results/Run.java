package finagent.tables.results;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One state of a run, with all that is needed to replay it.
 *
 * @param at when the state began
 * @param spec resolved specification
 * @param versions version of each table read
 * @param books key of the book by strategy name
 * @param codeVersion version of the program and the digests of its plug-ins
 * @param digest run digest; empty before completion
 * @param message why it failed; empty otherwise
 */
public record Run(
    String id,
    State state,
    Instant at,
    String user,
    String project,
    String title,
    String spec,
    SortedMap<String, Long> versions,
    SortedMap<String, String> books,
    long seed,
    String codeVersion,
    String digest,
    String message) {
  public Run {
    if (id.isBlank()) {
      throw new IllegalArgumentException("A run needs an id that is not blank");
    }
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    books = Collections.unmodifiableSortedMap(new TreeMap<>(books));
  }

  /** The same run with other books, by strategy. */
  public Run with(SortedMap<String, String> others) {
    return new Run(
        id,
        state,
        at,
        user,
        project,
        title,
        spec,
        versions,
        others,
        seed,
        codeVersion,
        digest,
        message);
  }

  /** The same run in a later state. */
  public Run in(State next, Instant since, String newDigest, String newMessage) {
    return new Run(
        id,
        next,
        since,
        user,
        project,
        title,
        spec,
        versions,
        books,
        seed,
        codeVersion,
        newDigest,
        newMessage);
  }

  /** What a run can be in; later ones win where two began at the same instant. */
  public enum State {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED
  }
}
