package finagent.sandbox.scenario;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a market of a canvas: every price times {@code exp} of what its instrument has gained by
 * the shocks so far, so that after the window returns are as before and where nothing was painted
 * the bits are, too. Cash dividends keep their yield.
 */
final class Repaint {
  private final Canvas canvas;
  private final Panel panel;
  private final int width;

  /** Gained so far, in log, per instrument. */
  private final double[] gained;

  private final Map<String, double[]> columns = new LinkedHashMap<>();
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double[] close;
  private final List<Actions.Action> actions = new ArrayList<>();
  private int nextAction;

  private Repaint(Canvas canvas) {
    this.canvas = canvas;
    panel = canvas.panel;
    width = canvas.width;
    gained = new double[width];
    columns.putAll(panel.bars().columns());
    open = copy("open");
    high = copy("high");
    low = copy("low");
    close = copy("close");
  }

  private double[] copy(String column) {
    double[] values = panel.bars().column(column).clone();
    columns.put(column, values);
    return values;
  }

  static Panel of(Canvas canvas, Account.Costs costs, String source, List<String> warnings) {
    Repaint repaint = new Repaint(canvas);
    repaint.window();
    repaint.after();
    repaint.volumes();
    Map<String, String> sectorOf = new TreeMap<>();
    for (int i = 0; i < canvas.width; i++) {
      sectorOf.put(
          canvas.panel.instruments().id(i), canvas.panel.sectors().get(canvas.panel.sector(i)));
    }
    return Panel.of(
        source,
        Frame.of(canvas.panel.time(), canvas.panel.instruments(), repaint.columns),
        Actions.of(repaint.actions),
        sectorOf,
        repaint.series(costs),
        warnings);
  }

  private void window() {
    for (int t = 0; t < canvas.bars; t++) {
      actions(canvas.from + t);
      for (int i = 0; i < width; i++) {
        cell(t, i);
      }
    }
  }

  private void cell(int t, int i) {
    int c = t * width + i;
    int at = (canvas.from + t) * width + i;
    double o = canvas.open[c];
    double now = canvas.close[t * canvas.columns + i];
    double before = canvas.closeBefore[t * canvas.columns + i];
    double base = gained[i];
    double toOpen = moved(o, canvas.openBefore[c]);
    double toClose = moved(now, before);
    double top = Math.max(o, now) + canvas.up[c];
    double topBefore = Math.max(canvas.openBefore[c], before) + canvas.upBefore[c];
    double bottom = Math.min(o, now) - canvas.down[c];
    double bottomBefore = Math.min(canvas.openBefore[c], before) - canvas.downBefore[c];
    open[at] *= StrictMath.exp(base + toOpen);
    high[at] *= StrictMath.exp(base + moved(top, topBefore));
    low[at] *= StrictMath.exp(base + moved(bottom, bottomBefore));
    close[at] *= StrictMath.exp(base + toClose);
    gained[i] += toClose;
  }

  private static double moved(double now, double before) {
    double moved = now - before;
    return Double.isNaN(moved) ? 0 : moved;
  }

  private void after() {
    int first = canvas.from + canvas.bars;
    double[] factor = new double[width];
    for (int i = 0; i < width; i++) {
      factor[i] = StrictMath.exp(gained[i]);
    }
    for (int t = first; t < panel.time().size(); t++) {
      actions(t);
      for (int i = 0; i < width; i++) {
        int at = t * width + i;
        open[at] *= factor[i];
        high[at] *= factor[i];
        low[at] *= factor[i];
        close[at] *= factor[i];
      }
    }
  }

  /** Takes over the actions up to a bar, before its moves. */
  private void actions(int bar) {
    Actions all = panel.actions();
    for (; nextAction < all.size() && all.at(nextAction).bar() <= bar; nextAction++) {
      Actions.Action action = all.at(nextAction);
      boolean cash = action.kind() == Actions.Kind.DIVIDEND && action.bar() == bar;
      double factor = cash ? StrictMath.exp(gained[action.instrument()]) : 1;
      actions.add(
          new Actions.Action(
              action.bar(),
              action.instrument(),
              action.instrumentId(),
              action.kind(),
              action.amount() * factor));
    }
  }

  private void volumes() {
    double[] volume = copy("volume");
    for (int c = 0; c < canvas.volume.length; c++) {
      volume[canvas.from * width + c] *= canvas.volume[c];
    }
  }

  private Map<String, double[]> series(Account.Costs costs) {
    Map<String, double[]> series = new TreeMap<>(panel.perSession());
    multiply(series, "spread-multiple", canvas.spread);
    multiply(series, "borrow-multiple", canvas.borrow);
    if (canvas.columns > width) {
      double[] market = panel.perSession("benchmark").orElseThrow().clone();
      for (int t = 0; t < canvas.bars; t++) {
        int cell = t * canvas.columns + width;
        if (canvas.close[cell] != canvas.closeBefore[cell]) {
          market[canvas.from + t] = StrictMath.expm1(canvas.close[cell]);
        }
      }
      series.put("benchmark", market);
    }
    rates(series, costs);
    return series;
  }

  private void multiply(Map<String, double[]> series, String name, double[] multiples) {
    boolean changes = false;
    for (double multiple : multiples) {
      changes |= multiple != 1;
    }
    if (changes) {
      double[] all = new double[panel.time().size()];
      for (int t = 0; t < all.length; t++) {
        double usual = series.containsKey(name) ? series.get(name)[t] : 1;
        int at = t - canvas.from;
        all[t] = at >= 0 && at < multiples.length ? usual * multiples[at] : usual;
      }
      series.put(name, all);
    }
  }

  private void rates(Map<String, double[]> series, Account.Costs costs) {
    boolean changes = false;
    for (double change : canvas.rate) {
      changes |= change != 0;
    }
    if (changes) {
      double[] all = new double[panel.time().size()];
      for (int t = 0; t < all.length; t++) {
        double known = series.containsKey("cash-rate") ? series.get("cash-rate")[t] : Double.NaN;
        double usual = Double.isNaN(known) ? costs.cashRate() : known;
        all[t] = t < canvas.from ? usual : usual + canvas.rate[t - canvas.from];
      }
      series.put("cash-rate", all);
    }
  }
}
