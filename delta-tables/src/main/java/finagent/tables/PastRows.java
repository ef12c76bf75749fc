package finagent.tables;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FSError;

/**
 * The rows of many versions of a table, one version after the other: its log is read once and so is
 * each of their files, O(commits + files), where a read for each version opens the files of each.
 */
public final class PastRows {
  private PastRows() {}

  /**
   * Hands on the rows of each version and of the newest, the oldest first; none where the table
   * does not exist.
   *
   * @throws WarehouseException if the log no longer begins at version 0, or a file is gone
   */
  public static void each(
      Warehouse warehouse,
      TableDef table,
      Filter filter,
      SortedSet<Long> versions,
      Consumer<Rows> taken) {
    try {
      KernelTable stored = warehouse.opened().table(table);
      Optional<TableLog.State> state = stored.latest();
      if (state.isEmpty()) {
        return;
      }
      long newest = state.get().version();
      SortedSet<Long> all = new TreeSet<>(versions);
      all.add(newest);
      List<FileLife> lives =
          FileLife.of(warehouse.settings(), table, stored.location(), newest).stream()
              .filter(life -> life.isIn(all))
              .sorted(Comparator.comparing(FileLife::path))
              .toList();
      DataFile reader = new DataFile(warehouse.settings(), table, filter, table.columnNames());
      Map<String, Rows> read = new HashMap<>();
      for (FileLife life : lives) {
        if (!read.containsKey(life.path())) {
          ActiveFile file = life.file();
          read.put(life.path(), reader.read(file.in(stored.location()), file.partition()));
        }
      }
      for (long version : all) {
        Rows rows = Rows.of(table, table.columnNames());
        for (FileLife life : lives) {
          Rows some = read.get(life.path());
          if (some != null && life.isIn(version)) {
            rows.addAll(some, 0, some.size());
          }
        }
        taken.accept(rows);
      }
    } catch (IOException | RuntimeException | FSError e) {
      throw Faults.of("read", table, warehouse.place(), e);
    }
  }
}
