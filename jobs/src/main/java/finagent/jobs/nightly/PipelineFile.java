package finagent.jobs.nightly;

import finagent.jobs.stress.Recipes;
import finagent.planner.spec.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a pipeline; paths in it are relative to its folder. */
public final class PipelineFile {
  private static final List<String> KEYS =
      List.of(
          "name", "data", "capital", "strategies", "gates", "risk", "alerts", "notebook", "upkeep");

  private PipelineFile() {}

  /** Reads a file; fails with line and key where it cannot be understood. */
  public static Pipeline read(Path file) {
    YamlMap map = YamlMap.read(file).only(KEYS);
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    String name = text(map, "name", "the pipeline's name, e.g. name: us-daily");
    if (!name.matches("[a-z0-9][a-z0-9-]{0,60}")) {
      throw map.refuse("name", "must be of a-z, 0-9 and '-', e.g. us-daily");
    }
    YamlMap data =
        map.map("data")
            .orElseThrow(() -> map.refuse("data", "which? e.g. data: {set: us, drops: PATH}"))
            .only(List.of("set", "drops"));
    String drops = text(data, "drops", "path of a drop, with " + Pipeline.SESSION);
    if (!drops.contains(Pipeline.SESSION)) {
      throw data.refuse("drops", "must hold %s for the session".formatted(Pipeline.SESSION));
    }
    return new Pipeline(
        name,
        content(file),
        text(data, "set", "name of the data set the drops go to"),
        folder.resolve(drops).normalize().toString(),
        above(map, "capital", Double.NaN, 0, 1e15),
        parts(map, folder),
        gates(map),
        risk(map),
        alerting(map, folder),
        notebook(map, folder),
        upkeep(map));
  }

  private static List<Pipeline.Part> parts(YamlMap map, Path folder) {
    List<Pipeline.Part> parts = new ArrayList<>();
    double sum = 0;
    for (YamlMap part : map.maps("strategies")) {
      part.only(List.of("file", "share"));
      double share = above(part, "share", Double.NaN, 0, 1);
      sum += share;
      parts.add(
          new Pipeline.Part(
              folder.resolve(text(part, "file", "a strategy file")).normalize(), share));
    }
    if (parts.isEmpty()) {
      throw map.refuse("strategies", "names none; e.g. strategies: [{file: a.yaml, share: 0.5}]");
    }
    if (sum > 1 + 1e-12) {
      throw map.refuse("strategies", "the shares sum to %s (must be at most 1)".formatted(sum));
    }
    return parts;
  }

  private static Gates gates(YamlMap map) {
    return map.map("gates")
        .map(
            gates -> {
              gates.only(List.of("missing", "restated", "spikes"));
              return new Gates(
                  above(gates, "missing", Gates.USUAL.missing(), 0, 1),
                  above(gates, "restated", Gates.USUAL.restated(), 0, 1),
                  above(gates, "spikes", Gates.USUAL.spikes(), 0, 1));
            })
        .orElse(Gates.USUAL);
  }

  private static Pipeline.Risk risk(YamlMap map) {
    Optional<YamlMap> risk =
        map.map("risk").map(r -> r.only(List.of("level", "window", "paths", "scenarios")));
    if (risk.isEmpty()) {
      return new Pipeline.Risk(0.99, 500, 20_000, List.of());
    }
    YamlMap given = risk.get();
    return new Pipeline.Risk(
        above(given, "level", 0.99, 0.5, 1),
        (int) above(given, "window", 500, 19, 100_000),
        (int) above(given, "paths", 20_000, 99, 1e8),
        scenarios(given));
  }

  private static List<String> scenarios(YamlMap risk) {
    List<String> names = words(risk.text("scenarios"));
    try {
      Recipes.shipped(Long.MAX_VALUE).named(names);
    } catch (IllegalArgumentException e) {
      throw risk.refuse("scenarios", String.valueOf(e.getMessage()));
    }
    return names;
  }

  private static Pipeline.Alerting alerting(YamlMap map, Path folder) {
    Optional<YamlMap> alerts = map.map("alerts").map(a -> a.only(List.of("file", "command")));
    return new Pipeline.Alerting(
        alerts.flatMap(a -> a.text("file")).map(folder::resolve),
        words(alerts.flatMap(a -> a.text("command"))));
  }

  private static Optional<Pipeline.Notebook> notebook(YamlMap map, Path folder) {
    return map.map("notebook")
        .map(n -> n.only(List.of("file", "command")))
        .map(
            n ->
                new Pipeline.Notebook(
                    folder.resolve(text(n, "file", "a notebook (.ipynb)")).normalize(),
                    words(n.text("command"))));
  }

  private static Pipeline.Upkeep upkeep(YamlMap map) {
    String word = map.text("upkeep").orElse("weekly");
    return Arrays.stream(Pipeline.Upkeep.values())
        .filter(every -> every.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> map.refuse("upkeep", "must be weekly, monthly or never"));
  }

  private static List<String> words(Optional<String> text) {
    return text.map(t -> Arrays.stream(t.strip().split("[ ,]+")).toList()).orElse(List.of());
  }

  private static String text(YamlMap map, String key, String what) {
    return map.text(key).orElseThrow(() -> map.refuse(key, "is missing: " + what));
  }

  private static double above(
      YamlMap map, String key, double otherwise, double least, double most) {
    double value = map.number(key).orElse(otherwise);
    if (!(value > least && value <= most)) {
      throw map.refuse(key, "must be a number above %s, up to %s".formatted(least, most));
    }
    return value;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("No pipeline can be read at '%s'".formatted(file), e);
    }
  }
}
