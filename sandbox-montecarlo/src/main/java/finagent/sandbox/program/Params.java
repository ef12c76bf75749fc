package finagent.sandbox.program;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parameters of a step: canonical text by name, read by type. Immutable. */
public record Params(SortedMap<String, String> values) implements Serializable {
  public Params {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Params of(Map<String, String> values) {
    return new Params(new TreeMap<>(values));
  }

  /** For tests and hand-wired programs: {@code of("lookback", "252", "skip", "21")}. */
  public static Params of(String... namesAndValues) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      values.put(namesAndValues[k], namesAndValues[k + 1]);
    }
    return new Params(values);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "Parameter '%s' is missing; given are %s".formatted(name, values.keySet()));
    }
    return value;
  }

  public int integer(String name) {
    return parse(name, "whole number", Integer::valueOf);
  }

  public double number(String name) {
    return parse(name, "number", Double::valueOf);
  }

  public boolean flag(String name) {
    return text(name).equals("true");
  }

  /** Comma-separated words; an empty text is an empty list. */
  public List<String> list(String name) {
    String value = text(name);
    return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
  }

  private <T> T parse(String name, String kind, java.util.function.Function<String, T> parser) {
    try {
      return parser.apply(text(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Parameter '%s' is '%s', which is no %s".formatted(name, text(name), kind), e);
    }
  }
}
