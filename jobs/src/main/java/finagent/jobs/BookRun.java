package finagent.jobs;

import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.backtest.BookHistory;
import finagent.sandbox.backtest.Trader;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernels;
import finagent.tables.market.Mark;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A book of a night that has run over a piece of its bars.
 *
 * @param before rows of trades before this piece
 * @param decisions of this piece, and the last one before it
 */
record BookRun(
    Backtest backtest,
    Trader trader,
    BookHistory history,
    int before,
    SortedMap<LocalDate, SortedMap<String, Double>> decisions) {
  /**
   * Runs a book to the end of a panel.
   *
   * @param from what it goes on from; empty = it begins with the panel
   */
  static BookRun of(NightBook book, Kernels kernels, Panel panel, Optional<BookState> from) {
    Backtest backtest =
        Backtest.open(
            book.program(),
            kernels,
            panel,
            Interpreter.noFeatures(panel),
            from.isPresent() ? Journal.Detail.ALL : Journal.Detail.TRADES);
    from.ifPresent(state -> backtest.resume(state.snapshot()));
    Trader trader = backtest.traders().get(0).recording();
    backtest.run();
    BookHistory history =
        from.map(state -> BookHistory.of(state.history())).orElseGet(BookHistory::new);
    int before = history.trades();
    history.add(trader);
    SortedMap<LocalDate, SortedMap<String, Double>> decisions = new TreeMap<>();
    from.ifPresent(state -> decisions.putAll(state.decisions()));
    decisions.putAll(Decisions.of(trader.targets(), panel));
    return new BookRun(backtest, trader, history, before, decisions);
  }

  /**
   * Its state at the end of the piece.
   *
   * @param key its rows are kept under
   */
  BookState state(String key, Mark mark) {
    SortedMap<LocalDate, SortedMap<String, Double>> last = new TreeMap<>();
    if (!decisions.isEmpty()) {
      last.putAll(decisions.tailMap(decisions.lastKey()));
    }
    return new BookState(key, mark, last, backtest.save(), history.save());
  }
}
