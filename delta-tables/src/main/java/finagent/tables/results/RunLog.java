package finagent.tables.results;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The log of runs: states, tasks, events and trials are appended, and the last state wins. A run
 * that was left pending is begun by another machine, whose clock may be behind: pending is never
 * the last of several.
 */
public final class RunLog {
  private static final Comparator<Run> RUN_ORDER =
      Comparator.comparing(Run::at).thenComparing(Run::state);
  private static final Comparator<Run> STATE_ORDER =
      Comparator.comparing((Run run) -> run.state() != Run.State.PENDING).thenComparing(RUN_ORDER);
  private static final Comparator<TaskState> TASK_ORDER =
      Comparator.comparing(TaskState::at).thenComparing(TaskState::status);

  private final Warehouse warehouse;

  public RunLog(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  public void append(Run run) {
    SortedMap<String, String> versions = new TreeMap<>();
    run.versions().forEach((table, version) -> versions.put(table, Long.toString(version)));
    Rows row = Rows.of(Tables.RUNS);
    row.add(
        run.id(),
        lower(run.state()),
        micros(run.at()),
        run.user(),
        run.project(),
        run.title(),
        run.spec(),
        FlatJson.write(versions),
        FlatJson.write(run.books()),
        run.seed(),
        run.codeVersion(),
        run.digest(),
        run.message());
    warehouse.append(Tables.RUNS, row);
  }

  /** Each run in its last state, the newest first. */
  public List<Run> runs() {
    return last(warehouse.read(Tables.RUNS, Filter.all()));
  }

  public Optional<Run> run(String id) {
    return last(warehouse.read(Tables.RUNS, Filter.all().equal("run_id", id))).stream().findFirst();
  }

  private static List<Run> last(Rows rows) {
    List<Run> states = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      states.add(run(rows, r));
    }
    states.sort(STATE_ORDER);
    Map<String, Run> last = new LinkedHashMap<>();
    for (Run state : states) {
      last.put(state.id(), state);
    }
    return last.values().stream().sorted(RUN_ORDER.reversed().thenComparing(Run::id)).toList();
  }

  private static Run run(Rows rows, int r) {
    SortedMap<String, Long> versions = new TreeMap<>();
    FlatJson.read(rows.text("versions", r))
        .forEach((table, version) -> versions.put(table, Long.valueOf(version)));
    return new Run(
        rows.text("run_id", r),
        Run.State.valueOf(upper(rows.text("state", r))),
        instant(rows.longs("at")[r]),
        rows.text("user", r),
        rows.text("project", r),
        rows.text("title", r),
        rows.text("spec", r),
        versions,
        FlatJson.read(rows.text("books", r)),
        rows.longs("seed")[r],
        rows.text("code_version", r),
        rows.text("digest", r),
        rows.text("message", r));
  }

  /** Appends statuses in one commit. */
  public void append(List<TaskState> states) {
    Rows rows = Rows.of(Tables.TASKS);
    for (TaskState state : states) {
      rows.add(
          state.run(),
          state.task(),
          state.key(),
          state.agent(),
          state.pool(),
          String.join(",", state.strategies()),
          lower(state.status()),
          micros(state.at()),
          state.seconds(),
          state.message(),
          String.join(",", state.stages()),
          state.retries());
    }
    warehouse.append(Tables.TASKS, rows);
  }

  /** Every status of every task of a run, in the order of time. */
  public List<TaskState> history(String run) {
    Rows rows = warehouse.read(Tables.TASKS, Filter.all().equal("run_id", run));
    List<TaskState> states = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      states.add(
          new TaskState(
              run,
              rows.text("task_id", r),
              rows.text("key", r),
              rows.text("agent", r),
              rows.text("pool", r),
              list(rows.text("strategies", r)),
              TaskState.Status.valueOf(upper(rows.text("status", r))),
              instant(rows.longs("at")[r]),
              rows.doubles("seconds")[r],
              rows.text("message", r),
              list(rows.text("stages", r)),
              rows.longs("retries")[r]));
    }
    states.sort(TASK_ORDER.thenComparing(TaskState::task));
    return states;
  }

  /** Each task of a run in its last status, by task id. */
  public List<TaskState> tasks(String run) {
    SortedMap<String, TaskState> last = new TreeMap<>();
    history(run).forEach(state -> last.put(state.task(), state));
    return List.copyOf(last.values());
  }

  public void append(Event event) {
    Rows row = Rows.of(Tables.EVENTS);
    row.add(
        event.id(),
        micros(event.at()),
        event.type(),
        event.level(),
        event.pool(),
        event.agent(),
        event.title(),
        event.content(),
        String.join(",", event.tags()),
        FlatJson.write(event.metadata()),
        event.session(),
        event.correlation());
    warehouse.append(Tables.EVENTS, row);
  }

  /** Events that fit a filter over the columns of {@code events}, in the order of time. */
  public List<Event> events(Filter filter) {
    Rows rows = warehouse.read(Tables.EVENTS, filter);
    List<Event> events = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      events.add(
          new Event(
              rows.text("event_id", r),
              instant(rows.longs("timestamp")[r]),
              rows.text("event_type", r),
              rows.text("log_level", r),
              rows.text("source_pool", r),
              rows.text("source_agent", r),
              rows.text("title", r),
              rows.text("content", r),
              list(rows.text("tags", r)),
              FlatJson.read(rows.text("metadata", r)),
              rows.text("session_id", r),
              rows.text("correlation_id", r)));
    }
    events.sort(Comparator.comparing(Event::at).thenComparing(Event::id));
    return events;
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }
}
