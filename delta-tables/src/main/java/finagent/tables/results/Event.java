package finagent.tables.results;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that happened.
 *
 * @param level DEBUG, INFO, WARN or ERROR
 * @param pool agent pool it comes from; empty = the system
 * @param agent agent it comes from; empty = the system
 * @param session run it belongs to; empty = none
 * @param correlation key or task it belongs to; empty = none
 */
public record Event(
    String id,
    Instant at,
    String type,
    String level,
    String pool,
    String agent,
    String title,
    String content,
    List<String> tags,
    SortedMap<String, String> metadata,
    String session,
    String correlation) {
  public Event {
    if (!List.of("DEBUG", "INFO", "WARN", "ERROR").contains(level)) {
      throw new IllegalArgumentException(
          "Invalid level '%s' (must be DEBUG, INFO, WARN or ERROR)".formatted(level));
    }
    tags = List.copyOf(tags);
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }
}
