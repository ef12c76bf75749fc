package finagent.tables.ingest;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a drop would bring, before anything of it is written.
 *
 * @param drop name of the archive
 * @param sessions with a price, in order; empty where the drop is
 * @param lines below the header
 * @param restated bars that are known with other values
 * @param unchanged lines that say what is known
 * @param spikes bars with a shifted decimal point
 * @param symbols with a bar that breaks no rule, by session
 */
public record DropSeen(
    String drop,
    List<LocalDate> sessions,
    long lines,
    long restated,
    long unchanged,
    long spikes,
    SortedMap<LocalDate, Set<String>> symbols) {
  public DropSeen {
    sessions = List.copyOf(sessions);
    symbols = Collections.unmodifiableSortedMap(new TreeMap<>(symbols));
  }

  static DropSeen nothing(String drop) {
    return new DropSeen(drop, List.of(), 0, 0, 0, 0, new TreeMap<>());
  }

  /** Symbols with a bar in a session. */
  public Set<String> symbols(LocalDate session) {
    return symbols.getOrDefault(session, Set.of());
  }
}
