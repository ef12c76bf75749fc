package finagent.planner.spec;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named sets of trading costs. Round figures of the right order for the market named, to be
 * overridden by measured ones; they are assumptions, and are printed as such in the resolved spec.
 */
final class Presets {
  static final List<String> NAMES = List.of("us-large", "us-small", "retail", "none");

  private Presets() {}

  /** Canonical values of the {@code costs} section, by path. */
  static SortedMap<String, String> of(String preset) {
    return switch (preset) {
      case "us-large" ->
          costs("0.0035", "0.35", "0.0002", "1.0", "0.003", "tbill-0.0025", "tbill+0.01");
      case "us-small" ->
          costs("0.0035", "0.35", "0.0015", "1.0", "0.03", "tbill-0.0025", "tbill+0.01");
      case "retail" -> costs("0.005", "1.0", "0.0005", "1.0", "0.01", "tbill-0.01", "tbill+0.015");
      case "none" -> costs("0.0", "0.0", "0.0", "0.0", "0.0", "tbill", "tbill");
      default ->
          throw new IllegalArgumentException(
              "No cost preset '%s'; there are %s".formatted(preset, String.join(", ", NAMES)));
    };
  }

  private static SortedMap<String, String> costs(
      String perShare,
      String minimum,
      String halfSpread,
      String impact,
      String borrow,
      String cash,
      String margin) {
    return new TreeMap<>(
        Map.of(
            "costs.commission", "0.0",
            "costs.perShare", perShare,
            "costs.minimum", minimum,
            "costs.halfSpread", Double.toString(Double.parseDouble(halfSpread)),
            "costs.impact", impact,
            "costs.borrow", borrow,
            "costs.cash", cash,
            "costs.margin", margin));
  }
}
