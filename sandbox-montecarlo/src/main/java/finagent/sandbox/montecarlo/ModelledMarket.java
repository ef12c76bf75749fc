package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Feed;
import finagent.sandbox.random.Blocks;
import finagent.sandbox.vector.Lane;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Paths of a model of closes, made into bars: the first close is the historical one; each bar opens
 * at the close before it, high and low are the larger and the smaller of open and close. The money
 * traded, volume x close, is the instrument's historical mean, and the close of the path makes
 * shares of it, as in {@link ResampledPanel}. Any other column repeats its last historical row; the
 * benchmark is the mean return of the instruments; other series per session are at their historical
 * mean. Some paths are made in lockstep and kept, which changes no bit. O(bars x instruments) a
 * path, beside the model.
 */
public final class ModelledMarket implements PathMarket, FedMarket {
  private static final int MOST_LANES = 16;
  private static final int MOST_CELLS = 1 << 21;

  private final Paths paths;
  private final int bars;
  private final int width;
  private final int lanes;
  private final double[] kept;
  private final ModelledFeed feed;
  private final Map<String, double[]> made = new LinkedHashMap<>();
  private final Map<String, double[]> series = new LinkedHashMap<>();
  private final Panel panel;
  private long first = -1;
  private boolean whole;

  private ModelledMarket(Panel history, int bars, Paths paths, Set<String> filled) {
    this.paths = paths;
    this.bars = bars;
    width = history.width();
    lanes = lanes(bars, width);
    kept = new double[lanes * (bars - 1) * width];
    double[] close = history.bars().column("close");
    feed = new ModelledFeed(Arrays.copyOf(close, width));
    history
        .bars()
        .columns()
        .forEach(
            (name, values) -> {
              if (filled.contains(name)) {
                feed.add(name, still(name, values, close));
              }
              made.put(name, filled(new double[bars * width], Double.NaN));
            });
    history
        .perSession()
        .forEach((name, values) -> series.put(name, filled(new double[bars], mean(values, 0, 1))));
    panel =
        Panel.of(
            "modelled " + history.source(),
            Frame.of(history.time().slice(0, bars), history.instruments(), made),
            Actions.none(),
            ResampledPanel.sectors(history),
            series,
            history.warnings());
  }

  /**
   * Of a history whose first closes are known, with all its columns.
   *
   * @param bars of each path
   * @param blocks the random numbers
   * @throws IllegalArgumentException if the model has not as many instruments as the history
   */
  public static ModelledMarket of(Panel history, int bars, PathModel model, Blocks blocks) {
    return of(history, bars, model, blocks, history.bars().columns().keySet());
  }

  /** With only opens, closes and the columns named, NaN in the others. */
  public static ModelledMarket of(
      Panel history, int bars, PathModel model, Blocks blocks, Set<String> columns) {
    if (model.instruments() != history.width()) {
      throw new IllegalArgumentException(
          "A model of %d instruments does not fit a market of %d"
              .formatted(model.instruments(), history.width()));
    }
    if (bars < 2 || bars > history.time().size()) {
      throw new IllegalArgumentException(
          "A synthetic market of %d bars cannot stand on the dates of a history of %d"
              .formatted(bars, history.time().size()));
    }
    return new ModelledMarket(history, bars, Paths.of(model, blocks), columns);
  }

  /** A power of two, so that a group of paths lies within a chunk. */
  private static int lanes(int bars, int width) {
    int lanes = MOST_LANES;
    while (lanes > 1 && (long) lanes * bars * width > MOST_CELLS) {
      lanes /= 2;
    }
    return lanes;
  }

  /** What a column keeps at every bar: of volumes the mean money traded. */
  private double[] still(String name, double[] values, double[] close) {
    double[] still = Arrays.copyOfRange(values, values.length - width, values.length);
    Basis basis = Basis.of(name);
    if (basis == Basis.MONEY) {
      double[] money = basis.of(values, close);
      Arrays.setAll(still, i -> mean(money, i, width));
    }
    return still;
  }

  private static double[] filled(double[] values, double value) {
    Arrays.fill(values, value);
    return values;
  }

  /** Over values that are known; NaN where none is. */
  private static double mean(double[] values, int from, int stride) {
    double sum = 0;
    int n = 0;
    for (int k = from; k < values.length; k += stride) {
      if (!Double.isNaN(values[k])) {
        sum += values[k];
        n++;
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  @Override
  public FedMarket market(long path) {
    long start = path / lanes * lanes;
    if (start != first) {
      make(start);
    }
    feed.start(kept, (int) (path - start) * (bars - 1) * width);
    whole = false;
    return this;
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
      benchmark(made.getOrDefault("close", kept));
      whole = true;
    }
    return panel;
  }

  private void make(long start) {
    paths.start(start, lanes);
    for (int t = 0; t < bars - 1; t++) {
      paths.next();
      double[] levels = paths.levels();
      for (int i = 0; i < width; i++) {
        for (int p = 0; p < lanes; p++) {
          kept[(p * (bars - 1) + t) * width + i] = levels[i * Lane.STRIDE + p];
        }
      }
    }
    first = start;
  }

  private void benchmark(double[] close) {
    double[] benchmark = series.get("benchmark");
    for (int t = 1; benchmark != null && t < bars; t++) {
      double sum = 0;
      for (int i = 0; i < width; i++) {
        sum += close[t * width + i] / close[(t - 1) * width + i] - 1;
      }
      benchmark[t] = sum / width;
    }
  }
}
