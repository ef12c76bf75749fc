package finagent.sandbox.kernel.alpha;

import finagent.sandbox.kernel.IdOrder;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Pairs trading on cointegration (Gatev, Goetzmann and Rouwenhorst 2006; Vidyamurthy 2004). Inputs:
 * index, and optionally the universe's mask; outputs: net hedge position (sum over open pairs of
 * +-1/(1+b) of the first leg and -+b/(1+b) of the second, so 1 gross per pair) and group (a
 * positive number shared by the instruments of pairs that hang together and were ever open, from
 * the bar they open until the formation after their own; 0 = none).
 *
 * <p>At the first bar of every calendar month whose number since year 0 divides by {@code months},
 * open pairs are closed and new ones formed from the last {@code window} bars of log index, the
 * current one included: {@link EngleGranger} on every candidate with a full window, {@link
 * FalseDiscovery} over all of them, the {@code top} by p-value with a positive hedge ratio. Until
 * the next formation, with the z-score of the spread {@code log A - b log B} by the formation's
 * mean and standard deviation: opened at {@code enter <= |z| < stop} if both legs are in the mask
 * (who has no bar today is not), closed at {@code |z| <= exit} or when z changes sign, closed for
 * good at {@code |z| >= stop} or when a leg has no index any more, closed after {@code maxHold}
 * bars and then not opened again before z was inside {@code enter}. Cost O(candidates x window) a
 * formation, O(instruments) a bar.
 */
public final class Pairs implements RowKernel {
  private static final int CLOCK = 0;
  private static final int ORDER = 1;
  private static final int SLOTS = 2;
  private static final int BAR = 0;
  private static final int MONTH = 1;
  private static final int NO_MONTH = -1;

  private final PairRules rules;

  public Pairs(PairRules rules) {
    this.rules = rules;
  }

  @Override
  public boolean everyBar() {
    return true;
  }

  @Override
  public State open(Layout layout) {
    rules.list().forEach(pair -> Formation.legs(pair, layout));
    int window = rules.window();
    double[][] doubles = new double[window + PairSlots.DOUBLES][];
    Arrays.setAll(doubles, k -> new double[k < window ? layout.width() : rules.top()]);
    for (int k = 0; k < window; k++) {
      Arrays.fill(doubles[k], Double.NaN);
    }
    long[][] longs = new long[SLOTS + PairSlots.LONGS][];
    Arrays.setAll(longs, k -> new long[rules.top()]);
    PairSlots.empty(longs, SLOTS);
    longs[CLOCK] = new long[] {0, NO_MONTH};
    longs[ORDER] = IdOrder.of(layout);
    return State.of(2, doubles, longs);
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    PairSlots slots = new PairSlots(rules, layout, state, rules.window(), SLOTS);
    boolean[] tradable = new boolean[block.width()];
    for (int r = 0; r < block.rows(); r++) {
      int at = r * block.width();
      double[] logs = log(state, block, at);
      tradable(block, at, tradable);
      double[] groups = block.out(1);
      int groupsAt = block.outAt(1) + at;
      Arrays.fill(groups, groupsAt, groupsAt + tradable.length, 0);
      if (formsAt(state, block.time().date(block.firstBar() + r))) {
        slots.leave(groups, groupsAt);
        slots.take(
            new Formation(rules, layout, inTime(state), state.longs(ORDER), tradable).pairs());
      }
      slots.step(logs, tradable);
      slots.link(groups, groupsAt, logs);
      double[] pairs = block.out(0);
      int pairsAt = block.outAt(0) + at;
      Arrays.fill(pairs, pairsAt, pairsAt + tradable.length, 0);
      slots.positions(pairs, pairsAt);
    }
  }

  private double[] log(State state, Block block, int at) {
    long[] clock = state.longs(CLOCK);
    double[] logs = state.doubles((int) (clock[BAR] % rules.window()));
    double[] index = block.in(0);
    int from = block.inAt(0) + at;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = index[from + i] > 0 ? StrictMath.log(index[from + i]) : Double.NaN;
    }
    clock[BAR]++;
    return logs;
  }

  private static void tradable(Block block, int at, boolean[] tradable) {
    boolean masked = block.inputs() > 1;
    for (int i = 0; i < tradable.length; i++) {
      tradable[i] =
          masked
              ? block.in(1)[block.inAt(1) + at + i] == 1
              : !Double.isNaN(block.in(0)[block.inAt(0) + at + i]);
    }
  }

  private boolean formsAt(State state, LocalDate date) {
    long[] clock = state.longs(CLOCK);
    long month = date.getYear() * 12L + date.getMonthValue() - 1;
    long before = clock[MONTH];
    clock[MONTH] = month;
    return before != NO_MONTH
        && month / rules.months() != before / rules.months()
        && clock[BAR] >= rules.window();
  }

  /** The rows of the window, oldest first. */
  private double[][] inTime(State state) {
    int window = rules.window();
    double[][] rows = new double[window][];
    Arrays.setAll(rows, k -> state.doubles((int) ((state.longs(CLOCK)[BAR] + k) % window)));
    return rows;
  }
}
