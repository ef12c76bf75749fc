package finagent.jobs;

import finagent.jobs.risk.Portfolio;
import finagent.planner.Digest;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.TotalReturns;
import finagent.tables.StateFiles;
import finagent.tables.Warehouse;
import finagent.tables.WarehouseException;
import finagent.tables.market.DeltaMarket;
import finagent.tables.market.RecentCloses;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The last closes of a data set, kept beside the tables from one night to the next, as what a
 * night's book is measured with. Where they do not reach back far enough for a book, its
 * instruments are read from their first bar on.
 */
final class BookCloses {
  /** States of sessions before the last that stay. */
  private static final int OLDER = 1;

  private final Warehouse warehouse;
  private final DeltaMarket market;
  private final String dataSet;
  private final LocalDate session;
  private final RecentCloses closes;
  private long rows;

  private BookCloses(
      Warehouse warehouse,
      DeltaMarket market,
      String dataSet,
      LocalDate session,
      RecentCloses closes) {
    this.warehouse = warehouse;
    this.market = market;
    this.dataSet = dataSet;
    this.session = session;
    this.closes = closes;
    this.rows = closes.rows();
  }

  /**
   * Those up to a session; they are kept for the next one.
   *
   * @param most how many sessions
   */
  static BookCloses upTo(Warehouse warehouse, String dataSet, LocalDate session, int most) {
    StateFiles files = new StateFiles(warehouse);
    DeltaMarket market = new DeltaMarket(warehouse);
    String key = Digest.of("recent-closes").text(dataSet).integer(most).build().hex();
    RecentCloses closes = kept(files, key, session).upTo(market, dataSet, session, most);
    files.replace(key, session.toEpochDay(), closes.bytes(), OLDER);
    return new BookCloses(warehouse, market, dataSet, session, closes);
  }

  /** What was kept last; nothing where it cannot be read, for then all is read again. */
  private static RecentCloses kept(StateFiles files, String key, LocalDate session) {
    try {
      Optional<byte[]> bytes = files.latest(key, session.toEpochDay());
      return bytes.isEmpty() ? RecentCloses.none() : RecentCloses.of(bytes.get());
    } catch (IOException | WarehouseException e) {
      return RecentCloses.none();
    }
  }

  /** Bars read so far; what was kept is not counted. */
  long rows() {
    return rows;
  }

  /** The bars of all instruments in the sessions kept, closes alone. */
  Panel all() {
    return closes.panel(market, dataSet, closes.instruments());
  }

  /**
   * The bars of a book, enough of them for a number of its last complete sessions where there are
   * as many: what is measured with these is to the bit what all its bars give.
   */
  Panel of(Portfolio portfolio, int complete) {
    List<String> held = portfolio.held();
    Panel panel = closes.panel(market, dataSet, held);
    if (reaches(panel, held, complete)) {
      return panel;
    }
    Panel all = HeldBook.of(portfolio, dataSet, session).panel(warehouse);
    rows += bars(all);
    return all;
  }

  private boolean reaches(Panel panel, List<String> held, int complete) {
    return closes.instruments().containsAll(held)
        && (complete(panel) >= complete || !youngest(held).isBefore(closes.first()));
  }

  /** Sessions in which all instruments have a return. */
  private static int complete(Panel panel) {
    TotalReturns moves = TotalReturns.of(panel);
    int complete = 0;
    for (int t = 1; t < panel.time().size(); t++) {
      int returns = 0;
      while (returns < panel.width() && !Double.isNaN(moves.change(t, returns))) {
        returns++;
      }
      complete += returns == panel.width() ? 1 : 0;
    }
    return complete;
  }

  /** The first session in which all instruments have had a bar. */
  private LocalDate youngest(Collection<String> held) {
    Slice slice =
        new Slice(
            dataSet,
            market.barsVersion(dataSet),
            List.copyOf(held),
            "",
            "",
            HeldBook.FIRST,
            session.toEpochDay());
    return market.firstBars(slice).values().stream().max(LocalDate::compareTo).orElseThrow();
  }

  private static long bars(Panel panel) {
    long bars = 0;
    for (double close : panel.bars().column("close")) {
      bars += Double.isNaN(close) ? 0 : 1;
    }
    return bars;
  }
}
