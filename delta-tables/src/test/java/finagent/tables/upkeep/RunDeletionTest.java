package finagent.tables.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.planner.Digest;
import finagent.sandbox.backtest.BookResult;
import finagent.sandbox.grid.ResultStore.Stamp;
import finagent.sandbox.grid.ShardRange;
import finagent.tables.Filter;
import finagent.tables.Housekeeping;
import finagent.tables.TableDef;
import finagent.tables.TableUse;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.Books;
import finagent.tables.results.DeltaResultStore;
import finagent.tables.results.Event;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDeletionTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final String MINE = Digest.of("test").text("mine").build().hex();
  private static final String SHARED = Digest.of("test").text("shared").build().hex();

  @TempDir Path folder;
  private Warehouse warehouse;
  private RunLog log;

  @BeforeEach
  void twoRunsThatShareWork() {
    warehouse = Warehouse.open(folder.resolve("w"));
    log = new RunLog(warehouse);
    run("r1", 3, MINE, SHARED);
    DeltaResultStore store = DeltaResultStore.bitwise(warehouse);
    store.write(
        new Stamp("r1", 2, new ShardRange(0, 3)),
        List.of(Books.book(MINE, 101), Books.book(MINE + "/cash", 100), Books.book(SHARED, 102)));
    run("r2", 5, SHARED);
  }

  private Run run(String id, long version, String... books) {
    Map<String, String> byName = new TreeMap<>();
    Arrays.stream(books).forEach(key -> byName.put("s" + byName.size(), key));
    Run run =
        new Run(
            id,
            Run.State.COMPLETED,
            NOON,
            "ada",
            "p",
            "title of " + id,
            "spec",
            new TreeMap<>(Map.of("bars_daily", version, "actions", -1L)),
            new TreeMap<>(byName),
            0,
            "0.1.0",
            "d-" + id,
            "");
    log.append(run);
    log.append(Arrays.stream(books).map(key -> task(id, key)).toList());
    return run;
  }

  private static TaskState task(String run, String key) {
    return new TaskState(
        run,
        "book " + key,
        key,
        "book",
        "execution",
        List.of("s"),
        TaskState.Status.COMPLETED,
        NOON,
        1,
        "");
  }

  private long rows(TableDef table, String column, String value) {
    return warehouse.read(table, Filter.all().equal(column, value)).size();
  }

  @Test
  void aRunGoesWithWhatOnlyItUses() {
    RunDeletion.Deleted deleted =
        new RunDeletion(warehouse, Clock.systemUTC()).delete(log.run("r1").orElseThrow());

    assertThat(deleted.alone()).isEqualTo(1);
    assertThat(deleted.shared()).isEqualTo(1);
    assertThat(deleted.rows())
        .containsEntry("commits", 2L)
        .containsEntry("equity", 4L)
        .containsEntry("tasks", 2L)
        .containsEntry("runs", 1L);
    Results results = new Results(warehouse);
    assertThat(results.read(MINE)).isEmpty();
    assertThat(results.read(MINE + "/cash")).isEmpty();
    Results.Book shared = results.read(SHARED).orElseThrow();
    assertThat(shared.recomputed()).as("bit for bit").isEqualTo(shared.digest());
    assertThat(rows(Tables.POSITIONS, "key", MINE)).isZero();
    assertThat(rows(Tables.POSITIONS, "key", SHARED)).isEqualTo(1);
    assertThat(log.runs()).extracting(Run::id).containsExactly("r2");
    assertThat(log.tasks("r1")).isEmpty();
    assertThat(log.tasks("r2")).hasSize(1);
    List<Event> told = log.events(Filter.all().equal("event_type", RunDeletion.RUN_DELETED));
    assertThat(told).hasSize(1);
    assertThat(told.get(0).session()).isEqualTo("r1");
    assertThat(told.get(0).metadata()).containsEntry("digest", "d-r1").containsEntry("equity", "4");
  }

  @Test
  void theLastOfThoseThatShareTakesTheWorkWithIt() {
    RunDeletion deletion = new RunDeletion(warehouse, Clock.systemUTC());
    deletion.delete(log.run("r1").orElseThrow());
    deletion.delete(log.run("r2").orElseThrow());
    for (TableDef table : RunDeletion.BY_KEY) {
      assertThat(warehouse.read(table, Filter.all()).size()).as(table.name()).isZero();
    }
    assertThat(log.runs()).isEmpty();
  }

  @Test
  void aDeletionThatWasKilledIsDoneAgainToItsEnd() {
    Run run = log.run("r1").orElseThrow();
    RunDeletion deletion = new RunDeletion(warehouse, Clock.systemUTC());
    RunKeys keys = RunKeys.of(warehouse);
    deletion.begin(run, keys);
    new Housekeeping(warehouse).remove(Tables.COMMITS, "key", keys.alone("r1"));
    assertThat(new Results(warehouse).read(MINE)).as("what died left this").isEmpty();
    RunDeletion.Deleted rest = deletion.delete(run);
    assertThat(rest.rows()).doesNotContainKey("commits").containsEntry("equity", 4L);
    assertThat(rows(Tables.EQUITY, "key", MINE)).isZero();
    assertThat(log.run("r1")).isEmpty();
  }

  @Test
  void keysThatOnlyTheLostCommitsKnewOfAreTakenOutToo() {
    String later = later();
    RunDeletion deletion = new RunDeletion(warehouse, Clock.systemUTC());
    deletion.delete(log.run("r1").orElseThrow());
    Run run = log.run("r3").orElseThrow();
    deletion.begin(run, RunKeys.of(warehouse));
    new Housekeeping(warehouse).remove(Tables.COMMITS, "key", new TreeSet<>(Set.of(later, MINE)));
    assertThat(RunKeys.of(warehouse).of("r3")).as("what died left this").containsExactly(later);
    assertThat(rows(Tables.EQUITY, "key", MINE)).isPositive();

    assertThat(deletion.delete(run).alone()).isEqualTo(2);
    assertThat(rows(Tables.EQUITY, "key", MINE)).isZero();
    assertThat(rows(Tables.EQUITY, "key", later)).isZero();
    assertThat(rows(Tables.EQUITY, "key", SHARED)).isEqualTo(2);
  }

  @Test
  void whatAnotherRunRestsOnMeanwhileStaysThoughADeletionBegan() {
    RunDeletion deletion = new RunDeletion(warehouse, Clock.systemUTC());
    Run run = log.run("r1").orElseThrow();
    deletion.begin(run, RunKeys.of(warehouse));
    run("r4", 7, MINE);
    assertThat(deletion.delete(run).alone()).isZero();
    assertThat(rows(Tables.EQUITY, "key", MINE)).isEqualTo(2);
  }

  @Test
  void whatAnotherRunComputesAgainWhileTablesAreEmptiedStays() {
    RunDeletion deletion = new RunDeletion(warehouse, Clock.systemUTC());
    Run run = log.run("r1").orElseThrow();
    RunKeys keys = RunKeys.of(warehouse);
    RunDeletion.Doomed doomed = deletion.begin(run, keys);
    new Housekeeping(warehouse).remove(Tables.COMMITS, "key", keys.alone("r1"));
    recomputed();

    assertThat(deletion.empty(run, doomed))
        .containsEntry("equity", 4L)
        .doesNotContainKey("commits");
    isWhole(MINE);
    isWhole(SHARED);
    assertThat(rows(Tables.EQUITY, "key", MINE)).as("of the other run").isEqualTo(2);
    assertThat(rows(Tables.TASKS, "run_id", "r1")).isZero();
  }

  @Test
  void aDeletionThatWasKilledEndsBesideWhatAnotherRunComputedAgain() {
    RunDeletion deletion = new RunDeletion(warehouse, Clock.systemUTC());
    Run run = log.run("r1").orElseThrow();
    RunKeys keys = RunKeys.of(warehouse);
    deletion.begin(run, keys);
    new Housekeeping(warehouse).remove(Tables.COMMITS, "key", keys.alone("r1"));
    recomputed();

    assertThat(deletion.delete(run).rows()).containsEntry("equity", 4L);
    isWhole(MINE);
    assertThat(rows(Tables.EQUITY, "key", MINE)).as("of the other run").isEqualTo(2);
    assertThat(rows(Tables.EQUITY, "key", MINE + "/cash")).isZero();
  }

  /** A run r5 whose one book is mine, which it found uncommitted. */
  private void recomputed() {
    run("r5", 8, MINE);
    DeltaResultStore.bitwise(warehouse)
        .write(new Stamp("r5", 2, new ShardRange(0, 1)), List.of(Books.book(MINE, 101)));
  }

  private void isWhole(String key) {
    Results.Book book = new Results(warehouse).read(key).orElseThrow();
    assertThat(book.recomputed()).as("bit for bit").isEqualTo(book.digest());
  }

  @Test
  void whatALaterRunGoesOnFromStays() {
    later();
    RunDeletion deletion = new RunDeletion(warehouse, Clock.systemUTC());
    assertThat(deletion.delete(log.run("r1").orElseThrow()).alone()).isZero();
    assertThat(rows(Tables.EQUITY, "key", MINE)).isEqualTo(2);
    assertThat(deletion.delete(log.run("r3").orElseThrow()).alone()).isEqualTo(2);
    assertThat(rows(Tables.EQUITY, "key", MINE)).isZero();
  }

  /** A run r3 whose one book goes on from mine; its key. */
  private String later() {
    String later = Digest.of("test").text("later").build().hex();
    BookResult more = Books.book(later, 103);
    run("r3", 6, later);
    DeltaResultStore.bitwise(warehouse)
        .write(
            new Stamp("r3", 2, new ShardRange(0, 1)),
            List.of(
                new BookResult(
                    later,
                    more.name(),
                    more.time(),
                    more.instruments(),
                    more.journal(),
                    more.metrics(),
                    new BookResult.Before(MINE, 2))));
    return later;
  }

  @Test
  void whatARunTakesAndWhatItAloneTakes() {
    List<RunUse> uses = RunUse.of(warehouse);
    assertThat(uses).extracting(use -> use.run().id()).containsExactly("r2", "r1");
    RunUse second = uses.get(0);
    RunUse first = uses.get(1);
    assertThat(first.alone()).isLessThan(first.bytes()).isPositive();
    assertThat(second.alone()).as("its own row and task").isPositive();
    double both = first.alone() + second.alone();
    double shared = first.bytes() - first.alone();
    assertThat(second.bytes() - second.alone()).isCloseTo(shared, offset());
    long live =
        Tables.all().stream()
            .flatMap(
                table ->
                    new Housekeeping(warehouse)
                        .use(table, PinnedVersions.of(warehouse).of(table)).stream())
            .mapToLong(TableUse::live)
            .sum();
    assertThat(both + shared).as("all there is").isCloseTo(live, offset());
  }

  private static Offset<Double> offset() {
    return Offset.offset(0.01);
  }

  @Test
  void aRunPinsTheVersionsItRead() {
    PinnedVersions pinned = PinnedVersions.of(warehouse);
    assertThat(pinned.of(Tables.BARS_DAILY)).containsExactly(3L, 5L);
    assertThat(pinned.of(Tables.ACTIONS)).as("there was none").isEmpty();
    new RunDeletion(warehouse, Clock.systemUTC()).delete(log.run("r1").orElseThrow());
    assertThat(PinnedVersions.of(warehouse).of(Tables.BARS_DAILY)).containsExactly(5L);
  }
}
