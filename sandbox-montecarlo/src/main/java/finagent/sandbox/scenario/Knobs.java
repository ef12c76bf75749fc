package finagent.sandbox.scenario;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters of a shipped scenario, defaults filled in. */
record Knobs(String scenario, SortedMap<String, Double> values) {
  static Knobs of(
      String scenario, SortedMap<String, Double> defaults, Map<String, Double> changed) {
    SortedMap<String, Double> values = new TreeMap<>(defaults);
    new TreeMap<>(changed)
        .forEach(
            (key, value) -> {
              if (values.replace(key, value) == null) {
                throw new IllegalArgumentException(
                    "Scenario '%s' has no parameter '%s'; it has %s"
                        .formatted(scenario, key, values.keySet()));
              }
            });
    return new Knobs(scenario, values);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  double at(String key) {
    return or(key, Double.NaN);
  }

  double or(String key, double missing) {
    return values.getOrDefault(key, missing);
  }

  long seed() {
    return Math.round(at("seed"));
  }

  int sessions(String key) {
    double value = at(key);
    if (!(value >= 1 && value <= 100_000) || value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "Scenario '%s': invalid %s: %s (must be a whole number of 1 .. 100000)"
              .formatted(scenario, key, value));
    }
    return (int) value;
  }
}
