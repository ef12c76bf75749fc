package finagent.tables.market;

import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Calendar;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.tables.Rows;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays rows of bars out as a panel over all sessions of an extent; what has no row is NaN. */
final class BarPanel {
  private static final List<String> PRICES = List.of("open", "high", "low", "close", "volume");
  private static final double SESSIONS_PER_YEAR = 252;
  private static final double DAYS_PER_YEAR = 365;

  private BarPanel() {}

  static Panel of(Slice slice, Extent extent, List<String> only, Rows bars, SideData side) {
    TimeAxis time = axis(extent);
    InstrumentAxis instruments = InstrumentAxis.of(only);
    Map<String, double[]> columns = new LinkedHashMap<>();
    PRICES.forEach(name -> columns.put(name, empty(time.size() * only.size())));
    fill(bars, time, instruments, columns);
    return of(slice, extent, Frame.of(time, instruments, columns), side);
  }

  /**
   * A panel of which the closes are all that is known: open, high and low are the same, volume is
   * not known.
   *
   * @param closes over all sessions of the extent, row-major
   */
  static Panel ofCloses(
      Slice slice, Extent extent, List<String> only, double[] closes, SideData side) {
    TimeAxis time = axis(extent);
    Map<String, double[]> columns = new LinkedHashMap<>();
    PRICES.forEach(name -> columns.put(name, closes));
    columns.put("volume", empty(closes.length));
    return of(slice, extent, Frame.of(time, InstrumentAxis.of(only), columns), side);
  }

  private static Panel of(Slice slice, Extent extent, Frame bars, SideData side) {
    Map<String, double[]> columns = new LinkedHashMap<>(bars.columns());
    if (!slice.index().isEmpty()) {
      columns.put("member", side.members(bars.time(), bars.instruments()));
    }
    return Panel.of(
        slice.dataSet(),
        Frame.of(bars.time(), bars.instruments(), columns),
        Actions.of(side.actions(bars.time(), bars.instruments())),
        side.sectors(),
        side.perSession(bars.time()),
        extent.dataSet().warnings());
  }

  private static double[] empty(int cells) {
    double[] values = new double[cells];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static TimeAxis axis(Extent extent) {
    SessionEnds ends = new SessionEnds(extent.dataSet().calendar());
    int[] sessions =
        LocalDate.ofEpochDay(extent.first())
            .datesUntil(LocalDate.ofEpochDay(extent.last()).plusDays(1))
            .filter(extent.dataSet().calendar()::isSession)
            .mapToInt(day -> (int) day.toEpochDay())
            .toArray();
    boolean always = extent.dataSet().calendar() == Calendar.ALWAYS;
    return TimeAxis.of(
        extent.dataSet().calendar().name(),
        always ? DAYS_PER_YEAR : SESSIONS_PER_YEAR,
        Arrays.stream(sessions).mapToLong(ends::micros).toArray(),
        sessions);
  }

  private static void fill(
      Rows bars, TimeAxis time, InstrumentAxis instruments, Map<String, double[]> columns) {
    int[] sessions = bars.ints("session");
    int[] flags = bars.ints("flags");
    String[] ids = bars.texts("instrument_id");
    int[] cell = new int[bars.size()];
    String last = "";
    int column = -1;
    for (int r = 0; r < cell.length; r++) {
      if (column < 0 || !ids[r].equals(last)) {
        last = ids[r];
        column = instruments.indexOf(last);
      }
      int bar = time.firstAtOrAfter(sessions[r]);
      boolean known = bar < time.size() && time.session(bar) == sessions[r] && column >= 0;
      cell[r] = known && !BarFlags.isMissing(flags[r]) ? bar * instruments.size() + column : -1;
    }
    for (String name : PRICES) {
      double[] from = bars.doubles(name);
      double[] to = Frame.of(time, instruments, columns).column(name);
      for (int r = 0; r < cell.length; r++) {
        if (cell[r] >= 0) {
          to[cell[r]] = from[r];
        }
      }
    }
  }
}
