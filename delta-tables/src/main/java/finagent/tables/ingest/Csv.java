package finagent.tables.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Reads one comma-separated file line by line without making objects: fields are ranges of bytes
 * until somebody asks for text. Values may stand in double quotes, a quote inside is doubled; a
 * value does not span lines. Plain or gzip'ed, by name.
 */
final class Csv implements Closeable {
  private static final int BLOCK = 1 << 16;

  private final String name;
  private final Counting counting;
  private final InputStream input;
  private final List<String> header;
  private byte[] buffer = new byte[2 * BLOCK];
  private int from;
  private int to;
  private boolean ended;
  private long line;
  private int lineFrom;
  private int lineTo;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int fields;

  /** Opens a file and reads its header. */
  Csv(Path file, String name) throws IOException {
    this.name = name;
    this.counting = new Counting(Files.newInputStream(file));
    this.input = file.toString().endsWith(".gz") ? new GZIPInputStream(counting, BLOCK) : counting;
    if (!next()) {
      close();
      throw new IllegalArgumentException(
          "File %s is empty; its first line must name the columns".formatted(name));
    }
    List<String> names = new ArrayList<>();
    for (int f = 0; f < fields; f++) {
      names.add(text(f).replace("\uFEFF", "").strip());
    }
    this.header = List.copyOf(names);
  }

  List<String> header() {
    return header;
  }

  /** Position of the first of some names in the header, in any case; -1 if there is none. */
  int find(String... names) {
    for (String wanted : names) {
      for (int f = 0; f < header.size(); f++) {
        if (header.get(f).toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT))) {
          return f;
        }
      }
    }
    return -1;
  }

  /** Position of a column that must be there, under one of some names. */
  int need(String needed, String... names) {
    int found = find(names);
    if (found < 0) {
      throw new IllegalArgumentException(
          "File %s has no column '%s'; it has %s and needs %s. Rename the column in the header."
              .formatted(name, names[0], header, needed));
    }
    return found;
  }

  /** Moves to the next line that is not blank; false at the end. */
  boolean next() throws IOException {
    do {
      if (!nextLine()) {
        return false;
      }
    } while (lineFrom == lineTo);
    split();
    return true;
  }

  private boolean nextLine() throws IOException {
    int at = from;
    while (true) {
      while (at < to && buffer[at] != '\n') {
        at++;
      }
      if (at < to || ended) {
        break;
      }
      at -= fill();
    }
    if (at == from && at == to) {
      return false;
    }
    lineFrom = from;
    lineTo = at > from && buffer[at - 1] == '\r' ? at - 1 : at;
    from = Math.min(at + 1, to);
    line++;
    return true;
  }

  /** Reads more; returns by how much what was read has moved towards the front. */
  private int fill() throws IOException {
    int moved = from;
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= moved;
    from = 0;
    if (buffer.length - to < BLOCK) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = input.read(buffer, to, BLOCK);
    ended = read < 0;
    to += Math.max(0, read);
    return moved;
  }

  private void split() {
    fields = 0;
    int start = lineFrom;
    boolean quoted = false;
    for (int at = lineFrom; at <= lineTo; at++) {
      if (at == lineTo || (buffer[at] == ',' && !quoted)) {
        if (fields == starts.length) {
          starts = Arrays.copyOf(starts, 2 * fields);
          ends = Arrays.copyOf(ends, 2 * fields);
        }
        starts[fields] = start;
        ends[fields++] = at;
        start = at + 1;
      } else if (buffer[at] == '"') {
        quoted = !quoted;
      }
    }
  }

  int fields() {
    return fields;
  }

  /** Number of the line, the header is 1. */
  long line() {
    return line;
  }

  String content() {
    return new String(buffer, lineFrom, lineTo - lineFrom, UTF_8);
  }

  String text(int field) {
    String text = new String(buffer, starts[field], ends[field] - starts[field], UTF_8).strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
  }

  boolean isBlank(int field) {
    boolean plain = starts[field] < ends[field] && buffer[starts[field]] > '"';
    return !plain && text(field).isEmpty();
  }

  /** A number; NaN if it is none. */
  double number(int field) {
    double fast = Numbers.decimal(buffer, starts[field], ends[field]);
    return Double.isNaN(fast) ? Numbers.decimal(text(field)) : fast;
  }

  /** Epoch day of an ISO date, whatever time follows it; {@link Numbers#NO_DAY} if it is none. */
  int day(int field) {
    int fast = Numbers.day(buffer, starts[field], ends[field]);
    return fast == Numbers.NO_DAY ? Numbers.day(text(field)) : fast;
  }

  int symbol(int field, Symbols symbols) {
    int start = starts[field];
    int end = ends[field];
    boolean plain =
        start < end && buffer[start] > ' ' && buffer[start] != '"' && buffer[end - 1] > ' ';
    return plain ? symbols.id(buffer, start, end) : symbols.id(text(field));
  }

  /** Bytes consumed of the file as it is stored. */
  long consumed() {
    return counting.count;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
