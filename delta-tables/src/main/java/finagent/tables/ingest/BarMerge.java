package finagent.tables.ingest;

import finagent.sandbox.market.Calendar;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.market.BarFlags;
import finagent.tables.market.BarHash;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lays new bars over known ones, symbol by symbol in the order of sessions: what is new, what is
 * restated, which flags follow, and by how much the fingerprints change.
 */
final class BarMerge {
  private static final int NONE = -1;

  private final String dataSet;
  private final Symbols symbols;
  private final Bars fresh;
  private final Bars known;
  private final Calendar calendar;
  private final Splits splits;
  private final boolean late;
  private final BitSet sessions = new BitSet();
  private final BitSet asked = new BitSet();
  private final SpikeRule spikes = new SpikeRule();
  private final Bars changed = new Bars();
  private final Rows sums = Rows.of(Tables.FINGERPRINTS);
  private final TreeMap<Integer, Sum> sumByYear = new TreeMap<>();
  private long seed;

  long added;
  long restated;
  long reflagged;
  long unchanged;
  long duplicates;
  long zeroVolume;
  long spiked;

  /**
   * A merge.
   *
   * @param known bars from {@link SpikeRule#DAYS} before the first new one on; flags of those
   *     before the first new one of their symbol are taken as they are
   * @param late whether known bars stay as they are, and count as unchanged
   */
  BarMerge(
      String dataSet,
      Symbols symbols,
      Bars fresh,
      Bars known,
      Calendar calendar,
      Splits splits,
      boolean late) {
    this.dataSet = dataSet;
    this.symbols = symbols;
    this.fresh = fresh;
    this.known = known;
    this.calendar = calendar;
    this.splits = splits;
    this.late = late;
  }

  /** Fills {@link #changed()} and {@link #sums()}; marks bad bars as broken and flags them. */
  void run() {
    Bars.Order newOrder = fresh.bySymbol(symbols.size());
    Bars.Order oldOrder = known.bySymbol(symbols.size());
    for (int symbol : symbols.sorted()) {
      seed = BarHash.seed(symbols.name(symbol));
      spikes.restart();
      sumByYear.clear();
      merge(newOrder.of(symbol), oldOrder.of(symbol), splits.of(symbols.name(symbol)));
      sumByYear.forEach((year, sum) -> emit(symbol, year, sum));
    }
  }

  private void merge(int[] news, int[] olds, SortedMap<Integer, Double> ratios) {
    int begins = news.length == 0 ? Integer.MAX_VALUE : fresh.session[news[0]];
    int before = Integer.MIN_VALUE;
    int n = 0;
    int o = 0;
    while (n < news.length || o < olds.length) {
      int newSession = n < news.length ? fresh.session[news[n]] : Integer.MAX_VALUE;
      int oldSession = o < olds.length ? known.session[olds[o]] : Integer.MAX_VALUE;
      int session = Math.min(newSession, oldSession);
      if (!ratios.isEmpty() && session != Integer.MAX_VALUE) {
        ratios.subMap(before, session + 1).values().forEach(spikes::split);
        before = session + 1;
      }
      if (session < begins) {
        int row = olds[o++];
        spikes.known(session, known.close(row), (known.flags[row] & BarFlags.SPIKE) != 0);
        continue;
      }
      int until = n;
      while (until < news.length && fresh.session[news[until]] == session) {
        until++;
      }
      int good = settle(news, n, until);
      n = until;
      decide(good, oldSession == session ? olds[o++] : NONE);
    }
  }

  /** Of the new bars of one key the one that counts; flags the bad ones. */
  private int settle(int[] news, int from, int to) {
    int good = NONE;
    boolean contradicted = false;
    for (int k = from; k < to; k++) {
      int row = news[k];
      if (fresh.broken[row] == 0 && good != NONE) {
        contradicted |= !fresh.sameValues(row, fresh, good);
      }
      good = good == NONE && fresh.broken[row] == 0 ? row : good;
    }
    for (int k = from; k < to; k++) {
      int row = news[k];
      if (contradicted && fresh.broken[row] == 0) {
        fresh.broken[row] |= Check.TWICE.bit();
      }
      if (fresh.broken[row] != 0) {
        fresh.flags[row] = flags(fresh, row, false);
        count(fresh.flags[row]);
      } else if (row != good) {
        duplicates++;
      }
    }
    return contradicted ? NONE : good;
  }

  private void decide(int came, int old) {
    if (came == NONE && old == NONE) {
      return;
    }
    int good = late && old != NONE ? NONE : came;
    Bars from = good == NONE ? known : fresh;
    int row = good == NONE ? old : good;
    int flags = flags(from, row, true);
    if (came != NONE) {
      count(flags);
    }
    if (old == NONE) {
      added++;
      change(from, row, flags);
      sum(row, flags, from, 1);
    } else if (good != NONE && !fresh.sameValues(good, known, old)) {
      restated++;
      change(from, row, flags);
      sum(old, known.flags[old], known, -1);
      sum(row, flags, from, 1);
    } else {
      unchanged += came == NONE ? 0 : 1;
      if (flags != known.flags[old]) {
        reflagged++;
        change(known, old, flags);
        sum(old, known.flags[old], known, -1);
        sum(old, flags, known, 1);
      }
    }
  }

  private int flags(Bars bars, int row, boolean trusted) {
    int flags = bars.volume(row) == 0 ? BarFlags.ZERO_VOLUME : 0;
    double close = bars.close(row);
    boolean priced = close > 0 && close < Double.POSITIVE_INFINITY;
    if (priced && spikes.isSpike(bars.session[row], close, trusted)) {
      flags |= BarFlags.SPIKE;
    }
    flags |= bars.high(row) < Math.max(bars.open(row), close) ? BarFlags.HIGH_BELOW : 0;
    return flags | (isSession(bars.session[row]) ? 0 : BarFlags.OFF_CALENDAR);
  }

  private boolean isSession(int day) {
    if (day < 0) {
      return calendar.isSession(LocalDate.ofEpochDay(day));
    }
    if (!asked.get(day)) {
      asked.set(day);
      sessions.set(day, calendar.isSession(LocalDate.ofEpochDay(day)));
    }
    return sessions.get(day);
  }

  private void count(int flags) {
    zeroVolume += (flags & BarFlags.ZERO_VOLUME) != 0 ? 1 : 0;
    spiked += (flags & BarFlags.SPIKE) != 0 ? 1 : 0;
  }

  private void change(Bars from, int row, int flags) {
    int at = changed.add();
    changed.symbol[at] = from.symbol[row];
    changed.session[at] = from.session[row];
    changed.flags[at] = flags;
    for (int c = 0; c < changed.values.length; c++) {
      changed.values[c][at] = from.values[c][row];
    }
  }

  private void sum(int row, int flags, Bars bars, int sign) {
    int session = bars.session[row];
    int year = LocalDate.ofEpochDay(session).getYear();
    long hash =
        BarHash.of(
            seed,
            session,
            bars.open(row),
            bars.high(row),
            bars.low(row),
            bars.close(row),
            bars.volume(row),
            flags);
    sumByYear.computeIfAbsent(year, any -> new Sum()).add(session, sign * hash, sign);
  }

  private void emit(int symbol, int year, Sum sum) {
    sums.add(dataSet, symbols.name(symbol), year, sum.rows, sum.hash, sum.first, sum.last, 0L, 0L);
  }

  /** Bars to write, by symbol and session. */
  Bars changed() {
    return changed;
  }

  /** Rows of {@code fingerprints} with the changes; version and time are not filled in yet. */
  Rows sums() {
    return sums;
  }

  private static final class Sum {
    private long rows;
    private long hash;
    private int first = Integer.MAX_VALUE;
    private int last = Integer.MIN_VALUE;

    void add(int session, long change, int count) {
      rows += count;
      hash += change;
      first = Math.min(first, session);
      last = Math.max(last, session);
    }
  }
}
