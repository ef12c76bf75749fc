package finagent.tables.results;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.tables.Filter;
import finagent.tables.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir Path folder;
  private RunLog log;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w"));
    log = new RunLog(warehouse);
  }

  private static Run run(String id, Instant at) {
    return new Run(
        id,
        Run.State.PENDING,
        at,
        "ada",
        "p",
        "two \"quoted\" strategies",
        "name: x\nb: \\ü",
        new TreeMap<>(Map.of("bars_daily", 7L)),
        new TreeMap<>(Map.of("mom \"1\"\n", "k1", "rev", "k2")),
        42,
        "0.1.0",
        "",
        "");
  }

  @Test
  void theLastStateOfARunWins() {
    Run first = run("r1", NOON);
    log.append(first);
    log.append(first.in(Run.State.RUNNING, NOON, "", ""));
    log.append(run("r2", NOON.plusSeconds(1)));
    log.append(first.in(Run.State.FAILED, NOON.plusSeconds(2), "", "out of money"));

    assertThat(log.runs()).extracting(Run::id).containsExactly("r1", "r2");
    Run last = log.run("r1").orElseThrow();
    assertThat(last).isEqualTo(first.in(Run.State.FAILED, NOON.plusSeconds(2), "", "out of money"));
    assertThat(log.run("r3")).isEmpty();
  }

  @Test
  void aDriverWhoseClockIsBehindEndsARunThatWasLeftPending() {
    Run pending = run("r1", NOON);
    log.append(pending);
    log.append(pending.in(Run.State.RUNNING, NOON.minusSeconds(90), "", ""));
    Run done = pending.in(Run.State.COMPLETED, NOON.minusSeconds(60), "d", "");
    log.append(done);
    assertThat(log.run("r1")).contains(done);
    assertThat(log.runs()).containsExactly(done);
  }

  @Test
  void tasksShowTheirLastStatusAndKeepTheirHistory() {
    TaskState pending =
        new TaskState(
            "r1",
            "mom",
            "k",
            "momentum",
            "alpha",
            List.of("a", "b"),
            TaskState.Status.PENDING,
            NOON,
            0,
            "");
    TaskState done =
        new TaskState(
            "r1",
            "mom",
            "k",
            "momentum",
            "alpha",
            List.of("a", "b"),
            TaskState.Status.COMPLETED,
            NOON,
            1.5,
            "");
    log.append(List.of(done, pending));
    assertThat(log.tasks("r1")).containsExactly(done);
    assertThat(log.history("r1")).containsExactly(pending, done);
    assertThat(log.tasks("r2")).isEmpty();
  }

  @Test
  void eventsAreFoundByAnyField() {
    Event event =
        new Event(
            "e1",
            NOON,
            "retry",
            "WARN",
            "alpha",
            "momentum",
            "t",
            "c",
            List.of("x", "y"),
            new TreeMap<>(Map.of("n", "1")),
            "r1",
            "k1");
    log.append(event);
    for (String column :
        List.of(
            "event_id",
            "event_type",
            "log_level",
            "source_pool",
            "source_agent",
            "title",
            "content",
            "session_id",
            "correlation_id")) {
      assertThat(log.events(Filter.all().equal(column, "nothing"))).as(column).isEmpty();
    }
    assertThat(log.events(Filter.all().equal("source_agent", "momentum"))).containsExactly(event);
    long noon = RunLog.micros(NOON);
    assertThat(log.events(Filter.all().between("timestamp", noon, noon))).containsExactly(event);
    assertThat(log.events(Filter.all().atMost("timestamp", noon - 1))).isEmpty();
  }

  @Test
  void aTrialCountsOncePerKeyWhereverPeriodsOverlap() {
    Trials trials = new Trials(warehouse);
    LocalDate day = LocalDate.of(2010, 1, 1);
    trials.append(
        List.of(
            trial("k1", day, NOON.plusSeconds(5)),
            trial("k1", day, NOON),
            trial("k2", day.plusYears(1), NOON),
            trial("k3", day.plusYears(9), NOON)));
    Universe index = Universe.of("sp500");
    assertThat(trials.overlapping(index, day, day.plusYears(2)))
        .extracting(Trial::key)
        .containsExactly("k1", "k2");
    assertThat(trials.overlapping(index, day, day).get(0).at()).isEqualTo(NOON);
    assertThat(trials.overlapping(Universe.of("ftse"), day, day)).isEmpty();
  }

  /** What the best of fifty on A..J owes to luck it owes on A..I too. */
  @Test
  void leavingAnInstrumentOutResetsNoCount() {
    Trials trials = new Trials(warehouse);
    LocalDate day = LocalDate.of(2010, 1, 1);
    List<String> ten = List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
    Universe whole = new Universe("prices", "", ten);
    List<Trial> tried = new ArrayList<>();
    for (int k = 0; k < 50; k++) {
      tried.add(trial("key" + k, whole.text(), day, NOON));
    }
    tried.add(trial("other", "prices//X,Y,Z", day, NOON));
    tried.add(trial("hidden", "prices//0123456789ab", day, NOON));
    trials.append(tried);
    assertThat(trials.overlapping(whole, day, day)).hasSize(51);
    Universe fewer = new Universe("prices", "", ten.subList(0, 9));
    assertThat(trials.overlapping(fewer, day, day)).hasSize(51);
    assertThat(trials.overlapping(new Universe("prices", "", List.of()), day, day)).hasSize(52);
    assertThat(trials.overlapping(new Universe("prices", "", List.of("X")), day, day))
        .extracting(Trial::key)
        .containsExactly("hidden", "other");
    assertThat(trials.overlapping(new Universe("else", "", ten), day, day)).isEmpty();
  }

  private static Trial trial(String key, LocalDate from, Instant at) {
    return trial(key, "sp500", from, at);
  }

  private static Trial trial(String key, String universe, LocalDate from, Instant at) {
    return new Trial(
        key, "f", universe, from, from.plusYears(1), "r", "u", "p", at, 0.05, 252, -0.1, 4.5);
  }
}
