package finagent.sandbox.montecarlo;

import finagent.sandbox.kernel.data.Returns;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Feed;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.KernelFactory;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wants;
import finagent.sandbox.program.Wire;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A market made of whole sessions of a historical one, in another order: what any program and the
 * full ledger run on. Bar 0 is the historical bar 0; each later bar takes total return, open, high
 * and low relative to the close, volume in money, every other column and every per-session series
 * of one historical bar. Actions are inside the prices. Shares traded are the money traded, volume
 * x close as they were, over the close of the path: neither a split of the history nor the drift of
 * a path changes how liquid an instrument is in money, and no volume stays none. The panel's arrays
 * are overwritten by the next {@link #fill}; one per thread; O(bars x instruments x columns) a
 * path.
 */
public final class ResampledPanel implements FedMarket {
  private final RowReturns returns;
  private final int width;
  private final int bars;
  private final Map<String, double[]> source = new LinkedHashMap<>();
  private final Map<String, double[]> made = new LinkedHashMap<>();
  private final Map<String, double[]> sourceSeries = new LinkedHashMap<>();
  private final Map<String, double[]> madeSeries = new LinkedHashMap<>();
  private final Panel panel;
  private final ResampledFeed feed;
  private boolean whole;

  private ResampledPanel(Panel history, int bars, Set<String> filled) {
    int all = history.time().size();
    if (bars < 2 || bars > all) {
      throw new IllegalArgumentException(
          "A synthetic market of %d bars cannot stand on the dates of a history of %d (must be 2..%d)"
              .formatted(bars, all, all));
    }
    width = history.width();
    this.bars = bars;
    double[] close = history.bars().column("close");
    double[] firstClose = Arrays.copyOf(close, width);
    returns = RowReturns.of(all - 1, width, totalReturns(history));
    history
        .bars()
        .columns()
        .forEach((name, values) -> source.put(name, Basis.of(name).of(values, close)));
    source.forEach((name, values) -> made.put(name, new double[bars * width]));
    made.forEach((name, values) -> Arrays.fill(values, Double.NaN));
    feed = new ResampledFeed(firstClose, returns);
    source.forEach(
        (name, values) -> {
          if (name.equals("close") || filled.contains(name)) {
            feed.add(name, values, Basis.of(name));
          }
        });
    sourceSeries.putAll(history.perSession());
    sourceSeries.forEach((name, values) -> madeSeries.put(name, new double[bars]));
    panel =
        Panel.of(
            "resampled " + history.source(),
            Frame.of(history.time().slice(0, bars), history.instruments(), made),
            Actions.none(),
            sectors(history),
            madeSeries,
            history.warnings());
  }

  /**
   * Of a market without gaps.
   *
   * @throws IllegalArgumentException if an instrument misses a close
   */
  public static ResampledPanel of(Panel history) {
    return of(history, history.time().size());
  }

  /** With only the close and the columns named filled, NaN in the others. */
  public static ResampledPanel of(Panel history, Set<String> columns) {
    return of(history, history.time().size(), columns);
  }

  /**
   * A shorter one, on the first dates of the history; rows are still drawn from all of it.
   *
   * @param bars of the synthetic market
   */
  public static ResampledPanel of(Panel history, int bars) {
    return of(history, bars, history.bars().columns().keySet());
  }

  /** A shorter one, with only the close and the columns named filled. */
  public static ResampledPanel of(Panel history, int bars, Set<String> columns) {
    return new ResampledPanel(history, bars, columns);
  }

  static double[] totalReturns(Panel history) {
    List<Wire> inputs =
        List.of("close", "split", "dividend", "spinoff", "delisting").stream()
            .map(Wire::market)
            .toList();
    Step step = new Step("index", "returns", Params.of(), inputs, 1);
    Program program = new Program(List.of(step), List.of());
    int bars = history.time().size();
    Interpreter interpreter =
        Interpreter.open(
            program,
            Kernels.of(List.of(new TotalReturn())),
            history,
            Interpreter.noFeatures(history),
            Wants.everything(program),
            bars);
    interpreter.run(bars);
    double[] index = interpreter.values(Wire.step(0, 0));
    int width = history.width();
    double[] returns = new double[(bars - 1) * width];
    for (int k = 0; k < returns.length; k++) {
      returns[k] = index[k + width] / index[k] - 1;
    }
    return returns;
  }

  /** The index of {@link Returns}, without patience for missing closes. */
  private record TotalReturn() implements KernelFactory {
    @Override
    public String kernel() {
      return "returns";
    }

    @Override
    public Kernel create(Params params) {
      return new Returns(1);
    }
  }

  static Map<String, String> sectors(Panel history) {
    Map<String, String> sectors = new LinkedHashMap<>();
    for (int i = 0; i < history.width(); i++) {
      sectors.put(history.instruments().id(i), history.sectors().get(history.sector(i)));
    }
    return sectors;
  }

  /** The synthetic market; filled by {@link #fill}. */
  public Panel panel() {
    return panel;
  }

  /** Total returns of the history, whose row t is bar t + 1: what bootstraps draw from. */
  public RowReturns returns() {
    return returns;
  }

  /** Overwrites the panel: its bar t + 1 becomes historical row {@code rows[t]}. */
  public void fill(int[] rows) {
    start(rows);
    whole();
  }

  /** Goes to another market: its bar t + 1 is historical row {@code rows[t]}, which stays. */
  public void start(int[] rows) {
    if (rows.length < bars - 1) {
      throw new IllegalArgumentException(
          "A path of %d sessions cannot fill a market of %d bars; draw %d rows"
              .formatted(rows.length, bars, bars - 1));
    }
    feed.start(rows);
    whole = false;
    madeSeries.forEach((name, values) -> series(name, values, rows));
  }

  @Override
  public Panel axes() {
    return panel;
  }

  @Override
  public Feed feed() {
    return feed;
  }

  @Override
  public Panel whole() {
    if (!whole) {
      feed.all(bars, width, made);
    }
    whole = true;
    return panel;
  }

  private void series(String name, double[] values, int[] rows) {
    double[] from = sourceSeries.getOrDefault(name, values);
    for (int t = 0; t < bars; t++) {
      values[t] = from[t == 0 ? 0 : rows[t - 1] + 1];
    }
  }
}
