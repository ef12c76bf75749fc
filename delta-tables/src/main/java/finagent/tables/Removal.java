package finagent.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Rows taken out of a table in one commit: files that hold such rows are written again without
 * them. Older versions keep theirs until they are vacuumed.
 */
final class Removal implements Change {
  private final Configuration settings;
  private final TableDef table;
  private final String location;
  private final SortedMap<String, Set<String>> doomed;
  private final Map<String, List<ObjectNode>> known = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private long rows;

  /**
   * Rows to take out.
   *
   * @param doomed texts by column, each with what follows it after a slash; a row goes that has one
   *     of them in every column
   */
  Removal(
      Configuration settings,
      TableDef table,
      String location,
      Map<String, ? extends Set<String>> doomed) {
    this.settings = settings;
    this.table = table;
    this.location = location;
    this.doomed = new TreeMap<>(doomed);
  }

  /** What is before the first slash. */
  static String stem(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  /** Rows the last call took out. */
  long rows() {
    return rows;
  }

  @Override
  public List<ObjectNode> on(TableLog.State state) throws IOException {
    List<ObjectNode> actions = new ArrayList<>();
    rows = 0;
    for (ActiveFile file : state.files()) {
      if (mayHold(file)) {
        List<ObjectNode> of = known.get(file.path());
        if (of == null) {
          of = without(file);
          known.put(file.path(), of);
        }
        actions.addAll(of);
        rows += counts.getOrDefault(file.path(), 0);
      }
    }
    if (!actions.isEmpty()) {
      actions.add(0, LogActions.info("DELETE"));
    }
    return actions;
  }

  private boolean mayHold(ActiveFile file) {
    return doomed.entrySet().stream()
        .allMatch(
            of ->
                file.texts(of.getKey())
                    .map(range -> of.getValue().stream().anyMatch(range::mayBegin))
                    .orElse(true));
  }

  private List<ObjectNode> without(ActiveFile file) throws IOException {
    Rows keys = read(file, List.copyOf(doomed.keySet()));
    int[] kept = new int[keys.size()];
    int n = 0;
    for (int r = 0; r < keys.size(); r++) {
      kept[n] = r;
      n += isDoomed(keys, r) ? 0 : 1;
    }
    if (n == keys.size()) {
      return List.of();
    }
    counts.put(file.path(), keys.size() - n);
    List<ObjectNode> actions = new ArrayList<>(List.of(LogActions.removed(file, true)));
    if (n > 0) {
      Rows rest = read(file, table.columnNames()).select(Arrays.copyOf(kept, n));
      String partition =
          table.partitions().isEmpty()
              ? ""
              : file.partition().getOrDefault(table.partitions().get(0), "");
      actions.add(new LogActions(settings, table, location).written(rest, partition, true));
    }
    return actions;
  }

  private boolean isDoomed(Rows keys, int r) {
    return doomed.entrySet().stream()
        .allMatch(of -> of.getValue().contains(stem(keys.text(of.getKey(), r))));
  }

  private Rows read(ActiveFile file, List<String> columns) throws IOException {
    return new DataFile(settings, table, Filter.all(), columns)
        .read(file.in(location), file.partition());
  }
}
