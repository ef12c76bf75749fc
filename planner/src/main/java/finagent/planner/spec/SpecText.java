package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.Catalogue;
import finagent.planner.spec.StrategySpec.Call;
import finagent.planner.spec.StrategySpec.OwnTask;
import finagent.planner.spec.StrategySpec.Plugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints a resolved strategy as YAML, keys in the order of the schema. */
final class SpecText {
  private final Catalogue catalogue;
  private final StringBuilder yaml = new StringBuilder();

  private SpecText(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static String of(StrategySpec spec, Catalogue catalogue) {
    return new SpecText(catalogue).text(spec);
  }

  private String text(StrategySpec spec) {
    line("name", YamlText.quoted(spec.name()));
    if (!spec.description().isEmpty()) {
      line("description", YamlText.quoted(spec.description()));
    }
    for (String section : Schema.sections()) {
      Map<String, String> entries = new LinkedHashMap<>();
      for (Schema.Key key : Schema.section(section)) {
        entries.put(key.name(), key.grammar().print(spec.value(key.path())));
      }
      line(section, YamlText.map(entries));
    }
    for (Schema.Key key : Schema.section("")) {
      line(key.path(), key.grammar().print(spec.value(key.path())));
    }
    agents(spec);
    if (!spec.plugins().isEmpty()) {
      yaml.append("plugins:\n");
      for (Plugin plugin : spec.plugins()) {
        yaml.append(
            "  - {jar: %s, classes: %s}\n"
                .formatted(YamlText.quoted(plugin.jar()), YamlText.list(plugin.classes())));
      }
    }
    if (!spec.vary().isEmpty()) {
      line("vary", spec.vary());
    }
    return yaml.toString();
  }

  private void agents(StrategySpec spec) {
    if (!spec.alphas().isEmpty()) {
      yaml.append("alphas:\n");
      spec.alphas().forEach((name, call) -> line("  " + YamlText.quoted(name), call(call)));
    }
    if (!spec.combine().isEmpty()) {
      line("combine", YamlText.map(spec.combine()));
    }
    spec.portfolio().ifPresent(call -> line("portfolio", call(call)));
    if (!spec.risk().isEmpty()) {
      yaml.append("risk:\n");
      spec.risk()
          .forEach(
              (name, params) ->
                  line("  " + name, YamlText.map(written(SpecReader.agent(name), params))));
    }
    if (!spec.tasks().isEmpty()) {
      yaml.append("tasks:\n");
      for (OwnTask task : spec.tasks()) {
        yaml.append(
            "  - {name: %s, agent: %s, inputs: %s, params: %s}\n"
                .formatted(
                    YamlText.quoted(task.name()),
                    YamlText.quoted(task.agent()),
                    YamlText.map(quoted(task.inputs())),
                    YamlText.map(written(task.agent(), task.params()))));
      }
    }
  }

  private String call(Call call) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("agent", YamlText.quoted(call.agent()));
    entries.putAll(written(call.agent(), call.params()));
    if (!call.post().isEmpty()) {
      List<String> posts = call.post().stream().map(this::call).toList();
      entries.put("post", "[" + String.join(", ", posts) + "]");
    }
    return YamlText.map(entries);
  }

  /** Parameters as a person writes them, with their units. */
  private Map<String, String> written(String agent, Map<String, String> canonical) {
    Map<String, String> written = new LinkedHashMap<>();
    for (Card.Param param : catalogue.card(agent).orElseThrow().params()) {
      String value = canonical.get(param.name());
      if (value != null) {
        written.put(param.name(), Grammar.of(param).print(value));
      }
    }
    return written;
  }

  private static Map<String, String> quoted(Map<String, String> texts) {
    Map<String, String> quoted = new LinkedHashMap<>();
    texts.forEach((name, text) -> quoted.put(name, YamlText.quoted(text)));
    return quoted;
  }

  private void line(String key, String value) {
    yaml.append(key).append(": ").append(value).append('\n');
  }
}
