package finagent.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** Weights that were decided and those that would be decided today, where they differ. */
final class OtherWeights {
  private static final int NAMED = 3;

  private OtherWeights() {}

  /** How many differ, the largest changes by name; empty where none does. */
  static Optional<String> words(SortedMap<String, Double> then, SortedMap<String, Double> now) {
    TreeSet<String> all = new TreeSet<>(then.keySet());
    all.addAll(now.keySet());
    List<String> others = new ArrayList<>();
    for (String symbol : all) {
      if (Double.compare(of(then, symbol), of(now, symbol)) != 0) {
        others.add(symbol);
      }
    }
    if (others.isEmpty()) {
      return Optional.empty();
    }
    others.sort(
        (a, b) ->
            Double.compare(Math.abs(of(now, b) - of(then, b)), Math.abs(of(now, a) - of(then, a))));
    List<String> named =
        others.subList(0, Math.min(NAMED, others.size())).stream()
            .map(
                symbol ->
                    String.format(
                        Locale.ROOT, "%s %.4f -> %.4f", symbol, of(then, symbol), of(now, symbol)))
            .toList();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d weights (%s%s)",
            others.size(),
            String.join(", ", named),
            others.size() > NAMED ? ", .." : ""));
  }

  private static double of(SortedMap<String, Double> weights, String symbol) {
    return weights.getOrDefault(symbol, 0.0);
  }
}
