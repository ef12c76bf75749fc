package finagent.planner.spec;

import finagent.planner.DidYouMean;
import finagent.planner.spec.Node.Field;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Where;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the keys of {@link Schema} and fills in their defaults. */
final class SettingsReader {
  private final Fields tree;
  private final Map<String, Where> places = new TreeMap<>();
  private final SortedMap<String, String> values = new TreeMap<>();

  SettingsReader(Fields tree) {
    this.tree = tree;
  }

  /** Canonical values by path; those of {@code formation} only where an alpha reads them. */
  SortedMap<String, String> read(boolean formation, boolean ownBars) {
    for (String section : Schema.sections()) {
      tree.at(section).ifPresent(node -> readSection(section, node));
    }
    for (Schema.Key key : Schema.section("")) {
      tree.at(key.path()).ifPresent(node -> read(key, node));
    }
    fill();
    check(formation, ownBars);
    if (!formation) {
      values.keySet().removeIf(path -> path.startsWith("formation."));
    }
    return values;
  }

  private void readSection(String section, Node node) {
    List<Schema.Key> keys = Schema.section(section);
    List<String> names = keys.stream().map(Schema.Key::name).toList();
    Fields fields = map(node, section, names);
    for (Map.Entry<String, Field> entry : fields.fields().entrySet()) {
      Schema.Key key =
          Schema.key(section + "." + entry.getKey())
              .orElseThrow(() -> unknown(entry.getValue().where(), section, entry.getKey(), names));
      read(key, entry.getValue().value());
    }
  }

  private void read(Schema.Key key, Node node) {
    boolean borrow = key.path().equals("costs.borrow");
    Node value = borrow && node instanceof Fields rates ? missingRate(rates) : node;
    values.put(key.path(), key.grammar().read(value, key.path()));
    places.put(key.path(), node.where());
  }

  /** {@code borrow: {missing: 50bps}}: the rate where no table of borrow rates has one. */
  private static Node missingRate(Fields rates) {
    for (Map.Entry<String, Field> entry : rates.fields().entrySet()) {
      if (!entry.getKey().equals("missing")) {
        throw unknown(entry.getValue().where(), "costs.borrow", entry.getKey(), List.of("missing"));
      }
    }
    return rates
        .at("missing")
        .orElseThrow(
            () -> rates.where().refuse("costs.borrow", "write 50bps or {missing: 50bps}"));
  }

  private void fill() {
    Presets.of(values.getOrDefault("costs.preset", "us-large")).forEach(values::putIfAbsent);
    String seed = values.get("seed");
    if (seed != null) {
      values.putIfAbsent("controls.seed", seed);
    }
    Schema.KEYS.forEach(key -> values.putIfAbsent(key.path(), key.fallback()));
  }

  private void check(boolean formation, boolean ownBars) {
    if (value("data.set").isEmpty() && !ownBars) {
      throw tree.where()
          .refuse("data.set", "is missing. Name the data to read, e.g. data: {set: demo}");
    }
    ordered("period.from", "period.to");
    ordered("period.from", "period.holdout");
    ordered("period.holdout", "period.to");
    if (!formation && tree.fields().containsKey("formation")) {
      throw tree.whereKey("formation")
          .refuse("formation", "no alpha of this strategy forms pairs, so nothing reads it; leave it out");
    }
    boolean listed = value("formation.within").equals("list");
    List<String> pairs = ListGrammar.words(value("formation.pairs"));
    for (String pair : pairs) {
      String[] legs = pair.split("/", -1);
      if (legs.length != 2 || legs[0].isEmpty() || legs[1].isEmpty() || legs[0].equals(legs[1])) {
        throw place("formation.pairs")
            .refuse("formation.pairs", "'%s' is no pair; write e.g. KO/PEP".formatted(pair));
      }
    }
    if (listed == pairs.isEmpty()) {
      throw place(listed ? "formation.within" : "formation.pairs")
          .refuse(
              "formation",
              "pairs and 'within: list' go together: write {within: list, pairs: [KO/PEP]}, or within: sector without pairs");
    }
  }

  private void ordered(String earlier, String later) {
    String first = value(earlier);
    String last = value(later);
    if (!first.isEmpty() && !last.isEmpty() && first.compareTo(last) >= 0) {
      throw place(later)
          .refuse(later, "%s is not after %s (%s)".formatted(last, earlier, first));
    }
  }

  private String value(String path) {
    return values.getOrDefault(path, "");
  }

  private Where place(String path) {
    return places.getOrDefault(path, tree.where());
  }

  static Fields map(Node node, String path, List<String> keys) {
    if (node instanceof Fields fields) {
      return fields;
    }
    throw node.where()
        .refuse(path, "needs a map with %s, not %s".formatted(String.join(", ", keys), node.kind()));
  }

  static SpecException unknown(Where where, String path, String key, List<String> known) {
    return where.refuse(
        path.isEmpty() ? key : path + "." + key,
        "unknown key '%s'. Known: %s.%s"
            .formatted(key, String.join(", ", known), DidYouMean.of(key, known)));
  }
}
