package finagent.rl.env;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for features that know tomorrow: the correlation, over all bars and instruments of a world,
 * of what is observed at a close with the total return from that close to the next ({@link
 * TradingWorld#change}: a split is no return, and none may drown the others). A feature beyond
 * {@link #LIMIT} would explain a quarter of the variance of tomorrow. It sees leaks that are linear
 * in the next return, not every leak: a feature built by a program should be audited by its
 * prefixes too. O(bars x instruments x features).
 */
public final class LeakAudit {
  /** Correlation beyond which a feature is a leak. */
  public static final double LIMIT = 0.5;

  private LeakAudit() {}

  /**
   * A feature that knows too much.
   *
   * @param column its name
   * @param correlation with the next return
   */
  public record Leak(String column, double correlation) {}

  /** The leaks among the features a policy of this world observes; none is a good sign. */
  public static List<Leak> of(TradingWorld world) {
    List<Leak> leaks = new ArrayList<>();
    for (String column : world.scaler().columns()) {
      double correlation = correlation(world, column);
      if (Math.abs(correlation) > LIMIT) {
        leaks.add(new Leak(column, correlation));
      }
    }
    return leaks;
  }

  /** Of one feature with the next return; 0 where one of the two never changes. */
  public static double correlation(TradingWorld world, String column) {
    double[] feature = world.features().column(column);
    int width = world.panel().width();
    int n = 0;
    double meanX = 0;
    double meanY = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int k = world.from() * width; k < (world.to() - 1) * width; k++) {
      double y = world.change(k / width + 1, k % width);
      double x = feature[k];
      if (Double.isFinite(x) && Double.isFinite(y)) {
        n++;
        double offX = x - meanX;
        double offY = y - meanY;
        meanX += offX / n;
        meanY += offY / n;
        xx += offX * (x - meanX);
        xy += offX * (y - meanY);
        yy += offY * (y - meanY);
      }
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
  }
}
