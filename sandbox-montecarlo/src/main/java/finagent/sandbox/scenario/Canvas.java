package finagent.sandbox.scenario;

import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.TotalReturns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bars of a window as shocks see them: opens and closes as log moves from the last close (after
 * corporate actions), and how far highs and lows reach beyond them. The benchmark, where the market
 * has one, is one more column of closes, with beta 1. NaN = no move known. Bars are counted from
 * the window's first.
 */
public final class Canvas {
  final Panel panel;
  final int from;
  final int bars;
  final int width;

  /** Instruments, and the benchmark. */
  final int columns;

  final double[] open;
  final double[] close;
  final double[] up;
  final double[] down;
  final double[] volume;
  final double[] spread;
  final double[] borrow;

  /** Added to the cash rate, from the window's first bar to the end of the market. */
  final double[] rate;

  final double[] betas;
  final double[] openBefore;
  final double[] closeBefore;
  final double[] upBefore;
  final double[] downBefore;
  final List<String> notes = new ArrayList<>();
  private final int[] starts;

  Canvas(Panel panel, int[] starts, Betas betas) {
    this.panel = panel;
    this.starts = starts;
    from = starts[0];
    bars = starts[starts.length - 1] - from;
    width = panel.width();
    columns = width + (panel.perSession("benchmark").isPresent() ? 1 : 0);
    open = new double[bars * width];
    up = new double[bars * width];
    down = new double[bars * width];
    close = new double[bars * columns];
    volume = ones(bars * width);
    spread = ones(bars);
    borrow = ones(bars);
    rate = new double[panel.time().size() - from];
    this.betas = new double[columns];
    Arrays.fill(this.betas, 1);
    for (int i = 0; i < width; i++) {
      this.betas[i] = betas.of(panel.instruments().id(i));
    }
    read(TotalReturns.of(panel));
    openBefore = open.clone();
    closeBefore = close.clone();
    upBefore = up.clone();
    downBefore = down.clone();
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  private void read(TotalReturns moves) {
    Frame frame = panel.bars();
    for (int t = 0; t < bars; t++) {
      for (int i = 0; i < width; i++) {
        int cell = t * width + i;
        double reference = moves.reference(from + t, i);
        double o = StrictMath.log(frame.at("open", from + t, i) / reference);
        double c = StrictMath.log(frame.at("close", from + t, i) / reference);
        open[cell] = o;
        close[t * columns + i] = c;
        up[cell] = StrictMath.log(frame.at("high", from + t, i) / reference) - Math.max(o, c);
        down[cell] = Math.min(o, c) - StrictMath.log(frame.at("low", from + t, i) / reference);
      }
    }
    panel
        .perSession("benchmark")
        .ifPresent(
            market -> {
              for (int t = 0; t < bars; t++) {
                close[t * columns + width] = StrictMath.log1p(market[from + t]);
              }
            });
  }

  /** The first bar of a session of the window; the window's end for the session after its last. */
  int bar(int session) {
    return starts[session] - from;
  }

  /** Whether every session is one bar. */
  boolean daily() {
    return bars == starts.length - 1;
  }

  /** Mean of a column's moves in bars [first, end); NaN without any. */
  double mean(int column, int first, int end) {
    double sum = 0;
    int count = 0;
    for (int t = first; t < end; t++) {
      double move = close[t * columns + column];
      if (!Double.isNaN(move)) {
        sum += move;
        count++;
      }
    }
    return sum / count;
  }

  /** Adds to a close, and to its open if there is one. */
  void gap(int t, int i, double move) {
    close[t * columns + i] += move;
    open[t * width + i] += move;
  }

  /**
   * Spreads a log move evenly over bars [first, end). A bar without a move hands its part on to the
   * next; parts before an instrument's first bar and after its last are lost.
   */
  void spread(int column, int first, int end, double total) {
    double part = total / (end - first);
    double waiting = 0;
    for (int t = first; t < end; t++) {
      boolean listed = column == width || listed(t, column);
      waiting += listed ? part : 0;
      int cell = t * columns + column;
      if (!Double.isNaN(close[cell])) {
        close[cell] += waiting;
        waiting = 0;
      }
    }
  }

  private boolean listed(int t, int i) {
    double[] all = panel.bars().column("close");
    for (int back = from + t - 1; back >= 0; back--) {
      if (!Double.isNaN(all[back * width + i])) {
        return true;
      }
    }
    return false;
  }
}
