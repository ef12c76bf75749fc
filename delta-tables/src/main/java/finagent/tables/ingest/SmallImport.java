package finagent.tables.ingest;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.Latest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One import of a small table: sectors, membership, rates, benchmark or actions. New and restated
 * rows are appended in one commit; of two rows for a key the later known one is right.
 */
final class SmallImport {
  private final Warehouse warehouse;
  private final ImportRequest request;
  private final long now;
  private final SmallLayout layout;
  private final Quarantine quarantine = new Quarantine();
  private final Map<List<Object>, Line> lines = new LinkedHashMap<>();
  private long read;
  private long duplicates;
  private long blank;

  SmallImport(Warehouse warehouse, ImportRequest request, long now) {
    this.warehouse = warehouse;
    this.request = request;
    this.now = now;
    this.layout = SmallLayout.of(request);
  }

  ImportReport run(Progress progress) throws IOException {
    CsvFiles files = CsvFiles.of(request.path());
    for (int f = 0; f < files.files().size(); f++) {
      try (Csv csv = new Csv(files.files().get(f), files.name(f))) {
        layout.find(csv, request);
      }
    }
    warehouse.requireWritable();
    Warehouse.Once once = warehouse.next(layout.table(), "import:" + request.name());
    for (int f = 0; f < files.files().size(); f++) {
      try (Csv csv = new Csv(files.files().get(f), files.name(f))) {
        int[] columns = layout.find(csv, request);
        while (csv.next()) {
          read++;
          take(csv, columns, files.name(f));
        }
      }
      progress.at(read, (f + 1.0) / files.files().size());
    }
    lines.values().stream()
        .filter(Line::contradicted)
        .forEach(
            line -> quarantine.add(line.file, line.number, Check.TWICE.bit(), 0, line.content));
    lines.values().removeIf(Line::contradicted);
    return write(once);
  }

  private void take(Csv csv, int[] columns, String file) {
    for (int column : columns) {
      if (column >= csv.fields()) {
        quarantine.add(file, csv.line(), Check.FIELDS.bit(), 0, csv.content());
        return;
      }
    }
    SmallLayout.Parsed parsed = layout.parse(csv, columns, request);
    Optional<List<Object>> values = parsed.values();
    if (values.isEmpty()) {
      if (parsed.blank()) {
        blank++;
      } else {
        quarantine.add(file, csv.line(), parsed.problem(), 0, csv.content());
      }
      return;
    }
    List<Object> key = values.get().subList(0, layout.keys());
    Line known = lines.get(key);
    if (known == null) {
      lines.put(key, new Line(file, csv.line(), csv.content(), values.get()));
    } else if (known.values.equals(values.get())) {
      duplicates++;
    } else {
      known.contradicted = true;
      quarantine.add(file, csv.line(), Check.TWICE.bit(), 0, csv.content());
    }
  }

  private ImportReport write(Warehouse.Once once) {
    Map<List<Object>, List<Object>> known = known();
    Rows rows = Rows.of(layout.table());
    long added = 0;
    long restated = 0;
    for (Map.Entry<List<Object>, Line> line : lines.entrySet()) {
      List<Object> before = known.get(line.getKey());
      if (before == null || !before.equals(line.getValue().values)) {
        added += before == null ? 1 : 0;
        restated += before == null ? 0 : 1;
        List<Object> row = new ArrayList<>(line.getValue().values);
        row.add(now);
        while (row.size() < layout.table().columns().size()) {
          row.add(Optional.empty());
        }
        rows.add(row.toArray());
      }
    }
    Rows bad = quarantine.fresh(warehouse, request.name(), now);
    boolean wrote = !rows.isEmpty() || !bad.isEmpty();
    if (!rows.isEmpty()) {
      long version = warehouse.append(layout.table(), rows, once);
      DataSetLog.append(warehouse, request, now, rows.size(), version, "done");
    }
    warehouse.append(Tables.QUARANTINE, bad);
    return new ImportReport(
        request.kind(),
        request.name(),
        read,
        added,
        restated,
        lines.size() - added - restated,
        duplicates,
        blank,
        quarantine.size(),
        0,
        0,
        warehouse.version(layout.table()),
        wrote);
  }

  private Map<List<Object>, List<Object>> known() {
    List<String> columns = layout.table().columnNames();
    Rows rows = warehouse.read(layout.table(), Filter.all().equal(columns.get(0), request.name()));
    Map<List<Object>, List<Object>> known = new HashMap<>();
    for (int r : Latest.of(rows, columns.subList(0, layout.keys()))) {
      List<Object> values = new ArrayList<>();
      for (String column : columns.subList(0, columns.indexOf("known_at"))) {
        values.add(SmallLayout.value(rows, column, r));
      }
      known.put(List.copyOf(values.subList(0, layout.keys())), values);
    }
    return known;
  }

  /** A good line, until another contradicts it. */
  private static final class Line {
    private final String file;
    private final long number;
    private final String content;
    private final List<Object> values;
    private boolean contradicted;

    Line(String file, long number, String content, List<Object> values) {
      this.file = file;
      this.number = number;
      this.content = content;
      this.values = values;
    }

    boolean contradicted() {
      return contradicted;
    }
  }
}
