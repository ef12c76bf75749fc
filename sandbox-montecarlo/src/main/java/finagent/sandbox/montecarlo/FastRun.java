package finagent.sandbox.montecarlo;

import finagent.sandbox.fast.LaneAccount;
import finagent.sandbox.fast.Pruned;
import finagent.sandbox.ledger.Schedule;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Feed;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.State;
import finagent.sandbox.program.Wants;
import finagent.sandbox.program.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The strategy through a {@link LaneAccount}; a market with a bar that only the ledger can take
 * goes through the ledger instead.
 */
final class FastRun implements PanelRun {
  private static final double[] NONE = {};

  private final Program program;
  private final Kernels kernels;
  private final Book book;
  private final PanelRun ledger;
  private final Curve curve;
  private boolean throughLedger;

  /** What the fills of the first decision's bar have cost. */
  private double charged;

  private @Nullable Prepared prepared;

  /** All that is made once for a panel whose values may change. */
  private static final class Prepared {
    final Panel panel;
    final Feed feed;
    final boolean[] scheduled;
    final int firstBar;
    final Interpreter interpreter;
    final List<State> start;
    final LaneAccount account;

    Prepared(Panel panel, Feed feed, Program program, Kernels kernels) {
      Book book = program.books().get(0);
      this.panel = panel;
      this.feed = feed;
      scheduled = Schedule.scheduled(panel.time(), book.account().rebalance());
      firstBar = panel.time().firstAtOrAfter(book.firstBar());
      Arrays.fill(scheduled, 0, firstBar, false);
      Wants wants = Wants.of(program, kernels, List.of(scheduled));
      interpreter =
          feed == Feed.NONE
              ? Interpreter.open(program, kernels, panel, Interpreter.noFeatures(panel), wants)
              : Interpreter.open(program, kernels, panel, feed, wants);
      start = interpreter.save();
      account = LaneAccount.of(book.account(), panel.width());
    }

    void rewind() {
      interpreter.rewind(start, 0);
      account.open(panel, feed);
    }
  }

  private FastRun(Program program, Kernels kernels) {
    this.program = Pruned.of(program, kernels);
    this.kernels = kernels;
    book = this.program.books().get(0);
    ledger = LedgerRun.of(program, kernels);
    curve = new Curve(book.account().capital());
  }

  static FastRun of(Program program, Kernels kernels) {
    Optional<String> refusal = refusal(program);
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    return new FastRun(program, kernels);
  }

  static Optional<String> refusal(Program program) {
    Book book = LedgerRun.only(program);
    if (!book.inLoop().isEmpty()) {
      return Optional.of(
          "'%s' looks at the account and goes through the ledger"
              .formatted(book.inLoop().get(0).kernel()));
    }
    return LaneAccount.refusal(book.account());
  }

  @Override
  public Outcome run(Panel panel) {
    return walk(panel, Feed.NONE) ? curve.outcome() : ledger.run(panel);
  }

  @Override
  public Outcome run(FedMarket market) {
    return walk(market.axes(), market.feed()) ? curve.outcome() : ledger.run(market.whole());
  }

  /** Whether lanes could do it all. */
  private boolean walk(Panel panel, Feed feed) {
    throughLedger = LaneAccount.refusal(panel).isPresent();
    if (!throughLedger) {
      Prepared ready = prepared(panel, feed);
      curve.clear(panel, ready.firstBar);
      int firstDecision = trade(ready);
      throughLedger = !ready.account.ordinary();
      if (!throughLedger) {
        curve.measure(panel, firstDecision, charged);
      }
    }
    return !throughLedger;
  }

  private Prepared prepared(Panel panel, Feed feed) {
    Prepared before = prepared;
    boolean same = before != null && before.panel == panel && before.feed == feed;
    Prepared ready = before != null && same ? before : new Prepared(panel, feed, program, kernels);
    ready.rewind();
    prepared = ready;
    return ready;
  }

  /** The bar of the first decision, or -1. */
  private int trade(Prepared ready) {
    Interpreter interpreter = ready.interpreter;
    int bars = ready.scheduled.length;
    int firstDecision = -1;
    while (interpreter.nextBar() < bars && ready.account.ordinary()) {
      int first = interpreter.nextBar();
      int rows = Math.min(interpreter.maxRows(), bars - first);
      interpreter.run(rows);
      ready.account.block(ready.feed == Feed.NONE ? 0 : first);
      firstDecision = block(ready, Math.max(first, ready.firstBar), first + rows, firstDecision);
    }
    return firstDecision;
  }

  private int block(Prepared ready, int from, int to, int firstDecision) {
    Interpreter interpreter = ready.interpreter;
    LaneAccount account = ready.account;
    Wire weights = book.weights();
    double[] values = interpreter.values(weights);
    double[] adv = liquidity(interpreter, 0);
    double[] sigma = liquidity(interpreter, 1);
    double[] groups = book.groupWire().map(interpreter::values).orElse(NONE);
    int decided = firstDecision;
    for (int t = from; t < to; t++) {
      account.advance(t, t == ready.firstBar);
      if (ready.scheduled[t]) {
        int at = interpreter.at(weights, t);
        int liquidityAt = adv == NONE ? 0 : interpreter.at(book.liquidity().get(0), t);
        account.group(groups, groups == NONE ? 0 : interpreter.at(wire(), t));
        account.decide(t, values, at, adv, sigma, liquidityAt);
        if (decided < 0 && wants(values, at, ready.panel.width())) {
          decided = t;
          charged = account.charged();
        }
      }
      curve.equity[t] = account.equity();
      curve.traded[t] = account.traded();
    }
    return decided;
  }

  private Wire wire() {
    return book.groupWire().orElseThrow();
  }

  private double[] liquidity(Interpreter interpreter, int k) {
    return book.liquidity().isEmpty() ? NONE : interpreter.values(book.liquidity().get(k));
  }

  private static boolean wants(double[] values, int at, int width) {
    for (int i = 0; i < width; i++) {
      if (values[at + i] != 0 && !Double.isNaN(values[at + i])) {
        return true;
      }
    }
    return false;
  }

  @Override
  public double[] equity() {
    return throughLedger ? ledger.equity() : curve.equity;
  }

  @Override
  public int firstDecision() {
    return throughLedger ? ledger.firstDecision() : curve.firstDecision;
  }

  @Override
  public boolean throughLedger() {
    return throughLedger;
  }
}
