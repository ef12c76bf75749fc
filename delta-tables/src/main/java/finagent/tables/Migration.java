package finagent.tables;

import static io.delta.kernel.internal.util.Utils.toCloseableIterator;

import io.delta.kernel.Table;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Brings a table of an older schema to this program's, in place: one commit that holds the new
 * schema and no rows. Change is additive, so files stay as they are and their rows have nothing in
 * the new columns; older versions stay readable.
 */
final class Migration {
  private Migration() {}

  /** What a snapshot says of its own schema; tables of the first release say 1, or nothing. */
  static String schemaVersion(SnapshotImpl snapshot) {
    return snapshot.getMetadata().getConfiguration().getOrDefault(TableDef.SCHEMA_VERSION, "1");
  }

  /**
   * Migrates the newest version if it is older; false where there is nothing to do.
   *
   * @param location with its scheme: by it the log store is chosen
   * @throws java.nio.file.FileAlreadyExistsException if somebody else committed first: try again
   */
  static boolean of(Engine engine, TableDef definition, Table table, String location)
      throws IOException {
    SnapshotImpl now = (SnapshotImpl) table.getLatestSnapshot(engine);
    if (Integer.parseInt(schemaVersion(now)) >= definition.schemaVersion()) {
      return false;
    }
    engine
        .getJsonHandler()
        .writeJsonFileAtomically(
            String.format(
                Locale.ROOT, "%s/_delta_log/%020d.json", location, now.getVersion(engine) + 1),
            toCloseableIterator(actions(definition, now.getMetadata()).iterator()),
            false);
    return true;
  }

  private static List<Row> actions(TableDef definition, Metadata before) {
    CommitInfo commit =
        new CommitInfo(
            Optional.empty(),
            System.currentTimeMillis(),
            "finagent",
            "ADD COLUMNS",
            Map.of("schemaVersion", Integer.toString(definition.schemaVersion())),
            true,
            UUID.randomUUID().toString(),
            Map.of());
    StructType schema = KernelTypes.schema(definition.columns());
    Map<String, String> properties = new TreeMap<>(before.getConfiguration());
    properties.put(TableDef.SCHEMA_VERSION, Integer.toString(definition.schemaVersion()));
    Metadata after =
        new Metadata(
            before.getId(),
            before.getName(),
            before.getDescription(),
            before.getFormat(),
            DataTypeJsonSerDe.serializeDataType(schema),
            schema,
            before.getPartitionColumns(),
            before.getCreatedTime(),
            VectorUtils.stringStringMapValue(properties));
    return List.of(
        SingleAction.createCommitInfoSingleAction(commit.toRow()),
        SingleAction.createMetadataSingleAction(after.toRow()));
  }
}
