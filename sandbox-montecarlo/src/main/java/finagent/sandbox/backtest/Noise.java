package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Ledger;
import finagent.sandbox.ledger.Row;
import finagent.sandbox.market.Panel;
import finagent.sandbox.random.Philox;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Random signals with the strategy's own turnover and gross exposure: its weights, given to other
 * instruments (one random relabelling for the whole history) and to other times (one random shift
 * around the circle of its decisions), traded under the same rules and costs. Weights go only to
 * instruments that are in the strategy's universe at the bar of the decision and have a price: one
 * that leaves it hands its weight over, see {@link Relabelling}. So every decision has the gross of
 * one of the strategy's, all weights and all changes of weights but one and those handed over are
 * the strategy's, and concentration and turnover match draw by draw; what is lost is only their
 * link to the market. A permutation test in the sense of Lehmann and Romano (2005, ch. 15.2): the
 * share of draws at least as good is a p-value.
 */
final class Noise {
  private static final String PURPOSE = "noise-control";

  private final Panel panel;
  private final Trader trader;
  private final Targets targets;
  private final Philox random;
  private final double[] target;

  /** Which instruments can be held at the bar of a decision. */
  private final boolean[] free;

  private final Row row = new Row();

  Noise(Panel panel, Trader recorded, long seed) {
    this.panel = panel;
    this.trader = recorded;
    this.targets = recorded.targets();
    this.random = Philox.of(seed, PURPOSE);
    this.target = new double[panel.width()];
    this.free = new boolean[panel.width()];
    row.open = panel.bars().column("open");
    row.close = panel.bars().column("close");
    row.volume = panel.bars().column("volume");
    if (targets.hasLiquidity()) {
      row.adv = targets.adv();
      row.sigma = targets.sigma();
    }
  }

  /**
   * The scores of draws {@code from .. from + scores.length - 1}. They walk through the bars side
   * by side, so that a bar of the market is fetched from memory once for all of them.
   */
  void draw(long from, Evaluation.Score[] scores) {
    Path[] paths = new Path[scores.length];
    for (int k = 0; k < paths.length; k++) {
      paths[k] = new Path(from + k);
    }
    int next = 0;
    for (int t = trader.firstBar(); t < panel.time().size(); t++) {
      row.seat(panel, t);
      row.liquidityAt = targets.hasLiquidity() ? (t - trader.firstBar()) * panel.width() : 0;
      boolean decides = next < targets.size() && targets.bar(next) == t;
      if (decides) {
        look(next);
      }
      for (Path path : paths) {
        path.ledger.advance(t, row);
        if (decides) {
          path.decide(next);
        }
      }
      next += decides ? 1 : 0;
    }
    for (int k = 0; k < paths.length; k++) {
      scores[k] =
          Evaluation.score(
              panel,
              paths[k].ledger.close(),
              trader.firstDecision(),
              trader.book().account().fill());
    }
  }

  private void look(int decision) {
    for (int i = 0; i < free.length; i++) {
      free[i] = row.close[row.at + i] > 0 && targets.mayHold(decision, i);
    }
  }

  /** One draw: its relabelling and shift, and the account it trades. */
  private final class Path {
    final Ledger ledger;
    private final Relabelling labels;
    private final int shift;

    Path(long draw) {
      labels = new Relabelling(random.permutation(panel.width(), draw, 0));
      shift = (int) (random.uniform(draw, 1, 0, 0) * decisions());
      ledger =
          Ledger.open(
              trader.book().account(),
              panel.instruments(),
              panel.time(),
              panel.actions(),
              trader.firstBar(),
              Journal.Detail.EQUITY);
    }

    private int decisions() {
      return Math.max(1, targets.size());
    }

    void decide(int turn) {
      int decision = (turn + shift) % decisions();
      labels.place(targets, decision, free, target);
      if (targets.atOnce(decision)) {
        ledger.decideAtOnce(target, 0, null, 0, row);
      } else {
        ledger.decide(target, 0, null, 0, row);
      }
    }
  }

  /** Where the strategy stands among the draws, and the draws themselves. */
  static List<Metric> metrics(double sharpe, double total, double[] sharpes, double[] returns) {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(place("sharpe-percentile", sharpe, sharpes));
    metrics.add(place("total-return-percentile", total, returns));
    for (int d = 0; d < sharpes.length; d++) {
      String item = String.format(Locale.ROOT, "noise-%05d", d);
      metrics.add(new Metric("draw", item, "sharpe", sharpes[d], Double.NaN));
      metrics.add(new Metric("draw", item, "total-return", returns[d], Double.NaN));
    }
    return metrics;
  }

  /**
   * Share of draws below, ties half, with its binomial standard error. Two draws of either kind are
   * added for the error (Agresti and Coull 1998), so that it does not vanish where all, or none,
   * were below.
   */
  private static Metric place(String name, double own, double[] draws) {
    double below = 0;
    int known = 0;
    for (double draw : draws) {
      if (!Double.isNaN(draw)) {
        known++;
        below += draw < own ? 1 : draw == own ? 0.5 : 0;
      }
    }
    if (known == 0 || Double.isNaN(own)) {
      return new Metric("control", "noise", name, Double.NaN, Double.NaN);
    }
    double near = (below + 2) / (known + 4);
    double error = Math.sqrt(near * (1 - near) / (known + 4));
    return new Metric("control", "noise", name, below / known, error);
  }
}
