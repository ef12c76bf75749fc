package finagent.jobs.montecarlo;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When to stop early: once the standard error of one number is small enough, for every strategy.
 *
 * @param statistic number of interest
 * @param measure what of its distribution
 * @param tolerance largest standard error
 * @param relative whether the tolerance is a share of the number's size
 */
public record Target(String statistic, String measure, double tolerance, boolean relative) {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9-]+):([0-9.]+(?:e-?[0-9]+)?)(%?)", Pattern.CASE_INSENSITIVE);
  private static final Map<String, String[]> NAMES = names();

  private static Map<String, String[]> names() {
    Map<String, String[]> names = new TreeMap<>();
    for (String measure : new String[] {"var95", "var99", "es95", "es99", "loss-probability"}) {
      names.put(measure, new String[] {Score.TOTAL_RETURN.word(), measure});
    }
    for (Score score : Score.values()) {
      names.put(score.word(), new String[] {score.word(), Summary.MEAN});
    }
    names.put("median", new String[] {Score.TOTAL_RETURN.word(), "q50"});
    return names;
  }

  /** Reads {@code var99:1%} or {@code sharpe:0.005}. */
  public static Target of(String text) {
    Matcher form = FORM.matcher(text.strip());
    String[] name = form.matches() ? NAMES.get(form.group(1).toLowerCase(Locale.ROOT)) : null;
    if (name == null) {
      throw new IllegalArgumentException(
          "Invalid --target '%s': say a number and its largest standard error, e.g. var99:1%% (of itself) or sharpe:0.005. There are %s"
              .formatted(text, String.join(", ", NAMES.keySet())));
    }
    boolean relative = !form.group(3).isEmpty();
    double tolerance = Double.parseDouble(form.group(2)) / (relative ? 100 : 1);
    if (!(tolerance > 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid --target '%s': the error must be above 0".formatted(text));
    }
    return new Target(name[0], name[1], tolerance, relative);
  }
}
