package finagent.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * A MERGE without Spark: rows that take the place of those with the same key, in one commit. Of the
 * files the filter does not rule out, those that hold such a row are written again without it; each
 * stays a file of its own, so that a night's rows stay beside each other. The commit is the next
 * version of the table or nothing, whatever others write meanwhile.
 *
 * @param key columns that tell rows apart, besides the partition
 * @param filter what no file with a row to replace is ruled out by
 */
record Replacement(
    Configuration settings, TableDef definition, String location, List<String> key, Filter filter) {

  /**
   * Commits on top of a version.
   *
   * @throws java.nio.file.FileAlreadyExistsException if somebody else committed first: try again
   */
  long commit(TableLog.State state, Rows rows, Warehouse.Once once) throws IOException {
    String column = definition.partitions().get(0);
    String partition = rows.text(column, 0);
    if (Arrays.stream(rows.texts(column), 0, rows.size()).anyMatch(v -> !v.equals(partition))) {
      throw new IllegalArgumentException("Rows of several values of '%s'".formatted(column));
    }
    Set<String> keys = new HashSet<>();
    for (int r = 0; r < rows.size(); r++) {
      keys.add(key(rows, r));
    }
    List<ObjectNode> actions = new ArrayList<>();
    actions.add(LogActions.info("MERGE"));
    actions.add(LogActions.transaction(once));
    for (ActiveFile file : state.files()) {
      if (filter.mayHold(definition, file)) {
        replace(file, partition, keys, actions);
      }
    }
    actions.add(log().written(rows, partition, true));
    return log().commit(state.version(), actions);
  }

  private LogActions log() {
    return new LogActions(settings, definition, location);
  }

  private void replace(
      ActiveFile file, String partition, Set<String> keys, List<ObjectNode> actions)
      throws IOException {
    Rows rows =
        new DataFile(settings, definition, Filter.all(), definition.columnNames())
            .read(file.in(location), file.partition());
    int[] kept = new int[rows.size()];
    int n = 0;
    for (int r = 0; r < rows.size(); r++) {
      if (!keys.contains(key(rows, r))) {
        kept[n++] = r;
      }
    }
    if (n == rows.size()) {
      return;
    }
    actions.add(LogActions.removed(file, true));
    if (n > 0) {
      actions.add(log().written(rows.select(Arrays.copyOf(kept, n)), partition, true));
    }
  }

  private String key(Rows rows, int r) {
    return key.stream()
        .map(
            column ->
                switch (rows.columns().get(rows.index(column)).type()) {
                  case STRING -> rows.text(column, r);
                  case DATE, INT, BOOLEAN -> Integer.toString(rows.ints(column)[r]);
                  case LONG, TIMESTAMP -> Long.toString(rows.longs(column)[r]);
                  case DOUBLE ->
                      throw new IllegalArgumentException("Column '%s' is no key".formatted(column));
                })
        .collect(Collectors.joining("\n"));
  }

  /** Commits as soon as nobody else does; empty where the table does not exist. */
  Optional<Long> commit(KernelTable table, Rows rows, Warehouse.Once once) throws IOException {
    Optional<TableLog.State> state = table.latest();
    if (state.isEmpty()) {
      return Optional.empty();
    }
    if (table.lastOf(once.application()) >= once.version()) {
      throw Faults.overtaken(definition, once.application());
    }
    return Optional.of(commit(state.get(), rows, once));
  }
}
