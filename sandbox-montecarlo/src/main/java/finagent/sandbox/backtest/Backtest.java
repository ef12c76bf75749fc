package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Schedule;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Wants;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a program over a panel: steps block by block, and after each block every book bar by bar.
 */
public final class Backtest {
  private final Interpreter interpreter;
  private final List<Trader> traders;
  private final int bars;

  private Backtest(Interpreter interpreter, List<Trader> traders, int bars) {
    this.interpreter = interpreter;
    this.traders = traders;
    this.bars = bars;
  }

  public static Backtest open(
      Program program, Kernels kernels, Panel panel, Frame features, Journal.Detail detail) {
    List<Trader> traders = new ArrayList<>();
    List<boolean[]> decisions = new ArrayList<>();
    Map<Account.Rebalance, boolean[]> schedules = new EnumMap<>(Account.Rebalance.class);
    for (Book book : program.books()) {
      boolean[] scheduled =
          schedules.computeIfAbsent(
              book.account().rebalance(), every -> Schedule.scheduled(panel.time(), every));
      Trader trader = Trader.open(book, kernels, panel, scheduled, detail);
      traders.add(trader);
      decisions.add(trader.looksAt());
    }
    Wants wants = Wants.of(program, kernels, decisions);
    return new Backtest(
        Interpreter.open(program, kernels, panel, features, wants), traders, panel.time().size());
  }

  /** Runs to the end of the panel. */
  public void run() {
    runTo(bars);
  }

  /** Runs up to a bar, exclusive. */
  public void runTo(int end) {
    while (interpreter.nextBar() < end) {
      int first = interpreter.nextBar();
      int rows = Math.min(interpreter.maxRows(), end - first);
      interpreter.run(rows);
      for (Trader trader : traders) {
        trader.trade(interpreter, first, first + rows);
      }
    }
  }

  public List<Trader> traders() {
    return traders;
  }

  /** All that is needed to go on later; see {@link #resume}. */
  public Snapshot save() {
    return new Snapshot(
        interpreter.nextBar(), interpreter.save(), traders.stream().map(Trader::save).toList());
  }

  /**
   * Goes back to where its own snapshot was made, before the first bar; the journals are empty
   * again, and what was read from them is overwritten. Allocates next to nothing.
   */
  public void rewind(Snapshot start) {
    interpreter.rewind(start.steps(), start.bar());
    for (int b = 0; b < traders.size(); b++) {
      traders.get(b).rewind(start.books().get(b));
    }
  }

  /** Goes on where a snapshot was made; journals hold what happens from there. */
  public void resume(Snapshot snapshot) {
    interpreter.restore(snapshot.steps(), snapshot.bar());
    for (int b = 0; b < traders.size(); b++) {
      traders.get(b).restore(snapshot.books().get(b));
    }
  }
}
