package finagent.jobs.nightly;

import finagent.tables.night.NightEntry;
import finagent.tables.night.NightId;
import finagent.tables.night.NightLog;
import finagent.tables.night.NightState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nights of a pipeline by session; of several for one session the one that was heard last.
 *
 * @param nights by session
 */
public record Past(SortedMap<LocalDate, One> nights) {
  private static final int DAYS = 400;

  public Past {
    nights = Collections.unmodifiableSortedMap(new TreeMap<>(nights));
  }

  /** One night and where it stands. */
  public record One(NightId night, NightState state) {
    /** Facts of a step; empty where it is not done. */
    public SortedMap<String, String> facts(String step) {
      return state.steps().getOrDefault(step, Collections.emptySortedMap());
    }
  }

  /** The nights of the year before a session, and that session's. */
  public static Past of(NightLog log, String pipeline, LocalDate session) {
    return since(log, pipeline, session.minusDays(DAYS), session);
  }

  /** The nights between two sessions, both included. */
  public static Past since(NightLog log, String pipeline, LocalDate first, LocalDate session) {
    Map<NightId, List<NightEntry>> byNight = new LinkedHashMap<>();
    for (NightEntry entry : log.since(pipeline, first)) {
      if (!entry.night().session().isAfter(session)) {
        byNight.computeIfAbsent(entry.night(), any -> new ArrayList<>()).add(entry);
      }
    }
    SortedMap<LocalDate, One> nights = new TreeMap<>();
    byNight.forEach(
        (night, entries) ->
            nights.merge(
                night.session(),
                new One(night, NightState.of(entries)),
                (a, b) -> b.state().heard().isAfter(a.state().heard()) ? b : a));
    return new Past(nights);
  }

  /** The last night before a session that is done. */
  public Optional<One> lastDone(LocalDate before) {
    Optional<One> last = Optional.empty();
    for (One night : nights.headMap(before).values()) {
      last = night.state().isDone() ? Optional.of(night) : last;
    }
    return last;
  }
}
