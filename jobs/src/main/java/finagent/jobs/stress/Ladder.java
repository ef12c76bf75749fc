package finagent.jobs.stress;

import finagent.planner.DidYouMean;
import finagent.sandbox.scenario.Ladders;
import finagent.sandbox.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One quantity at several values, all else equal: how a strategy answers to it, step by step.
 *
 * @param kind {@code move}, {@code volatility}, {@code correlation}, {@code spread}, {@code
 *     volume}, {@code borrow} or {@code rate}
 * @param values of its rungs
 */
public record Ladder(String kind, List<Double> values) {
  private static final int MOST = 50;
  private static final long SEED = 1;
  private static final Map<String, List<Double>> KNOWN =
      new TreeMap<>(
          Map.of(
              "move", List.of(-0.4, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2),
              "volatility", List.of(0.5, 1.0, 1.5, 2.0, 3.0),
              "correlation", List.of(0.0, 0.25, 0.5, 0.75, 1.0),
              "spread", List.of(1.0, 2.0, 5.0, 10.0),
              "volume", List.of(0.1, 0.25, 0.5, 1.0),
              "borrow", List.of(1.0, 2.0, 5.0, 10.0),
              "rate", List.of(-0.01, 0.0, 0.01, 0.02, 0.03)));

  public Ladder {
    values = values.stream().distinct().sorted().toList();
    if (values.isEmpty() || values.size() > MOST) {
      throw new IllegalArgumentException(
          "A ladder has 1..%d different values, not %d".formatted(MOST, values.size()));
    }
  }

  /** Reads {@code move}, which has values of its own, or {@code move=-30%:-15%:0}. */
  public static Ladder of(String text) {
    String[] parts = text.strip().split("=", 2);
    List<Double> usual = KNOWN.get(parts[0]);
    if (usual == null) {
      throw new IllegalArgumentException(
          "No ladder '%s'; there are %s.%s"
              .formatted(
                  parts[0], KNOWN.keySet(), DidYouMean.of(parts[0], List.copyOf(KNOWN.keySet()))));
    }
    return new Ladder(
        parts[0],
        parts.length == 1
            ? usual
            : Arrays.stream(parts[1].split(":", -1)).map(value -> number(text, value)).toList());
  }

  private static double number(String text, String value) {
    if (!value.strip().matches("[+-]?[0-9]{1,6}(\\.[0-9]{1,9})?%?")) {
      throw new IllegalArgumentException(
          "Invalid --ladder '%s': '%s' is no number; write values between colons, e.g. move=-30%%:-15%%:0"
              .formatted(text, value));
    }
    String plain = value.strip();
    return plain.endsWith("%")
        ? Double.parseDouble(plain.substring(0, plain.length() - 1)) / 100
        : Double.parseDouble(plain);
  }

  /** A scenario per value, over the last sessions of a market; named {@code move -0.3}. */
  public List<Scenario> rungs(int sessions) {
    double[] steps = values.stream().mapToDouble(Double::doubleValue).toArray();
    return switch (kind) {
      case "move" -> Ladders.move(sessions, steps);
      case "volatility" -> Ladders.volatility(sessions, steps);
      case "correlation" -> Ladders.correlation(sessions, SEED, steps);
      case "spread" -> Ladders.spread(sessions, steps);
      case "volume" -> Ladders.volume(sessions, steps);
      case "borrow" -> Ladders.borrow(sessions, steps);
      case "rate" -> Ladders.rates(sessions, steps);
      default -> throw new IllegalArgumentException("No ladder '%s'".formatted(kind));
    };
  }
}
