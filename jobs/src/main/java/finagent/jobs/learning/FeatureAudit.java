package finagent.jobs.learning;

import finagent.agents.audit.Finding;
import finagent.agents.audit.Worlds;
import finagent.rl.env.LeakAudit;
import finagent.rl.env.Scaler;
import finagent.rl.env.TradingWorld;
import finagent.rl.training.MarketSpec;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Looks for features of a training that know tomorrow, on the very data it would learn from:
 *
 * <ul>
 *   <li><b>future</b>: made again from the market cut off at a bar, and from one with another
 *       future, the feature has the same bits up to there
 *   <li><b>tomorrow</b>: its correlation with the next total return says no more than {@link
 *       LeakAudit} allows. That finds what no recomputation can: prices that were smoothed,
 *       interpolated or stamped late before they came here
 *   <li><b>canary</b>: tomorrow's return, planted among the features, is found by both
 * </ul>
 */
public final class FeatureAudit {
  private static final String CANARY = "canary";

  private final MarketChoice choice;
  private final Panel panel;
  private final TradingWorld world;
  private final Worlds worlds;
  private final int trials;
  private final String title;

  private FeatureAudit(TrainFile file, TrainingData data, long seed, int trials) {
    choice = file.market().orElseThrow();
    title = file.title();
    panel = data.shared().panel();
    worlds = new Worlds(panel, seed);
    this.trials = trials;
    world = planted(((MarketSpec) data.world()).trading(data.shared()));
  }

  /**
   * Findings about every feature, and about the canary.
   *
   * @param file names a market
   * @param data what that market is
   * @param trials cuts, and as many futures, tried for each feature
   */
  public static List<Finding> of(TrainFile file, TrainingData data, long seed, int trials) {
    return new FeatureAudit(file, data, seed, trials).findings();
  }

  private List<Finding> findings() {
    Map<String, String> broken = broken();
    List<Finding> findings = new ArrayList<>();
    for (String feature : choice.features().names()) {
      String subject = title + "/" + feature;
      findings.add(
          new Finding(
              "future",
              subject,
              !broken.containsKey(feature),
              broken.getOrDefault(
                  feature, String.format(Locale.ROOT, "held in %d comparisons", 2 * trials))));
      double correlation = LeakAudit.correlation(world, feature);
      boolean knows = Math.abs(correlation) > LeakAudit.LIMIT;
      findings.add(new Finding("tomorrow", subject, !knows, correlated(correlation, knows)));
    }
    double correlation = LeakAudit.correlation(world, CANARY);
    boolean caught = broken.containsKey(CANARY) && Math.abs(correlation) > LeakAudit.LIMIT;
    findings.add(
        new Finding(
            CANARY,
            title,
            caught,
            "tomorrow's return, planted as a feature, was %s: %s; %s"
                .formatted(
                    caught ? "caught" : "NOT caught",
                    correlated(correlation, false),
                    broken.getOrDefault(CANARY, "the same whatever comes"))));
    return findings;
  }

  private static String correlated(double correlation, boolean knows) {
    String told = String.format(Locale.ROOT, "correlation with the next return %.3f", correlation);
    return knows
        ? told + String.format(Locale.ROOT, " (at most %.1f can be believed)", LeakAudit.LIMIT)
        : told;
  }

  /** Where each feature was first seen to depend on what came later. */
  private Map<String, String> broken() {
    Map<String, String> broken = new LinkedHashMap<>();
    Frame whole = features(panel);
    for (int k = 0; k < trials; k++) {
      int last = world.from() + (world.to() - world.from()) * (k + 1) / (trials + 1);
      String day = panel.time().date(last).toString();
      compare(whole, worlds.prefix(last), last, "other where the market ends at " + day, broken);
      compare(
          whole,
          worlds.otherFuture(last, k),
          last,
          "other with another future after " + day,
          broken);
    }
    return broken;
  }

  private void compare(Frame whole, Panel told, int last, String what, Map<String, String> broken) {
    Frame other = features(told);
    int end = (last + 1) * panel.width();
    for (String feature : world.scaler().columns()) {
      double[] one = whole.column(feature);
      double[] two = other.column(feature);
      int at = Arrays.mismatch(one, 0, end, two, 0, end);
      if (at >= 0) {
        broken.putIfAbsent(
            feature,
            "%s: %s on %s is %s, not %s"
                .formatted(
                    what,
                    panel.instruments().id(at % panel.width()),
                    panel.time().date(at / panel.width()),
                    two[at],
                    one[at]));
      }
    }
  }

  /** All that is observed of a market, and the canary. */
  private Frame features(Panel market) {
    Frame features = TrainingData.features(market, choice);
    Map<String, double[]> columns = new LinkedHashMap<>(features.columns());
    columns.put(CANARY, tomorrow(features.column(TradingWorld.INDEX), market.width()));
    return Frame.of(market.time(), market.instruments(), columns);
  }

  /** The total return to the next close; 0 where there is none. */
  private static double[] tomorrow(double[] index, int width) {
    double[] next = new double[index.length];
    for (int k = 0; k < index.length - width; k++) {
      double growth = index[k + width] / index[k] - 1;
      next[k] = Double.isNaN(growth) ? 0 : growth;
    }
    return next;
  }

  private TradingWorld planted(TradingWorld honest) {
    List<String> columns = new ArrayList<>(honest.scaler().columns());
    columns.add(CANARY);
    Frame features = features(panel);
    Scaler scaler = Scaler.fit(features, columns, honest.from(), honest.to());
    return new TradingWorld(panel, features, scaler, honest.from(), honest.to(), honest.rules());
  }
}
