package finagent.tables.market;

import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Calendar;
import finagent.sandbox.market.Panel;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The closes of the last sessions of a data set, carried from one session to the next: of those it
 * holds none is read again unless it was restated. Immutable.
 */
public final class RecentCloses {
  private static final int FORMAT = 1;
  private static final int MOST = 1 << 28;
  private static final long FIRST = LocalDate.of(1800, 1, 1).toEpochDay();
  private static final List<String> READ = List.of("instrument_id", "session", "close", "flags");

  private final List<String> instruments;
  private final int[] sessions;

  /** Row-major, sessions x instruments; NaN where there is no bar, or a missing one. */
  private final double[] closes;

  private final long version;
  private final long rows;

  private RecentCloses(
      List<String> instruments, int[] sessions, double[] closes, long version, long rows) {
    this.instruments = instruments;
    this.sessions = sessions;
    this.closes = closes;
    this.version = version;
    this.rows = rows;
  }

  /** Holds nothing yet. */
  public static RecentCloses none() {
    return new RecentCloses(List.of(), new int[0], new double[0], -1, 0);
  }

  private static Slice slice(DeltaMarket market, String dataSet, LocalDate last) {
    return new Slice(
        dataSet, market.barsVersion(dataSet), List.of(), "", "", FIRST, last.toEpochDay());
  }

  /**
   * The same up to a session: what is held is taken over as far as it still holds, the rest is
   * read.
   *
   * @param most how many sessions are held at most
   * @throws IllegalArgumentException if there is no such data set
   */
  public RecentCloses upTo(DeltaMarket market, String dataSet, LocalDate last, int most) {
    Slice slice = slice(market, dataSet, last);
    Calendar calendar =
        market
            .dataSet(dataSet)
            .orElseThrow(
                () -> new IllegalArgumentException("There is no data set '%s'".formatted(dataSet)))
            .calendar();
    int[] wanted = sessions(calendar, last, most);
    int from = firstToRead(market, slice, wanted);
    Rows bars =
        market
            .pins()
            .rows(
                Tables.BARS_DAILY,
                Filter.all().equal("data_set", dataSet).between("session", from, last.toEpochDay()),
                READ,
                slice.version());
    Set<String> known = new TreeSet<>(instruments);
    for (int r = 0; r < bars.size(); r++) {
      known.add(bars.text("instrument_id", r));
    }
    List<String> all = List.copyOf(known);
    double[] next = new double[wanted.length * all.size()];
    Arrays.fill(next, Double.NaN);
    takeOver(next, all, wanted, from);
    fill(next, all, wanted, bars);
    return new RecentCloses(all, wanted, next, slice.version(), bars.size());
  }

  private static int[] sessions(Calendar calendar, LocalDate last, int most) {
    List<LocalDate> days = calendar.sessions(last.minusDays(2L * most + 30), last);
    return days.subList(Math.max(0, days.size() - most), days.size()).stream()
        .mapToInt(day -> (int) day.toEpochDay())
        .toArray();
  }

  /** The first session whose bars are not held as they are now. */
  private int firstToRead(DeltaMarket market, Slice slice, int[] wanted) {
    if (sessions.length == 0 || version > slice.version() || sessions[0] > wanted[0]) {
      return wanted[0];
    }
    int from = sessions[sessions.length - 1] + 1;
    Rows changes =
        market
            .pins()
            .rows(
                Tables.FINGERPRINTS,
                Filter.all()
                    .equal("data_set", slice.dataSet())
                    .between("bars_version", version + 1, slice.version()));
    for (int r = 0; r < changes.size(); r++) {
      from = Math.min(from, changes.ints("first_session")[r]);
    }
    return Math.max(wanted[0], from);
  }

  private void takeOver(double[] next, List<String> all, int[] wanted, int from) {
    int[] column = new int[instruments.size()];
    Map<String, Integer> columns = columns(all);
    Arrays.setAll(column, i -> columns.getOrDefault(instruments.get(i), 0));
    for (int t = 0; t < wanted.length && wanted[t] < from; t++) {
      int own = Arrays.binarySearch(sessions, wanted[t]);
      for (int i = 0; own >= 0 && i < column.length; i++) {
        next[t * all.size() + column[i]] = closes[own * column.length + i];
      }
    }
  }

  private static void fill(double[] next, List<String> all, int[] wanted, Rows bars) {
    Map<String, Integer> columns = columns(all);
    int[] session = bars.ints("session");
    int[] flags = bars.ints("flags");
    double[] close = bars.doubles("close");
    for (int r = 0; r < bars.size(); r++) {
      int t = Arrays.binarySearch(wanted, session[r]);
      if (t >= 0 && !BarFlags.isMissing(flags[r])) {
        next[t * all.size() + columns.getOrDefault(bars.text("instrument_id", r), 0)] = close[r];
      }
    }
  }

  private static Map<String, Integer> columns(List<String> all) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      columns.put(all.get(i), i);
    }
    return columns;
  }

  /** Bars that were read for it; what was taken over is not counted. */
  public long rows() {
    return rows;
  }

  /** Instruments with a bar in the sessions held or before, sorted. */
  public List<String> instruments() {
    return instruments;
  }

  /** The first session held. */
  public LocalDate first() {
    return LocalDate.ofEpochDay(sessions[0]);
  }

  /**
   * A panel whose open, high and low are the closes, with the actions and series of the market.
   *
   * @param only some of the instruments, sorted
   */
  public Panel panel(DeltaMarket market, String dataSet, List<String> only) {
    LocalDate last = LocalDate.ofEpochDay(sessions[sessions.length - 1]);
    Slice slice = slice(market, dataSet, last);
    Extent extent =
        new Extent(
            market.dataSet(dataSet).orElseThrow(),
            only,
            List.of(),
            sessions[0],
            sessions[sessions.length - 1]);
    double[] some = new double[sessions.length * only.size()];
    Map<String, Integer> columns = columns(instruments);
    for (int i = 0; i < only.size(); i++) {
      int column = columns.getOrDefault(only.get(i), -1);
      for (int t = 0; t < sessions.length; t++) {
        some[t * only.size() + i] =
            column < 0 ? Double.NaN : closes[t * instruments.size() + column];
      }
    }
    return BarPanel.ofCloses(slice, extent, only, some, SideData.of(market.pins(), slice, extent));
  }

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.writeLong(version);
      out.writeInt(instruments.size());
      for (String instrument : instruments) {
        out.writeUTF(instrument);
      }
      out.writeInt(sessions.length);
      for (int session : sessions) {
        out.writeInt(session);
      }
      for (double close : closes) {
        out.writeLong(Double.doubleToRawLongBits(close));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** Reads them back. */
  public static RecentCloses of(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException(
          "These closes have format %d; this version reads format %d".formatted(format, FORMAT));
    }
    long version = in.readLong();
    List<String> instruments = new ArrayList<>();
    for (int left = length(in); left > 0; left--) {
      instruments.add(in.readUTF());
    }
    int[] sessions = new int[length(in)];
    for (int t = 0; t < sessions.length; t++) {
      sessions[t] = in.readInt();
    }
    double[] closes = new double[Math.multiplyExact(instruments.size(), sessions.length)];
    for (int k = 0; k < closes.length; k++) {
      closes[k] = Double.longBitsToDouble(in.readLong());
    }
    return new RecentCloses(List.copyOf(instruments), sessions, closes, version, 0);
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw new IOException("These closes are damaged: a length of " + length);
    }
    return length;
  }
}
