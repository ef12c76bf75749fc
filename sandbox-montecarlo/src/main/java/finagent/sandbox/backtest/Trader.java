package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Ledger;
import finagent.sandbox.ledger.Row;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.InLoopKernel;
import finagent.sandbox.program.InLoopKernel.Trade;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.State;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes one book through the bars: what it wants, what its in-loop agents make of that. */
public final class Trader {
  private final Book book;
  private final Panel panel;
  private final Layout layout;
  private final Ledger ledger;
  private final boolean[] scheduled;
  private final int firstBar;
  private final List<InLoopKernel> inLoop = new ArrayList<>();
  private final List<State> states = new ArrayList<>();
  private final List<Block> seen = new ArrayList<>();
  private final double[] target;
  private final double[] noGroups = {};
  private final Row row = new Row();
  private Targets targets = Targets.none();
  private int firstDecision = -1;

  private Trader(Book book, Panel panel, boolean[] scheduled, Journal.Detail detail) {
    this.book = book;
    this.panel = panel;
    this.layout = Layout.of(panel);
    this.firstBar = panel.time().firstAtOrAfter(book.firstBar());
    this.ledger =
        Ledger.open(
            book.account(), panel.instruments(), panel.time(), panel.actions(), firstBar, detail);
    this.scheduled = scheduled;
    this.target = new double[panel.width()];
    this.row.open = panel.bars().column("open");
    this.row.close = panel.bars().column("close");
    this.row.volume = panel.bars().column("volume");
  }

  /**
   * Opens a book.
   *
   * @param scheduled bars at whose close its schedule trades; shared, never written
   */
  static Trader open(
      Book book, Kernels kernels, Panel panel, boolean[] scheduled, Journal.Detail detail) {
    Trader trader = new Trader(book, panel, scheduled, detail);
    for (Step step : book.inLoop()) {
      Kernel kernel = kernels.create(step);
      if (!(kernel instanceof InLoopKernel inLoop)) {
        throw new IllegalArgumentException(
            "Book '%s' lists '%s' among its in-loop kernels, but it does not look at the account"
                .formatted(book.name(), step.kernel()));
      }
      trader.inLoop.add(inLoop);
      trader.states.add(inLoop.open(trader.layout));
      trader.seen.add(new Block(panel.time(), panel.width(), step.inputs().size(), 0));
    }
    return trader;
  }

  /** Bars at whose close the book may look at its weights. */
  boolean[] looksAt() {
    boolean[] at = scheduled.clone();
    if (!inLoop.isEmpty()) {
      Arrays.fill(at, true);
    }
    Arrays.fill(at, 0, Math.min(firstBar, at.length), false);
    return at;
  }

  /** Also keeps the targets of each decision, for the noise control. */
  public Trader recording() {
    targets = Targets.recording(panel.width());
    return this;
  }

  void trade(Interpreter interpreter, int from, int to) {
    Wire weights = book.weights();
    double[] values = interpreter.values(weights);
    double[] groups = book.groupWire().map(interpreter::values).orElse(noGroups);
    for (int t = from; t < to; t++) {
      observe(interpreter, t);
      if (t < firstBar) {
        continue;
      }
      seat(interpreter, t);
      ledger.advance(t, row);
      int groupAt = groups == noGroups ? 0 : interpreter.at(book.groupWire().orElseThrow(), t);
      decide(t, values, interpreter.at(weights, t), groups, groupAt);
    }
  }

  private void observe(Interpreter interpreter, int t) {
    for (int k = 0; k < seen.size(); k++) {
      Block block = seen.get(k);
      if (block.inputs() > 0) {
        List<Wire> inputs = book.inLoop().get(k).inputs();
        for (int p = 0; p < inputs.size(); p++) {
          block.input(p, interpreter.values(inputs.get(p)), interpreter.at(inputs.get(p), t));
        }
        block.span(t, 1);
        inLoop.get(k).observe(states.get(k), layout, block);
      }
    }
  }

  private void decide(int t, double[] values, int at, double[] groups, int groupAt) {
    double[] group = groups == noGroups ? null : groups;
    if (inLoop.isEmpty()) {
      if (scheduled[t]) {
        decided(t, values, at, false);
        ledger.decide(values, at, group, groupAt, row);
      }
      return;
    }
    System.arraycopy(values, at, target, 0, target.length);
    Trade trade = scheduled[t] ? Trade.BY_SCHEDULE : Trade.NONE;
    for (int k = 0; k < inLoop.size(); k++) {
      trade = inLoop.get(k).decide(states.get(k), layout, ledger, target, trade);
    }
    if (trade == Trade.NONE) {
      return;
    }
    decided(t, target, 0, trade == Trade.AT_ONCE);
    if (trade == Trade.AT_ONCE) {
      ledger.decideAtOnce(target, 0, group, groupAt, row);
    } else {
      ledger.decide(target, 0, group, groupAt, row);
    }
  }

  private void decided(int t, double[] values, int at, boolean atOnce) {
    targets.add(t, values, at, atOnce);
    for (int i = 0; firstDecision < 0 && i < target.length; i++) {
      if (values[at + i] != 0 && !Double.isNaN(values[at + i])) {
        firstDecision = t;
      }
    }
  }

  private void seat(Interpreter interpreter, int t) {
    row.seat(panel, t);
    if (!book.liquidity().isEmpty()) {
      row.adv = interpreter.values(book.liquidity().get(0));
      row.sigma = interpreter.values(book.liquidity().get(1));
      row.liquidityAt = interpreter.at(book.liquidity().get(0), t);
    }
    targets.liquidity(row.adv, row.sigma, row.liquidityAt);
    Wire universe = book.universe();
    if (universe != null) {
      targets.chooseFrom(interpreter.values(universe), interpreter.at(universe, t));
    }
  }

  public Book book() {
    return book;
  }

  public int firstBar() {
    return firstBar;
  }

  /** The first bar at which the book wanted to hold anything, or -1: where evaluation begins. */
  public int firstDecision() {
    return firstDecision;
  }

  public Targets targets() {
    return targets;
  }

  /** What has happened so far. */
  public Journal journal() {
    return ledger.journal();
  }

  /** Ends the book and hands its journal over. */
  public Journal close() {
    return ledger.close();
  }

  List<State> save() {
    List<State> saved = new ArrayList<>();
    saved.add(ledger.save());
    states.forEach(state -> saved.add(state.copy()));
    return saved;
  }

  void rewind(List<State> saved) {
    ledger.rewind(saved.get(0));
    for (int k = 0; k < states.size(); k++) {
      states.get(k).become(saved.get(k + 1));
    }
    firstDecision = -1;
  }

  void restore(List<State> saved) {
    ledger.restore(saved.get(0));
    for (int k = 0; k < states.size(); k++) {
      states.set(k, saved.get(k + 1).copy());
    }
  }
}
