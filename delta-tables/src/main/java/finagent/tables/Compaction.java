package finagent.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Small files become few, without Spark: of each partition, files of less than half a full one are
 * put together, in the order of the values they begin with. Rows within a new file are in the order
 * of the table's texts and dates, by which they are looked up; no row changes.
 */
final class Compaction implements Change {
  /** Columns rows are ordered by at most. */
  private static final int MOST_COLUMNS = 3;

  private final Configuration settings;
  private final TableDef table;
  private final String location;
  private final int rowsPerFile;
  private final List<String> order;
  private final Map<List<String>, List<ObjectNode>> known = new HashMap<>();
  private int before;
  private int after;

  Compaction(Configuration settings, TableDef table, String location, int rowsPerFile) {
    this.settings = settings;
    this.table = table;
    this.location = location;
    this.rowsPerFile = rowsPerFile;
    this.order =
        table.columns().stream()
            .filter(c -> c.type() == Column.Type.STRING || c.type() == Column.Type.DATE)
            .filter(c -> !c.nullable())
            .map(Column::name)
            .filter(name -> !table.partitions().contains(name))
            .limit(MOST_COLUMNS)
            .toList();
  }

  /** Files the last call put together. */
  int before() {
    return before;
  }

  /** Files they became. */
  int after() {
    return after;
  }

  @Override
  public List<ObjectNode> on(TableLog.State state) throws IOException {
    List<ObjectNode> actions = new ArrayList<>();
    before = 0;
    after = 0;
    for (List<ActiveFile> bin : bins(state)) {
      List<String> paths = bin.stream().map(ActiveFile::path).toList();
      List<ObjectNode> of = known.get(paths);
      if (of == null) {
        of = together(bin);
        known.put(paths, of);
      }
      actions.addAll(of);
      before += bin.size();
      after++;
    }
    if (!actions.isEmpty()) {
      actions.add(0, LogActions.info("OPTIMIZE"));
    }
    return actions;
  }

  /** Files that become one; a file of unknown or sufficient size is in none. */
  private List<List<ActiveFile>> bins(TableLog.State state) {
    Map<String, List<ActiveFile>> small = new TreeMap<>();
    for (ActiveFile file : state.files()) {
      if (file.rows() >= 0 && file.rows() < rowsPerFile / 2) {
        small.computeIfAbsent(partition(file), any -> new ArrayList<>()).add(file);
      }
    }
    List<List<ActiveFile>> bins = new ArrayList<>();
    for (List<ActiveFile> files : small.values()) {
      files.sort(Comparator.comparing(this::begins).thenComparing(ActiveFile::path));
      List<ActiveFile> bin = new ArrayList<>();
      long rows = 0;
      for (ActiveFile file : files) {
        if (rows + file.rows() > rowsPerFile) {
          bins.add(bin);
          bin = new ArrayList<>();
          rows = 0;
        }
        bin.add(file);
        rows += file.rows();
      }
      bins.add(bin);
    }
    return bins.stream().filter(bin -> bin.size() > 1).toList();
  }

  private String partition(ActiveFile file) {
    return table.partitions().isEmpty()
        ? ""
        : file.partition().getOrDefault(table.partitions().get(0), "");
  }

  private String begins(ActiveFile file) {
    return order.isEmpty() ? "" : file.texts(order.get(0)).map(ActiveFile.Texts::least).orElse("");
  }

  private List<ObjectNode> together(List<ActiveFile> bin) throws IOException {
    DataFile reader = new DataFile(settings, table, Filter.all(), table.columnNames());
    Rows all = Rows.of(table);
    List<ObjectNode> actions = new ArrayList<>();
    for (ActiveFile file : bin) {
      all.addAll(reader.read(file.in(location), file.partition()));
      actions.add(LogActions.removed(file, false));
    }
    Integer[] sorted = new Integer[all.size()];
    Arrays.setAll(sorted, r -> r);
    Arrays.sort(sorted, order(all)); // stable: rows with equal values stay in their order
    int[] chosen = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
    actions.add(
        new LogActions(settings, table, location)
            .written(all.select(chosen), partition(bin.get(0)), false));
    return actions;
  }

  private Comparator<Integer> order(Rows rows) {
    return order.stream()
        .map(name -> by(rows, name))
        .reduce(Comparator::thenComparing)
        .orElse(Comparator.naturalOrder());
  }

  private Comparator<Integer> by(Rows rows, String name) {
    if (table.column(name).type() == Column.Type.STRING) {
      String[] texts = rows.texts(name);
      return Comparator.comparing(r -> texts[r]);
    }
    int[] days = rows.ints(name);
    return Comparator.comparingInt(r -> days[r]);
  }
}
