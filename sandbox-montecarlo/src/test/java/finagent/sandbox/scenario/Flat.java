package finagent.sandbox.scenario;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Ledger;
import finagent.sandbox.ledger.Row;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Calendar;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Markets in which nothing moves, and books that only hold: what a scenario does stands alone. */
final class Flat {
  static final List<String> IDS = List.of("A", "B", "C");
  static final Betas BETAS = Betas.given(Map.of("A", 1.2, "B", .8, "C", 1.0));

  private Flat() {}

  static Panel panel(int bars) {
    return panel(bars, Actions.none(), Map.of());
  }

  static Panel panel(int bars, Actions actions, Map<String, double[]> series) {
    long[] ends = new long[bars];
    int[] sessions = new int[bars];
    LocalDate day = LocalDate.of(2019, 12, 31);
    for (int t = 0; t < bars; t++) {
      day = Calendar.XNYS.next(day);
      sessions[t] = (int) day.toEpochDay();
      ends[t] = day.toEpochDay() * 86_400_000_000L + 75_600_000_000L;
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : List.of("open", "high", "low", "close", "volume")) {
      columns.put(name, new double[bars * 3]);
      Arrays.fill(columns.get(name), name.equals("volume") ? 1e6 : 100);
    }
    Map<String, double[]> all = new TreeMap<>(series);
    all.putIfAbsent("benchmark", new double[bars]);
    return Panel.of(
        "flat",
        Frame.of(TimeAxis.of("XNYS", 252, ends, sessions), InstrumentAxis.of(IDS), columns),
        actions,
        Map.of("A", "Financials", "B", "Real Estate", "C", "Energy"),
        all,
        List.of());
  }

  /** Buys .5 .3 .2 at the close of the first bar for a million, and holds. */
  static Journal hold(Panel panel, Account.Costs costs) {
    return trade(panel, costs, Map.of(0, new double[] {.5, .3, .2}));
  }

  /** Wants the given weights at the closes of the given bars. */
  static Journal trade(Panel panel, Account.Costs costs, Map<Integer, double[]> wants) {
    Account plain = Account.plain(1_000_000);
    Account account =
        new Account(
            plain.capital(),
            plain.currency(),
            Account.Fill.CLOSE,
            plain.sizing(),
            0,
            plain.rebalance(),
            0,
            1,
            plain.maxAdv(),
            plain.maxLeverage(),
            plain.dividends(),
            costs);
    Ledger ledger =
        Ledger.open(
            account, panel.instruments(), panel.time(), panel.actions(), 0, Journal.Detail.ALL);
    Row row = new Row();
    row.open = panel.bars().column("open");
    row.close = panel.bars().column("close");
    row.volume = panel.bars().column("volume");
    for (int t = 0; t < panel.time().size(); t++) {
      row.seat(panel, t);
      ledger.advance(t, row);
      if (wants.containsKey(t)) {
        ledger.decide(wants.get(t), 0, null, 0, row);
      }
    }
    return ledger.close();
  }

  static Account.Costs costs(double halfSpread, double borrow) {
    return new Account.Costs(0, 0, 0, halfSpread, 0, borrow, 0, 0, 0);
  }
}
