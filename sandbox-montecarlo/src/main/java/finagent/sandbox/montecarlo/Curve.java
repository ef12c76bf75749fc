package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import java.util.Arrays;

/** The equity curve of a run, the value traded and the return of cash, bar by bar; reused. */
final class Curve {
  private static final double DAYS_PER_YEAR = 365;

  private final double capital;
  private final Outcome outcome = new Outcome();
  private double[] cash = {};
  double[] equity = {};
  double[] traded = {};
  int firstDecision = -1;

  Curve(double capital) {
    this.capital = capital;
  }

  /** Makes room for a market whose book begins at a bar. */
  void clear(Panel panel, int firstBar) {
    if (equity.length != panel.time().size()) {
      equity = new double[panel.time().size()];
      traded = new double[panel.time().size()];
    }
    Arrays.fill(equity, 0, Math.min(firstBar, equity.length), capital);
    Arrays.fill(traded, 0, Math.min(firstBar, traded.length), 0);
  }

  /**
   * From the first decision on.
   *
   * @param charged what was paid for fills at its own close: the curve begins before that
   */
  Outcome measure(Panel panel, int firstDecision, double charged) {
    this.firstDecision = firstDecision;
    double[] over = panel.perSession("cash-rate").map(r -> cash(panel.time(), r)).orElse(NONE);
    double begins = firstDecision < 0 ? Double.NaN : equity[firstDecision];
    if (firstDecision >= 0) {
      equity[firstDecision] = begins + charged;
    }
    outcome.measure(equity, over, traded, firstDecision, equity.length, panel.time().barsPerYear());
    if (firstDecision >= 0) {
      equity[firstDecision] = begins;
    }
    return outcome;
  }

  /** Of the last curve measured. */
  Outcome outcome() {
    return outcome;
  }

  private static final double[] NONE = {};

  /** Simple return of cash over each bar, at the annual rate known at the bar before. */
  private double[] cash(TimeAxis time, double[] rates) {
    if (cash.length != rates.length) {
      cash = new double[rates.length];
    }
    for (int t = 1; t < rates.length; t++) {
      cash[t] = rates[t - 1] * (time.session(t) - time.session(t - 1)) / DAYS_PER_YEAR;
    }
    return cash;
  }
}
