package finagent.planner.spec;

import static java.util.stream.Collectors.joining;

import finagent.planner.spec.StrategySpec.AgentUse;
import finagent.planner.spec.StrategySpec.Alpha;
import finagent.planner.spec.StrategySpec.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a specification as YAML: one line per section or agent, always in the same order. */
final class SpecPrinter {
  private final StrategySpec spec;
  private final StringBuilder out = new StringBuilder();

  private SpecPrinter(StrategySpec spec) {
    this.spec = spec;
  }

  static String of(StrategySpec spec) {
    return new SpecPrinter(spec).print();
  }

  private String print() {
    line("name", YamlText.quoted(spec.name()));
    if (!spec.description().isEmpty()) {
      line("description", YamlText.quoted(spec.description()));
    }
    List.of("data", "universe", "period").forEach(this::section);
    List.of("capital", "currency", "calendar", "benchmark").forEach(this::setting);
    List.of("schedule", "fill").forEach(this::section);
    alphas();
    if (!spec.combine().isEmpty()) {
      Map<String, String> weights = new LinkedHashMap<>();
      spec.combine().forEach((name, weight) -> weights.put(name, QuantityGrammar.plain(weight)));
      line("combine", YamlText.map(weights));
    }
    spec.use("portfolio").ifPresent(use -> line("portfolio", agent(use, List.of())));
    risk();
    List.of("costs", "formation", "controls").forEach(this::section);
    List.of("seed", "keep").forEach(this::setting);
    vary();
    plugins();
    tasks();
    if (!spec.overrides().isEmpty()) {
      line("overrides", YamlText.list(spec.overrides()));
    }
    return out.toString();
  }

  private void line(String key, String value) {
    out.append(key).append(": ").append(value).append('\n');
  }

  private void section(String section) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (Schema.Key key : Schema.section(section)) {
      String value = spec.settings().get(key.path());
      if (value != null) {
        entries.put(key.name(), key.grammar().print(value));
      }
    }
    if (section.equals("data") && spec.dataSet().isEmpty()) {
      entries.remove("set");
    }
    if (!entries.isEmpty()) {
      line(section, YamlText.map(entries));
    }
  }

  private void setting(String path) {
    Schema.key(path).ifPresent(key -> line(path, key.grammar().print(spec.setting(path))));
  }

  private void alphas() {
    if (spec.alphas().isEmpty()) {
      return;
    }
    out.append("alphas:\n");
    spec.alphas().forEach((name, alpha) -> line("  " + YamlText.quoted(name), alpha(alpha)));
  }

  private static String alpha(Alpha alpha) {
    return agent(alpha.signal(), alpha.post());
  }

  private static String agent(AgentUse use, List<AgentUse> post) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("agent", YamlText.quoted(use.agent()));
    entries.putAll(use.written());
    if (!post.isEmpty()) {
      entries.put(
          "post", post.stream().map(p -> agent(p, List.of())).collect(joining(", ", "[", "]")));
    }
    return YamlText.map(entries);
  }

  private void risk() {
    List<String> keys =
        SpecBuilder.RISK.keySet().stream().filter(k -> spec.use("risk." + k).isPresent()).toList();
    if (keys.isEmpty()) {
      return;
    }
    out.append("risk:\n");
    for (String key : keys) {
      spec.use("risk." + key).ifPresent(use -> line("  " + key, YamlText.map(use.written())));
    }
  }

  private void vary() {
    if (!spec.vary().isEmpty()) {
      Map<String, String> entries = new LinkedHashMap<>();
      spec.vary().forEach((path, values) -> entries.put(path, YamlText.list(values)));
      line("vary", YamlText.map(entries));
    }
  }

  private void plugins() {
    if (!spec.plugins().isEmpty()) {
      out.append("plugins:\n");
      spec.plugins()
          .forEach(
              plugin ->
                  line(
                      "  - {jar",
                      "%s, classes: %s}"
                          .formatted(
                              YamlText.quoted(plugin.jar()), YamlText.list(plugin.classes()))));
    }
  }

  private void tasks() {
    if (!spec.tasks().isEmpty()) {
      out.append("tasks:\n");
      spec.tasks().forEach(step -> out.append("  - ").append(step(step)).append('\n'));
    }
  }

  private static String step(Step step) {
    Map<String, String> inputs = new LinkedHashMap<>();
    step.inputs().forEach((port, ref) -> inputs.put(port, YamlText.quoted(ref)));
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("name", YamlText.quoted(step.name()));
    entries.put("agent", YamlText.quoted(step.use().agent()));
    entries.put("inputs", YamlText.map(inputs));
    entries.put("params", YamlText.map(step.use().written()));
    entries.put("keep", Boolean.toString(step.keep()));
    return YamlText.map(entries);
  }
}
