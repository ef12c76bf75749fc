package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.Card.Unit;
import finagent.planner.DidYouMean;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Items;
import finagent.planner.spec.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the keys that belong to no agent, by the schema. */
final class Values {
  private static final Map<String, String> LATER =
      Map.of(
          "risk.hedge", "hedge with a short position of your own",
          "universe.sector", "list the instruments");

  private Values() {}

  /** Canonical values of every key of the schema. */
  static SortedMap<String, String> of(Fields root) {
    SortedMap<String, String> values = new TreeMap<>();
    Schema.section("").forEach(key -> put(values, root, key, key.path()));
    for (String section : Schema.sections()) {
      Fields map =
          root.at(section)
              .map(node -> map(node, section))
              .orElseGet(() -> new Fields(Map.of(), false, root.where()));
      List<Schema.Key> keys = Schema.section(section);
      refuse(map, section, keys.stream().map(Schema.Key::name).toList());
      keys.forEach(key -> put(values, map, key, key.name()));
      if (section.equals("costs")) {
        presets(values, map);
      }
    }
    cap(values, root);
    return values;
  }

  private static void put(
      SortedMap<String, String> values, Fields map, Schema.Key key, String name) {
    values.put(
        key.path(),
        map.at(name)
            .map(node -> key.grammar().read(plain(key, node), key.path()))
            .orElse(key.fallback()));
  }

  /** {@code borrow: {missing: 50bps}} is the rate where the market has none: here, everywhere. */
  private static Node plain(Schema.Key key, Node node) {
    if (key.path().equals("costs.borrow") && node instanceof Fields map) {
      only(map, key.path(), List.of("missing"));
      return map.at("missing").orElse(node);
    }
    return node;
  }

  private static void presets(SortedMap<String, String> values, Fields costs) {
    Presets.of(values.getOrDefault("costs.preset", "none"))
        .forEach(
            (path, value) -> {
              if (costs.at(path.substring("costs.".length())).isEmpty()) {
                values.put(path, value);
              }
            });
  }

  /** {@code risk.limits.adv} is the account's cap on its share of the volume. */
  private static void cap(SortedMap<String, String> values, Fields root) {
    root.at("risk")
        .filter(Fields.class::isInstance)
        .flatMap(risk -> ((Fields) risk).at("limits"))
        .filter(Fields.class::isInstance)
        .flatMap(limits -> ((Fields) limits).at("adv"))
        .ifPresent(
            node -> {
              Schema.Key cap = Schema.key("fill.maxAdv").orElseThrow();
              if (root.at("fill")
                  .filter(fill -> map(fill, "fill").at("maxAdv").isPresent())
                  .isPresent()) {
                throw node.where()
                    .refuse(
                        "risk.limits.adv",
                        "is the same cap as fill.maxAdv, which is given, too; keep one of them");
              }
              values.put(cap.path(), cap.grammar().read(node, "risk.limits.adv"));
            });
  }

  private static void refuse(Fields map, String section, List<String> names) {
    refuseLater(map, section);
    only(map, section, names);
  }

  /** Refuses what the language has and nothing here does yet, with what to do instead. */
  static void refuseLater(Fields map, String section) {
    for (String key : map.fields().keySet()) {
      if (LATER.containsKey(section + "." + key)) {
        throw map.whereKey(key)
            .refuse(
                section + "." + key,
                "is not offered yet; instead " + LATER.get(section + "." + key));
      }
    }
  }

  /** Refuses keys that are not among the names. */
  static void only(Fields map, String path, List<String> names) {
    for (String key : map.fields().keySet()) {
      if (!names.contains(key)) {
        throw map.whereKey(key)
            .refuse(
                path + "." + key,
                "unknown key; there are %s.%s"
                    .formatted(String.join(", ", names), DidYouMean.of(key, names)));
      }
    }
  }

  /** What a {@code formation} section says, by the name of the parameter it stands for. */
  static Map<String, String> formation(Fields root, SortedMap<String, String> values) {
    Map<String, String> formation = new LinkedHashMap<>();
    if (root.at("formation").isPresent()) {
      for (Schema.Key key : Schema.section("formation")) {
        formation.put(key.name(), values.getOrDefault(key.path(), key.fallback()));
      }
    }
    return formation;
  }

  static Node required(Fields map, String key) {
    return map.at(key).orElseThrow(() -> map.where().refuse(key, "is missing; it has no default"));
  }

  static Fields map(Node node, String path) {
    if (node instanceof Fields map) {
      return map;
    }
    throw node.where().refuse(path, "needs a map, e.g. {key: value}, not " + node.kind());
  }

  static Items list(Node node, String path) {
    if (node instanceof Items list) {
      return list;
    }
    throw node.where().refuse(path, "needs a list, e.g. [a, b], not " + node.kind());
  }

  static String number(Node node, String path) {
    double least = Double.NEGATIVE_INFINITY;
    Card.Param weight =
        Card.Param.of("weight", Unit.NUMBER, null, least, Double.POSITIVE_INFINITY, "a weight");
    return Grammar.of(weight).read(node, path);
  }

  /** The node again as YAML in flow style. */
  static String flow(Node node) {
    if (node instanceof Scalar scalar) {
      return YamlText.quoted(scalar.text());
    }
    if (node instanceof Items list) {
      return "[" + String.join(", ", list.items().stream().map(Values::flow).toList()) + "]";
    }
    Map<String, String> entries = new LinkedHashMap<>();
    ((Fields) node).fields().forEach((key, field) -> entries.put(key, flow(field.value())));
    return YamlText.map(entries);
  }
}
