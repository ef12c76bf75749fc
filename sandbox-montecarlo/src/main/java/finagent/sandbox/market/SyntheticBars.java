package finagent.sandbox.market;

import finagent.sandbox.market.Actions.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the instruments of a synthetic market put their bars; weighs them to a benchmark. */
final class SyntheticBars {
  private final int width;
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double[] close;
  private final double[] volume;
  private final double[] capital;
  private final double[] gain;
  private final List<Action> actions = new ArrayList<>();

  SyntheticBars(int width, int sessions) {
    this.width = width;
    int cells = Math.multiplyExact(width, sessions);
    open = empty(cells);
    high = empty(cells);
    low = empty(cells);
    close = empty(cells);
    volume = empty(cells);
    capital = new double[sessions];
    gain = new double[sessions];
  }

  private static double[] empty(int cells) {
    double[] values = new double[cells];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  int sessions() {
    return capital.length;
  }

  void bar(int t, int k, double open, double high, double low, double close, double volume) {
    int at = t * width + k;
    this.open[at] = open;
    this.high[at] = high;
    this.low[at] = low;
    this.close[at] = close;
    this.volume[at] = volume;
  }

  void act(int t, int k, Actions.Kind kind, double amount) {
    actions.add(new Action(t, k, SyntheticMarket.id(k), kind, amount));
  }

  /** Counts an instrument into the benchmark of a session by its market value before it. */
  void weigh(int t, double value, double totalReturn) {
    capital[t] += value;
    gain[t] += value * totalReturn;
  }

  /** Total return of all instruments listed, by market value the evening before; 0 at first. */
  double[] benchmark() {
    double[] benchmark = new double[capital.length];
    for (int t = 0; t < benchmark.length; t++) {
      benchmark[t] = capital[t] > 0 ? gain[t] / capital[t] : 0;
    }
    return benchmark;
  }

  List<Action> actions() {
    return actions;
  }

  Map<String, double[]> columns() {
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("open", open);
    columns.put("high", high);
    columns.put("low", low);
    columns.put("close", close);
    columns.put("volume", volume);
    return columns;
  }
}
