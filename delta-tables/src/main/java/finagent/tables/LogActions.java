package finagent.tables;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.kernel.defaults.internal.logstore.LogStoreProvider;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Commits of ours that take files out of a table and put others in, as Delta's log has them. */
record LogActions(Configuration settings, TableDef definition, String location) {
  /**
   * Commits on top of a version.
   *
   * @return the version made
   * @throws java.nio.file.FileAlreadyExistsException if somebody else committed first: try again
   */
  long commit(long before, List<ObjectNode> actions) throws IOException {
    long version = before + 1;
    Path commit =
        new Path(String.format(Locale.ROOT, "%s/_delta_log/%020d.json", location, version));
    LogStoreProvider.getLogStore(settings, Objects.requireNonNull(commit.toUri().getScheme()))
        .write(commit, actions.stream().map(ObjectNode::toString).iterator(), false, settings);
    return version;
  }

  /**
   * Writes rows as a new file; they are in the table once the action is committed.
   *
   * @param partition value of the partition column; empty where there is none
   * @param changed whether the table's rows are others by it; false = only their files are
   */
  ObjectNode written(Rows rows, String partition, boolean changed) throws IOException {
    List<String> by = definition.partitions();
    String path =
        (by.isEmpty() ? "" : "%s=%s/".formatted(by.get(0), partition))
            + UUID.randomUUID()
            + ".parquet";
    Path full = new Path(location + "/" + path);
    new DataFileWriter(settings, by).write(full.toString(), rows, 0, rows.size());
    FileStatus file = full.getFileSystem(settings).getFileStatus(full);
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    ObjectNode add = action.putObject("add").put("path", path);
    ObjectNode values = add.putObject("partitionValues");
    by.forEach(column -> values.put(column, partition));
    add.put("size", file.getLen())
        .put("modificationTime", file.getModificationTime())
        .put("dataChange", changed)
        .put("stats", new Statistics(rows, 0, rows.size(), by).serializeAsJson());
    return action;
  }

  /** Takes a file out; it stays on the disk for older versions. */
  static ObjectNode removed(ActiveFile file, boolean changed) {
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    ObjectNode remove =
        action
            .putObject("remove")
            .put("path", file.path())
            .put("deletionTimestamp", System.currentTimeMillis())
            .put("dataChange", changed)
            .put("extendedFileMetadata", true)
            .put("size", file.bytes());
    ObjectNode values = remove.putObject("partitionValues");
    for (Map.Entry<String, String> value : file.partition().entrySet()) {
      values.put(value.getKey(), value.getValue());
    }
    return action;
  }

  static ObjectNode info(String operation) {
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    action
        .putObject("commitInfo")
        .put("timestamp", System.currentTimeMillis())
        .put("operation", operation)
        .put("engineInfo", "finagent")
        .put("isBlindAppend", false)
        .put("txnId", UUID.randomUUID().toString())
        .putObject("operationParameters");
    return action;
  }

  static ObjectNode transaction(Warehouse.Once once) {
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    action
        .putObject("txn")
        .put("appId", once.application())
        .put("version", once.version())
        .put("lastUpdated", System.currentTimeMillis());
    return action;
  }
}
