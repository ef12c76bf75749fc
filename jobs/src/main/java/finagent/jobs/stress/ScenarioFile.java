package finagent.jobs.stress;

import finagent.planner.DidYouMean;
import finagent.planner.spec.SpecException;
import finagent.planner.spec.YamlMap;
import finagent.sandbox.scenario.Scenario;
import finagent.sandbox.scenario.Scenarios;
import finagent.sandbox.scenario.Shock;
import finagent.sandbox.scenario.Shocks;
import finagent.sandbox.scenario.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scenarios of the user's own, a map from name to scenario. One is either a shipped scenario with
 * some of its numbers changed ({@code like}, {@code with}), or a list of shocks over a number of
 * sessions; it covers the last sessions of the market, or those from a date on ({@code from}).
 */
public final class ScenarioFile {
  private static final List<String> LIKE = List.of("like", "from", "with");
  private static final List<String> SHOCKS = List.of("sessions", "from", "shocks");
  private static final int MOST = 1_000;

  private ScenarioFile() {}

  /** Reads a file. */
  public static List<Scenario> read(Path file) {
    return scenarios(YamlMap.read(file));
  }

  static List<Scenario> scenarios(YamlMap file) {
    List<Scenario> scenarios = new ArrayList<>();
    if (file.keys().size() > MOST) {
      throw file.refuse("", "%d scenarios; at most %d".formatted(file.keys().size(), MOST));
    }
    for (String name : file.keys()) {
      if (!name.matches("[a-z0-9][a-z0-9-]{0,60}")) {
        throw file.refuse(name, "a scenario's name is of a-z, 0-9 and '-', e.g. oil-shock");
      }
      scenarios.add(scenario(name, file, file.map(name).orElseThrow()));
    }
    return scenarios;
  }

  private static Scenario scenario(String name, YamlMap file, YamlMap map) {
    boolean like = map.has("like");
    map.only(like ? LIKE : SHOCKS);
    try {
      return like ? like(name, map) : shocks(name, map);
    } catch (SpecException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw file.refuse(name, String.valueOf(e.getMessage()));
    }
  }

  private static Scenario like(String name, YamlMap map) {
    String model = map.text("like").orElseThrow();
    if (!Scenarios.names().contains(model)) {
      throw map.refuse("like", "no scenario '%s'.%s".formatted(model, near(model)));
    }
    SortedMap<String, Double> changed = new TreeMap<>();
    map.map("with")
        .ifPresent(with -> changed.putAll(numbers(with, Scenarios.defaults(model).keySet())));
    Scenario made =
        map.date("from")
            .map(first -> Scenarios.from(first, model, changed))
            .orElseGet(() -> Scenarios.last(model, changed));
    return new Scenario(name, made.window(), made.shocks());
  }

  private static String near(String model) {
    return DidYouMean.of(model, Scenarios.names())
        + " There are "
        + String.join(", ", Scenarios.names());
  }

  private static Scenario shocks(String name, YamlMap map) {
    double sessions =
        map.number("sessions")
            .orElseThrow(
                () ->
                    map.refuse("sessions", "how many? e.g. sessions: 20 (or like: market-crash)"));
    if (!(sessions >= 1 && sessions <= 100_000) || sessions != Math.rint(sessions)) {
      throw map.refuse("sessions", "must be a whole number of 1 .. 100000");
    }
    int n = (int) sessions;
    List<YamlMap> list = map.maps("shocks");
    if (list.isEmpty()) {
      throw map.refuse("shocks", "names none; e.g. shocks: [{kind: move, move: -20%}]");
    }
    List<Shock> shocks = list.stream().map(shock -> shock(n, shock)).toList();
    return new Scenario(
        name,
        map.date("from").map(first -> Window.from(first, n)).orElseGet(() -> Window.last(n)),
        shocks);
  }

  private static Shock shock(int sessions, YamlMap map) {
    Map<String, List<String>> kinds = Shocks.kinds();
    String kind = map.text("kind").orElse("");
    if (!kinds.containsKey(kind)) {
      throw map.refuse(
          "kind",
          "no shock '%s'; there are %s.%s"
              .formatted(
                  kind, String.join(", ", kinds.keySet()), DidYouMean.of(kind, kinds.keySet())));
    }
    TreeSet<String> known = new TreeSet<>(kinds.getOrDefault(kind, List.of()));
    SortedMap<String, Double> numbers = new TreeMap<>();
    if (kind.equals("move")) {
      map.map("sectors")
          .ifPresent(
              sectors ->
                  numbers(sectors, new TreeSet<>(sectors.keys()))
                      .forEach((sector, move) -> numbers.put("sector:" + sector, move)));
    }
    List<String> keys = new ArrayList<>(List.of("kind"));
    keys.addAll(known);
    if (kind.equals("move")) {
      keys.add("sectors");
    }
    map.only(keys);
    for (String key : known) {
      map.number(key).ifPresent(value -> numbers.put(key, value));
    }
    try {
      return Shocks.of(kind, sessions, numbers);
    } catch (IllegalArgumentException e) {
      throw map.refuse("kind", String.valueOf(e.getMessage()));
    }
  }

  private static SortedMap<String, Double> numbers(YamlMap map, Set<String> known) {
    map.only(known);
    SortedMap<String, Double> numbers = new TreeMap<>();
    for (String key : map.keys()) {
      numbers.put(key, map.number(key).orElseThrow());
    }
    return numbers;
  }
}
