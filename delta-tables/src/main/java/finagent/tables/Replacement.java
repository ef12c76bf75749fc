package finagent.tables;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.kernel.defaults.internal.logstore.LogStoreProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

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
    actions.add(info());
    actions.add(transaction(once));
    for (ActiveFile file : state.files()) {
      if (filter.mayHold(definition, file)) {
        replace(file, partition, keys, actions);
      }
    }
    actions.add(written(rows, partition));
    long version = state.version() + 1;
    Path commit = new Path("%s/_delta_log/%020d.json".formatted(location, version));
    LogStoreProvider.getLogStore(settings, Objects.requireNonNull(commit.toUri().getScheme()))
        .write(commit, actions.stream().map(ObjectNode::toString).iterator(), false, settings);
    return version;
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
    actions.add(removed(file));
    if (n > 0) {
      actions.add(written(rows.select(Arrays.copyOf(kept, n)), partition));
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

  private ObjectNode written(Rows rows, String partition) throws IOException {
    String path =
        "%s=%s/%s.parquet".formatted(definition.partitions().get(0), partition, UUID.randomUUID());
    Path full = new Path(location + "/" + path);
    new DataFileWriter(settings, definition.partitions())
        .write(full.toString(), rows, 0, rows.size());
    FileStatus file = full.getFileSystem(settings).getFileStatus(full);
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    ObjectNode add = action.putObject("add").put("path", path);
    add.putObject("partitionValues").put(definition.partitions().get(0), partition);
    add.put("size", file.getLen())
        .put("modificationTime", file.getModificationTime())
        .put("dataChange", true)
        .put(
            "stats",
            new Statistics(rows, 0, rows.size(), definition.partitions()).serializeAsJson());
    return action;
  }

  private static ObjectNode removed(ActiveFile file) {
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    ObjectNode remove =
        action
            .putObject("remove")
            .put("path", file.path())
            .put("deletionTimestamp", System.currentTimeMillis())
            .put("dataChange", true)
            .put("extendedFileMetadata", true)
            .put("size", file.bytes());
    ObjectNode values = remove.putObject("partitionValues");
    for (Map.Entry<String, String> value : file.partition().entrySet()) {
      values.put(value.getKey(), value.getValue());
    }
    return action;
  }

  private static ObjectNode info() {
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    action
        .putObject("commitInfo")
        .put("timestamp", System.currentTimeMillis())
        .put("operation", "MERGE")
        .put("engineInfo", "finagent")
        .put("isBlindAppend", false)
        .put("txnId", UUID.randomUUID().toString())
        .putObject("operationParameters");
    return action;
  }

  private static ObjectNode transaction(Warehouse.Once once) {
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    action
        .putObject("txn")
        .put("appId", once.application())
        .put("version", once.version())
        .put("lastUpdated", System.currentTimeMillis());
    return action;
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
