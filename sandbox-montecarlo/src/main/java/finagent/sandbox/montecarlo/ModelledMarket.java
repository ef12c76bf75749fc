package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.random.Blocks;
import finagent.sandbox.vector.Lane;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Paths of a model of closes, made into bars: the first close is the historical one; each bar opens
 * at the close before it, high and low are the larger and the smaller of open and close, volume is
 * the instrument's historical mean. Any other column repeats its last historical row; the benchmark
 * is the mean return of the instruments; other series per session are at their historical mean.
 * Some paths are made in lockstep and kept, which changes no bit. O(bars x instruments) a path,
 * beside the model.
 */
public final class ModelledMarket implements PathMarket {
  private static final int MOST_LANES = 16;
  private static final int MOST_CELLS = 1 << 21;

  private final Paths paths;
  private final int bars;
  private final int width;
  private final int lanes;
  private final double[] firstClose;
  private final double[] kept;
  private final Map<String, double[]> made = new LinkedHashMap<>();
  private final Map<String, double[]> series = new LinkedHashMap<>();
  private final Panel panel;
  private long first = -1;

  private ModelledMarket(Panel history, int bars, Paths paths) {
    this.paths = paths;
    this.bars = bars;
    width = history.width();
    lanes = lanes(bars, width);
    kept = new double[lanes * (bars - 1) * width];
    firstClose = Arrays.copyOf(history.bars().column("close"), width);
    history.bars().columns().forEach((name, values) -> made.put(name, still(name, values)));
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
   * Of a history whose first closes are known.
   *
   * @param bars of each path
   * @param blocks the random numbers
   * @throws IllegalArgumentException if the model has not as many instruments as the history
   */
  public static ModelledMarket of(Panel history, int bars, PathModel model, Blocks blocks) {
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
    return new ModelledMarket(history, bars, Paths.of(model, blocks));
  }

  /** A power of two, so that a group of paths lies within a chunk. */
  private static int lanes(int bars, int width) {
    int lanes = MOST_LANES;
    while (lanes > 1 && (long) lanes * bars * width > MOST_CELLS) {
      lanes /= 2;
    }
    return lanes;
  }

  private double[] still(String name, double[] values) {
    double[] still = new double[bars * width];
    int last = values.length - width;
    for (int i = 0; i < width; i++) {
      double value = name.equals("volume") ? mean(values, i, width) : values[last + i];
      for (int t = 0; t < bars; t++) {
        still[t * width + i] = value;
      }
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
  public Panel panel() {
    return panel;
  }

  @Override
  public void fill(long path) {
    long start = path / lanes * lanes;
    if (start != first) {
      make(start);
    }
    int at = (int) (path - start) * (bars - 1) * width;
    double[] close = made.getOrDefault("close", kept);
    System.arraycopy(firstClose, 0, close, 0, width);
    for (int k = width; k < close.length; k++) {
      close[k] = firstClose[k % width] * kept[at + k - width];
    }
    shape(close);
    benchmark(close);
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

  private void shape(double[] close) {
    double[] open = made.getOrDefault("open", kept);
    double[] high = made.getOrDefault("high", kept);
    double[] low = made.getOrDefault("low", kept);
    for (int k = 0; k < close.length; k++) {
      open[k] = close[Math.max(k % width, k - width)];
      high[k] = Math.max(open[k], close[k]);
      low[k] = Math.min(open[k], close[k]);
    }
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
