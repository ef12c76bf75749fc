package finagent.tables;

import static io.delta.kernel.internal.util.Utils.toCloseableIterator;

import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.Format;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes version 0 of a table: its schema and properties, no rows. Kernel's own way to create a
 * table refuses properties it does not know, among them the retention of the log.
 */
final class Birth {
  /**
   * The lowest protocol there is: every Delta reader and writer understands it. (Kernel's own value
   * for it lists no features where there must be no list, which delta-rs refuses.)
   */
  private static final Row LOWEST = new GenericRow(Protocol.FULL_SCHEMA, Map.of(0, 1, 1, 2));

  private Birth() {}

  /**
   * Creates the table, or finds that somebody else just did: either way it exists afterwards.
   *
   * @param path with its scheme: by it the log store is chosen
   */
  static void of(Engine engine, TableDef table, String path) throws IOException {
    String log = path + "/_delta_log";
    engine.getFileSystemClient().mkdirs(log);
    try {
      engine
          .getJsonHandler()
          .writeJsonFileAtomically(
              String.format(Locale.ROOT, "%s/%020d.json", log, 0),
              toCloseableIterator(actions(table).iterator()),
              false);
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }

  private static List<Row> actions(TableDef table) {
    long now = System.currentTimeMillis();
    CommitInfo commit =
        new CommitInfo(
            Optional.empty(),
            now,
            "finagent",
            "CREATE TABLE",
            Map.of(),
            true,
            UUID.randomUUID().toString(),
            Map.of());
    StructType schema = KernelTypes.schema(table.columns());
    Metadata metadata =
        new Metadata(
            UUID.randomUUID().toString(),
            Optional.of(table.name()),
            Optional.empty(),
            new Format(),
            DataTypeJsonSerDe.serializeDataType(schema),
            schema,
            VectorUtils.stringArrayValue(table.partitions()),
            Optional.of(now),
            VectorUtils.stringStringMapValue(table.properties()));
    return List.of(
        SingleAction.createCommitInfoSingleAction(commit.toRow()),
        SingleAction.createProtocolSingleAction(LOWEST),
        SingleAction.createMetadataSingleAction(metadata.toRow()));
  }
}
