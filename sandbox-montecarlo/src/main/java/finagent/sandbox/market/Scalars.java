package finagent.sandbox.market;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A few named numbers. */
public record Scalars(Map<String, Double> values) implements Value {
  public Scalars {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }
}
