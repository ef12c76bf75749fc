package finagent.sandbox.montecarlo;

import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.backtest.Evaluation;
import finagent.sandbox.backtest.Snapshot;
import finagent.sandbox.backtest.Trader;
import finagent.sandbox.fast.Pruned;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import org.jspecify.annotations.Nullable;

/** The strategy through the backtest as it is, account and all. */
final class LedgerRun implements PanelRun {
  private final Program program;
  private final Kernels kernels;
  private final Curve curve;
  private @Nullable Prepared prepared;

  /** A backtest before its first bar, over a panel whose values may change. */
  private record Prepared(Panel panel, Backtest backtest, Snapshot start) {}

  private LedgerRun(Program program, Kernels kernels) {
    this.program = Pruned.of(program, kernels);
    this.kernels = kernels;
    curve = new Curve(program.books().get(0).account().capital());
  }

  static LedgerRun of(Program program, Kernels kernels) {
    only(program);
    return new LedgerRun(program, kernels);
  }

  /** The program's one book. */
  static Book only(Program program) {
    if (program.books().size() != 1) {
      throw new IllegalArgumentException(
          "Invalid program: %d books (a run is of one; take program.only(k, k + 1))"
              .formatted(program.books().size()));
    }
    return program.books().get(0);
  }

  @Override
  public Outcome run(Panel panel) {
    Prepared ready = prepared(panel);
    ready.backtest.run();
    Trader trader = ready.backtest.traders().get(0);
    Columns rows = trader.journal().equity();
    curve.clear(panel, trader.firstBar());
    System.arraycopy(rows.raw(Journal.E_EQUITY), 0, curve.equity, trader.firstBar(), rows.rows());
    System.arraycopy(rows.raw(Journal.E_TRADED), 0, curve.traded, trader.firstBar(), rows.rows());
    int decided = trader.firstDecision();
    return curve.measure(
        panel, decided, decided < 0 ? 0 : Evaluation.charged(rows, decided - trader.firstBar()));
  }

  private Prepared prepared(Panel panel) {
    Prepared before = prepared;
    if (before != null && before.panel == panel) {
      before.backtest.rewind(before.start);
      return before;
    }
    Backtest backtest =
        Backtest.open(
            program, kernels, panel, Interpreter.noFeatures(panel), Journal.Detail.EQUITY);
    Prepared made = new Prepared(panel, backtest, backtest.save());
    prepared = made;
    return made;
  }

  @Override
  public double[] equity() {
    return curve.equity;
  }

  @Override
  public boolean throughLedger() {
    return true;
  }

  @Override
  public int firstDecision() {
    return curve.firstDecision;
  }
}
