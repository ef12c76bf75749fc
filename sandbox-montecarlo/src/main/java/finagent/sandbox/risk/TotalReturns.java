package finagent.sandbox.risk;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Panel;
import java.util.Arrays;

/**
 * What each bar of a panel is measured against: the instrument's last close, after the corporate
 * actions since. With S new shares per old one, D cash per old share and K value kept since the
 * last close p, the reference is {@code (p K - D) / S} and the total return of a close c is {@code
 * (c S + D) / (p K) - 1}. NaN where there is no close before, or none now. O(cells).
 */
public final class TotalReturns {
  private final int width;
  private final double[] reference;
  private final double[] change;

  private TotalReturns(int width, double[] reference, double[] change) {
    this.width = width;
    this.reference = reference;
    this.change = change;
  }

  /** Of all bars; a price that is 0 or negative is refused. */
  public static TotalReturns of(Panel panel) {
    int width = panel.width();
    double[] close = panel.bars().column("close");
    double[] reference = new double[close.length];
    double[] change = new double[close.length];
    Walk walk = new Walk(width);
    Actions actions = panel.actions();
    int next = 0;
    for (int t = 0; t < panel.time().size(); t++) {
      for (; next < actions.size() && actions.at(next).bar() <= t; next++) {
        walk.act(actions.at(next));
      }
      for (int i = 0; i < width; i++) {
        int cell = t * width + i;
        if (close[cell] <= 0 || close[cell] == Double.POSITIVE_INFINITY) {
          throw new IllegalArgumentException(
              "Invalid close of '%s' on %s: %s (must be > 0; a bar that cannot be trusted is NaN)"
                  .formatted(panel.instruments().id(i), panel.time().date(t), close[cell]));
        }
        reference[cell] = walk.reference(i);
        change[cell] = walk.step(i, close[cell]);
      }
    }
    return new TotalReturns(width, reference, change);
  }

  /** The last close before bar t, after the actions up to bar t. */
  public double reference(int t, int i) {
    return reference[t * width + i];
  }

  /** Simple total return of bar t. */
  public double change(int t, int i) {
    return change[t * width + i];
  }

  /** Actions gathered since the last close, instrument by instrument. */
  private static final class Walk {
    private final double[] last;
    private final double[] shares;
    private final double[] cash;
    private final double[] kept;
    private final double[] gone;

    Walk(int width) {
      last = filled(width, Double.NaN);
      shares = filled(width, 1);
      cash = new double[width];
      kept = filled(width, 1);
      gone = filled(width, Double.NaN);
    }

    private static double[] filled(int width, double value) {
      double[] values = new double[width];
      Arrays.fill(values, value);
      return values;
    }

    void act(Actions.Action action) {
      int i = action.instrument();
      switch (action.kind()) {
        case SPLIT -> shares[i] *= action.amount();
        case DIVIDEND -> cash[i] += shares[i] * action.amount();
        case SPINOFF -> kept[i] *= action.amount();
        case DELISTING -> gone[i] = action.amount();
      }
    }

    double reference(int i) {
      double whole = last[i] * kept[i];
      return (whole > cash[i] ? whole - cash[i] : whole) / shares[i];
    }

    double step(int i, double close) {
      if (!Double.isNaN(gone[i])) {
        double change = gone[i];
        gone[i] = Double.NaN;
        last[i] = Double.NaN;
        return change;
      }
      if (Double.isNaN(close)) {
        return Double.NaN;
      }
      double change = (close * shares[i] + cash[i]) / (last[i] * kept[i]) - 1;
      last[i] = close;
      shares[i] = 1;
      cash[i] = 0;
      kept[i] = 1;
      return change;
    }
  }
}
