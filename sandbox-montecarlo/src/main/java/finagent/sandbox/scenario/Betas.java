package finagent.sandbox.scenario;

import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.TotalReturns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much each instrument moves with the market: slopes of least squares of its simple total
 * returns on the benchmark's.
 *
 * @param byId beta by instrument id; 1 for those that are not in it
 * @param notes what had to be assumed
 */
public record Betas(SortedMap<String, Double> byId, List<String> notes) implements Serializable {
  /** Fewer joint returns than these give no beta. */
  public static final int LEAST = 60;

  public Betas {
    byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
    byId.forEach(
        (id, beta) -> {
          if (!(Math.abs(beta) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "Invalid beta of '%s': %s (must be finite)".formatted(id, beta));
          }
        });
    notes = List.copyOf(notes);
  }

  /** Betas from elsewhere. */
  public static Betas given(Map<String, Double> byId) {
    return new Betas(new TreeMap<>(byId), List.of());
  }

  /**
   * Estimated from bars [from, to) against the panel's benchmark, or, where it has none, against
   * the mean return of its instruments.
   */
  public static Betas of(Panel panel, int from, int to) {
    TotalReturns moves = TotalReturns.of(panel);
    double[] market = market(panel, moves);
    SortedMap<String, Double> byId = new TreeMap<>();
    List<String> notes = new ArrayList<>();
    if (panel.perSession("benchmark").isEmpty()) {
      notes.add("no benchmark: betas are against the mean return of all instruments");
    }
    int assumed = 0;
    for (int i = 0; i < panel.width(); i++) {
      double beta = slope(moves, market, i, from, to);
      assumed += Double.isNaN(beta) ? 1 : 0;
      byId.put(panel.instruments().id(i), Double.isNaN(beta) ? 1 : beta);
    }
    if (assumed > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "beta 1 assumed for %d of %d instruments: fewer than %d returns beside the"
                  + " benchmark's",
              assumed,
              panel.width(),
              LEAST));
    }
    return new Betas(byId, notes);
  }

  public double of(String id) {
    return byId.getOrDefault(id, 1.0);
  }

  /** The benchmark's simple returns, or the mean of all instruments'. */
  static double[] market(Panel panel, TotalReturns moves) {
    return panel
        .perSession("benchmark")
        .orElseGet(
            () -> {
              double[] mean = new double[panel.time().size()];
              for (int t = 0; t < mean.length; t++) {
                mean[t] = mean(moves, t, panel.width());
              }
              return mean;
            });
  }

  private static double mean(TotalReturns moves, int t, int width) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < width; i++) {
      double change = moves.change(t, i);
      if (!Double.isNaN(change)) {
        sum += change;
        count++;
      }
    }
    return sum / count;
  }

  private static double slope(TotalReturns moves, double[] market, int i, int from, int to) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int t = from; t < to; t++) {
      double own = moves.change(t, i);
      if (!Double.isNaN(own) && !Double.isNaN(market[t])) {
        n++;
        x += market[t];
        y += own;
        xx += market[t] * market[t];
        xy += market[t] * own;
      }
    }
    double spread = xx - x * x / n;
    return n < LEAST || !(spread > 1e-14) ? Double.NaN : (xy - x * y / n) / spread;
  }
}
