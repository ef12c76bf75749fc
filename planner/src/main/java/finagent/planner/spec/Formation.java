package finagent.planner.spec;

import finagent.planner.Card;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which parameters of a pairs agent the {@code formation} section fills. */
final class Formation {
  private static final Map<String, String> PATHS =
      Map.of(
          "formationMonths", "formation.every",
          "window", "formation.window",
          "within", "formation.within",
          "pairs", "formation.pairs",
          "test", "formation.test",
          "fdr", "formation.fdr",
          "top", "formation.top");

  private Formation() {}

  /** An agent forms pairs if it asks how often: it has a parameter {@code formationMonths}. */
  static boolean isRead(Card card) {
    return card.param("formationMonths").isPresent();
  }

  /** The agent's parameters that formation fills; none for an agent that forms no pairs. */
  static Set<String> owned(Card card) {
    Set<String> owned = new TreeSet<>();
    if (isRead(card)) {
      card.params().stream()
          .map(Card.Param::name)
          .filter(PATHS::containsKey)
          .forEach(owned::add);
    }
    return owned;
  }

  static String path(String param) {
    return PATHS.getOrDefault(param, "formation");
  }

  /** Their canonical values. */
  static SortedMap<String, String> params(Card card, StrategySpec spec) {
    SortedMap<String, String> params = new TreeMap<>();
    owned(card).forEach(param -> params.put(param, spec.setting(path(param))));
    return params;
  }
}
