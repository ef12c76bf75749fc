package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.DidYouMean;
import finagent.planner.spec.Node.Field;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Items;
import finagent.planner.spec.StrategySpec.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what is neither a setting nor an agent: vary, plugins, combine, overrides. */
final class ListsReader {
  private final Fields tree;

  ListsReader(Fields tree) {
    this.tree = tree;
  }

  List<Plugin> plugins() {
    List<Plugin> plugins = new ArrayList<>();
    List<String> keys = List.of("jar", "classes");
    for (Node item : items("plugins")) {
      Fields fields = SettingsReader.map(item, "plugins", keys);
      fields.fields().forEach(
          (key, field) -> {
            if (!keys.contains(key)) {
              throw SettingsReader.unknown(field.where(), "plugins", key, keys);
            }
          });
      String jar = Grammar.scalar(needed(fields, "plugins", "jar"), "plugins.jar", "a file name");
      Node names = needed(fields, "plugins", "classes");
      List<String> classes =
          ListGrammar.words(new ListGrammar(List.of()).read(names, "plugins.classes"));
      if (classes.isEmpty() || jar.isBlank()) {
        throw names.where().refuse("plugins", "name the jar and at least one class of it");
      }
      plugins.add(new Plugin(jar, classes));
    }
    return plugins;
  }

  static Node needed(Fields fields, String path, String key) {
    return fields
        .at(key)
        .orElseThrow(() -> fields.where().refuse(path, "'%s' is missing".formatted(key)));
  }

  List<Node> items(String key) {
    Node node = tree.at(key).orElseGet(() -> new Items(List.of(), tree.where()));
    if (node instanceof Items list) {
      return list.items();
    }
    throw node.where().refuse(key, "needs a list, not " + node.kind());
  }

  List<String> overrides(List<String> applied) {
    List<String> overrides = new ArrayList<>();
    items("overrides").forEach(n -> overrides.add(Grammar.scalar(n, "overrides", "path=value")));
    overrides.addAll(applied);
    return overrides;
  }

  SortedMap<String, List<String>> vary() {
    SortedMap<String, List<String>> vary = new TreeMap<>();
    tree.at("vary")
        .ifPresent(
            node ->
                SettingsReader.map(node, "vary", List.of("path: [values]"))
                    .fields()
                    .forEach((path, field) -> vary.put(path, values(path, field))));
    return vary;
  }

  private static List<String> values(String path, Field field) {
    List<String> agents = List.of("alphas.", "combine.", "portfolio.", "risk.", "tasks.");
    if (Schema.key(path).isEmpty() && agents.stream().noneMatch(path::startsWith)) {
      List<String> paths = Schema.KEYS.stream().map(Schema.Key::path).toList();
      throw field
          .where()
          .refuse(
              "vary." + path,
              "no such path; vary a setting, or a parameter below alphas, combine, portfolio or risk.%s"
                  .formatted(DidYouMean.of(path, paths)));
    }
    if (!(field.value() instanceof Items list) || list.items().isEmpty()) {
      throw field.where().refuse("vary." + path, "needs a list of values, e.g. [126d, 252d]");
    }
    List<String> values = new ArrayList<>();
    list.items().forEach(n -> values.add(Grammar.scalar(n, "vary." + path, "single values")));
    return values;
  }

  /** Weights of the alphas: as given, or 1 for a single alpha. */
  SortedMap<String, Double> combine(SortedMap<String, ?> alphas) {
    SortedMap<String, Double> weights = new TreeMap<>();
    List<String> names = List.copyOf(alphas.keySet());
    Node node = tree.at("combine").orElse(null);
    if (node == null) {
      if (names.size() > 1) {
        throw tree.where()
            .refuse(
                "combine",
                "is missing, and there are %d alphas (%s). Weigh them, e.g. combine: {%s: 0.5, %s: 0.5}"
                    .formatted(names.size(), String.join(", ", names), names.get(0), names.get(1)));
      }
      names.forEach(name -> weights.put(name, 1.0));
      return weights;
    }
    for (Map.Entry<String, Field> entry :
        SettingsReader.map(node, "combine", names).fields().entrySet()) {
      if (!names.contains(entry.getKey())) {
        throw SettingsReader.unknown(entry.getValue().where(), "combine", entry.getKey(), names);
      }
      weights.put(entry.getKey(), weight(entry.getKey(), entry.getValue().value()));
    }
    List<String> left = names.stream().filter(name -> !weights.containsKey(name)).toList();
    if (!left.isEmpty()) {
      throw node.where()
          .refuse("combine", "gives no weight to %s; weigh every alpha".formatted(String.join(", ", left)));
    }
    return weights;
  }

  private static double weight(String name, Node node) {
    Card.Param param =
        Card.Param.of(
            name, Card.Unit.NUMBER, "1.0", -1e6, 1e6, "weight of an alpha");
    return Double.parseDouble(Grammar.of(param).read(node, "combine." + name));
  }
}
