package finagent.tables.ingest;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lines that are not imported, with the reason; the same line is kept once. */
final class Quarantine {
  private final List<Entry> entries = new ArrayList<>();

  void add(String file, long line, int broken, int flags, String content) {
    add(file, line, Check.reason(broken, flags), flags, content);
  }

  void add(String file, long line, String reason, int flags, String content) {
    entries.add(new Entry(file, line, reason, flags, content));
  }

  int size() {
    return entries.size();
  }

  /** Rows for those entries that are not in the table yet. */
  Rows fresh(Warehouse warehouse, String dataSet, long knownAt) {
    Rows known = warehouse.read(Tables.QUARANTINE, Filter.all().equal("data_set", dataSet));
    Set<String> seen = new HashSet<>();
    for (int r = 0; r < known.size(); r++) {
      seen.add(
          id(known.text("file", r), known.longs("line")[r], known.text("content", r))
              + known.text("reason", r));
    }
    entries.sort(Comparator.comparing(Entry::file).thenComparing(Entry::line));
    Rows rows = Rows.of(Tables.QUARANTINE);
    for (Entry entry : entries) {
      if (seen.add(id(entry.file, entry.line, entry.content) + entry.reason)) {
        rows.add(
            dataSet, entry.file, entry.line, entry.reason, entry.flags, entry.content, knownAt);
      }
    }
    return rows;
  }

  private static String id(String file, long line, String content) {
    return file + "\n" + line + "\n" + content + "\n";
  }

  private record Entry(String file, long line, String reason, int flags, String content) {}
}
