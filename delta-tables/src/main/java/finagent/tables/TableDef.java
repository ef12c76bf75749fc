package finagent.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one definition of a table: what Kernel, Spark and every other reader see. Change is additive
 * only and raises {@code schemaVersion}.
 *
 * @param partitions columns files are laid out by; at most one, of text
 */
public record TableDef(
    String name, int schemaVersion, List<Column> columns, List<String> partitions) {
  /** Table property that holds {@link #schemaVersion()}. */
  public static final String SCHEMA_VERSION = "finagent.schemaVersion";

  /** Commits between two checkpoints: what bounds the log a reader has to replay. */
  static final int CHECKPOINT_INTERVAL = 20;

  public TableDef {
    columns = List.copyOf(columns);
    partitions = List.copyOf(partitions);
    List<String> names = columns.stream().map(Column::name).toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException(
          "Table %s names a column twice: %s".formatted(name, names));
    }
    if (partitions.size() > 1 || !names.containsAll(partitions)) {
      throw new IllegalArgumentException(
          "Table %s cannot be partitioned by %s (must be at most one of %s)"
              .formatted(name, partitions, names));
    }
  }

  static TableDef of(String name, Column... columns) {
    return new TableDef(name, 1, Arrays.asList(columns), List.of());
  }

  TableDef partitionedBy(String column) {
    return new TableDef(name, schemaVersion, columns, List.of(column));
  }

  /**
   * The next schema version: more columns behind those there were, empty in the rows there are.
   *
   * @throws IllegalArgumentException if one of them needs a value
   */
  TableDef plus(Column... more) {
    List<Column> all = new ArrayList<>(columns);
    for (Column column : more) {
      if (!column.nullable()) {
        throw new IllegalArgumentException(
            "Column '%s' cannot be added to table %s: its older rows have no value for it"
                .formatted(column.name(), name));
      }
      all.add(column);
    }
    return new TableDef(name, schemaVersion + 1, all, partitions);
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  public Column column(String column) {
    return columns.stream()
        .filter(c -> c.name().equals(column))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Table %s has no column '%s'; there are %s"
                        .formatted(name, column, columnNames())));
  }

  /**
   * Properties a table is created with: versions stay readable for ten years, no feature that other
   * Delta readers lack.
   */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    properties.put(SCHEMA_VERSION, Integer.toString(schemaVersion));
    properties.put("delta.logRetentionDuration", "interval 3650 days");
    properties.put("delta.deletedFileRetentionDuration", "interval 3650 days");
    properties.put("delta.enableDeletionVectors", "false");
    properties.put("delta.checkpointInterval", Integer.toString(CHECKPOINT_INTERVAL));
    return properties;
  }
}
