package finagent.tables.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipException;

/**
 * Reads bars from long CSV files: columns date, symbol, open, high, low, close, volume by name, in
 * any order and case.
 */
final class BarReader {
  private static final String NEEDED = "date, symbol, open, high, low, close, volume";
  private static final List<String> VALUES = List.of("open", "high", "low", "close", "volume");
  private static final int TELL_EVERY = 50_000;

  private final CsvFiles files;
  private final Progress progress;
  private final Symbols symbols = new Symbols();
  private final Bars bars = new Bars();
  private final Quarantine quarantine = new Quarantine();
  private final Map<Integer, String> contents = new HashMap<>();
  private long read;

  BarReader(CsvFiles files, Progress progress) {
    this.files = files;
    this.progress = progress;
  }

  /** Looks at every header before the first line is read. */
  void checkHeaders() throws IOException {
    for (int f = 0; f < files.files().size(); f++) {
      try (Csv csv = new Csv(files.files().get(f), files.name(f))) {
        positions(csv);
      }
    }
  }

  private static int[] positions(Csv csv) {
    List<Integer> positions = new ArrayList<>();
    positions.add(csv.need(NEEDED, "date", "session"));
    positions.add(csv.need(NEEDED, "symbol", "ticker", "instrument_id"));
    VALUES.forEach(name -> positions.add(csv.need(NEEDED, name)));
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  void read() throws IOException {
    long before = 0;
    for (int f = 0; f < files.files().size(); f++) {
      try (Csv csv = new Csv(files.files().get(f), files.name(f))) {
        int[] positions = positions(csv);
        while (csv.next()) {
          take(csv, positions, f);
          if (++read % TELL_EVERY == 0) {
            progress.at(read, fraction(before + csv.consumed()));
          }
        }
        before += csv.consumed();
      } catch (EOFException | ZipException e) {
        throw new IllegalArgumentException(
            "File %s is damaged (%s); get it again. Nothing was imported."
                .formatted(files.name(f), e.getMessage()),
            e);
      }
    }
    progress.at(read, 1);
  }

  private double fraction(long bytes) {
    return files.bytes() == 0 ? 1 : Math.min(1, bytes / (double) files.bytes());
  }

  private void take(Csv csv, int[] positions, int file) {
    int broken = 0;
    for (int position : positions) {
      broken |= position >= csv.fields() ? Check.FIELDS.bit() : 0;
    }
    int day = broken == 0 ? csv.day(positions[0]) : Numbers.NO_DAY;
    if (broken == 0) {
      broken |= csv.isBlank(positions[1]) ? Check.SYMBOL.bit() : 0;
      broken |= day == Numbers.NO_DAY ? Check.DATE.bit() : 0;
    }
    if (broken != 0) {
      quarantine.add(files.name(file), csv.line(), broken, 0, csv.content());
      return;
    }
    int r = bars.add();
    bars.session[r] = day;
    bars.symbol[r] = csv.symbol(positions[1], symbols);
    bars.file[r] = file;
    bars.line[r] = Math.toIntExact(csv.line());
    for (int c = 0; c < VALUES.size(); c++) {
      bars.values[c][r] = csv.number(positions[c + 2]);
    }
    bars.flags[r] = 0;
    bars.broken[r] = Check.broken(bars, r);
    if (bars.broken[r] != 0) {
      contents.put(r, csv.content());
    }
  }

  /** Adds the bars found bad to the quarantine; reads files again for lines it has not kept. */
  Quarantine quarantine() throws IOException {
    Map<Integer, Map<Integer, Integer>> missing = new TreeMap<>();
    for (int r = 0; r < bars.size; r++) {
      if (bars.broken[r] != 0 && !contents.containsKey(r)) {
        missing.computeIfAbsent(bars.file[r], f -> new HashMap<>()).put(bars.line[r], r);
      }
    }
    for (Map.Entry<Integer, Map<Integer, Integer>> file : missing.entrySet()) {
      lookUp(file.getKey(), file.getValue());
    }
    for (int r = 0; r < bars.size; r++) {
      if (bars.broken[r] != 0) {
        quarantine.add(
            files.name(bars.file[r]),
            bars.line[r],
            bars.broken[r],
            bars.flags[r],
            contents.getOrDefault(r, ""));
      }
    }
    return quarantine;
  }

  private void lookUp(int file, Map<Integer, Integer> rowByLine) throws IOException {
    Set<Integer> lines = rowByLine.keySet();
    try (Csv csv = new Csv(files.files().get(file), files.name(file))) {
      while (csv.next()) {
        int line = Math.toIntExact(csv.line());
        if (lines.contains(line)) {
          contents.put(rowByLine.getOrDefault(line, -1), csv.content());
        }
      }
    }
  }

  Bars bars() {
    return bars;
  }

  Symbols symbols() {
    return symbols;
  }

  long linesRead() {
    return read;
  }
}
