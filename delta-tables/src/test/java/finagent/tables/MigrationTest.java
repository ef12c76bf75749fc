package finagent.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse as release 0.1.0 wrote it: every table at schema version 1. */
class MigrationTest {
  private static final TableDef FIRST_TASKS =
      new TableDef("tasks", 1, Tables.TASKS.columns().subList(0, 10), List.of());

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void writeAsTheFirstRelease() {
    warehouse = Warehouse.open(folder.resolve("w"));
    warehouse.append(
        FIRST_TASKS,
        Rows.of(FIRST_TASKS)
            .add("run-1", "a", "k", "momentum", "alpha", "s", "completed", 1_000_000L, 2.5, ""));
    warehouse.append(Tables.RATES, Rows.of(Tables.RATES).add("a", 1, 0.1, 1L));
  }

  private static TaskState state(String run) {
    return new TaskState(
        run,
        "b",
        "k",
        "momentum",
        "alpha",
        List.of("s"),
        TaskState.Status.COMPLETED,
        Instant.EPOCH,
        1,
        "",
        List.of("3", "4"),
        2);
  }

  @Test
  void anOlderTableIsReadAsItIs() {
    List<TaskState> tasks = new RunLog(warehouse).tasks("run-1");
    assertThat(tasks).hasSize(1);
    assertThat(tasks.get(0).seconds()).isEqualTo(2.5);
    assertThat(tasks.get(0).stages()).isEmpty();
    assertThat(tasks.get(0).retries()).isZero();
    assertThat(warehouse.version(Tables.TASKS)).as("nothing was written").isEqualTo(1);
  }

  @Test
  void upgradingAddsTheColumnsAndKeepsEveryRowAndVersion() throws IOException {
    assertThat(warehouse.upgrade(Tables.TASKS)).isTrue();
    assertThat(warehouse.upgrade(Tables.TASKS)).as("a second time").isFalse();
    assertThat(warehouse.upgrade(Tables.RATES)).as("one that is not older").isFalse();
    assertThat(warehouse.upgrade(Tables.EQUITY)).as("one that is not there").isFalse();
    assertThat(warehouse.version(Tables.TASKS)).isEqualTo(2);
    assertThat(Files.readString(log(2)))
        .contains("\"finagent.schemaVersion\":\"2\"", "\\\"name\\\":\\\"stages\\\"")
        .doesNotContain("\"add\"", "\"remove\"");

    RunLog log = new RunLog(warehouse);
    log.append(List.of(state("run-2")));
    assertThat(log.tasks("run-1")).hasSize(1);
    assertThat(log.tasks("run-2")).containsExactly(state("run-2"));
    Rows before =
        warehouse.read(Tables.TASKS, Filter.all(), Tables.TASKS.columnNames(), OptionalLong.of(1));
    assertThat(before.size()).isEqualTo(1);
    assertThat(before.isNull("stages", 0)).isTrue();
  }

  @Test
  void theFirstAppendUpgrades() throws IOException {
    new RunLog(warehouse).append(List.of(state("run-2")));
    assertThat(Files.readString(log(2))).contains("ADD COLUMNS");
    assertThat(Files.readString(log(3))).contains("\"add\"").contains("\\\"stages\\\"");
    assertThat(new RunLog(warehouse).tasks("run-2")).containsExactly(state("run-2"));
  }

  @Test
  void theOlderProgramRefusesTheUpgradedTableInWords() {
    warehouse.upgrade(Tables.TASKS);
    Warehouse elsewhere = Warehouse.open(folder.resolve("w"));
    assertThatThrownBy(() -> elsewhere.read(FIRST_TASKS, Filter.all()))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("has schema version 2; this program knows version 1");
  }

  @Test
  void aColumnThatNeedsAValueCannotBeAdded() {
    assertThatThrownBy(() -> Tables.RATES.plus(Column.number("x", "a number")))
        .hasMessageContainingAll("'x'", "rates", "no value");
  }

  private Path log(int version) {
    return folder.resolve("w/tasks/_delta_log/%020d.json".formatted(version));
  }
}
