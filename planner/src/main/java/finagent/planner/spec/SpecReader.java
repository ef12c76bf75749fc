package finagent.planner.spec;

import finagent.planner.Catalogue;
import finagent.planner.DidYouMean;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.StrategySpec.Call;
import finagent.planner.spec.StrategySpec.OwnTask;
import finagent.planner.spec.StrategySpec.Plugin;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads strategy files. Everything it does not know is refused by name, with its place. */
public final class SpecReader {
  /** Sections under {@code risk}, in the order they are applied. */
  static final List<String> RISK = List.of("volTarget", "limits", "drawdownGuard");

  private static final List<String> TOP =
      List.of(
          "name",
          "description",
          "alphas",
          "combine",
          "portfolio",
          "risk",
          "plugins",
          "tasks",
          "vary");
  private static final Map<String, String> LATER =
      Map.of(
          "features", "write your signal as an agent of your own (plugins)",
          "label", "write your model as an agent of your own (plugins)",
          "inputs", "write an agent of your own that holds the signal (plugins)",
          "walkForward", "run one file per period");

  /** A name becomes part of task ids and of the list of weights, so it holds no . , or =. */
  private static final String ALPHA_NAME = "[A-Za-z][A-Za-z0-9_-]{0,59}";

  private final Catalogue catalogue;
  private final SpecFiles files;
  private final Calls calls;

  /**
   * A reader for the agents at hand.
   *
   * @param directories where {@code extends:} looks besides the file's own folder
   */
  public SpecReader(Catalogue catalogue, List<Path> directories) {
    this.catalogue = catalogue;
    this.files = new SpecFiles(directories);
    this.calls = new Calls(catalogue);
  }

  /**
   * Reads a file.
   *
   * @param overrides {@code path=value}, laid over the file
   */
  public StrategySpec read(Path file, List<String> overrides) {
    return written(files.load(file, overrides), file.toAbsolutePath());
  }

  /** Reads one combination of what a file varies; its label becomes part of the name. */
  public StrategySpec read(Path file, List<String> overrides, Variants.Variant variant) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(variant.overrides());
    Fields root = files.load(file, all).without("vary");
    String name = "%s %s".formatted(name(root), variant.label()).strip();
    Node named = new Node.Scalar(name, true, root.where());
    return written(root.with("name", named, root.where()), file.toAbsolutePath());
  }

  /** Reads a text, e.g. a resolved specification out of the tables. */
  public StrategySpec parse(String yaml) {
    return spec(files.parse("specification", yaml, List.of()), Path.of(""));
  }

  /** The plug-ins a file names, before their agents are known. */
  public static List<Plugin> plugins(Path file, List<Path> directories, List<String> overrides) {
    return plugins(new SpecFiles(directories).load(file, overrides), file.toAbsolutePath());
  }

  /** The plug-ins a resolved specification names. */
  public static List<Plugin> plugins(String yaml) {
    return plugins(new SpecFiles(List.of()).parse("specification", yaml, List.of()), Path.of(""));
  }

  /** A file of somebody's, who is told what of it nothing reads. */
  private StrategySpec written(Fields root, Path file) {
    StrategySpec spec = spec(root, file);
    List<Schema.Key> formation = Schema.section("formation");
    boolean says =
        formation.stream().anyMatch(key -> !spec.value(key.path()).equals(key.fallback()));
    List<String> names = formation.stream().map(Schema.Key::name).toList();
    if (says && spec.alphas().values().stream().noneMatch(a -> calls.reads(a.agent(), names))) {
      throw root.whereKey("formation")
          .refuse(
              "formation",
              "no alpha reads it; it is for agents that form groups, e.g. pairs (in a list of tasks"
                  + " write these as params of the task)");
    }
    return spec;
  }

  private StrategySpec spec(Fields root, Path file) {
    refuseUnknown(root);
    SortedMap<String, String> values = Values.of(root);
    List<OwnTask> tasks = new LongForm(calls).tasks(root);
    Map<String, Call> alphas = alphas(root, values);
    Optional<Call> portfolio =
        root.at("portfolio").map(node -> calls.call(node, "portfolio", "portfolio", Map.of()));
    if (tasks.isEmpty() && (alphas.isEmpty() || portfolio.isEmpty())) {
      throw root.where()
          .refuse(
              alphas.isEmpty() ? "alphas" : "portfolio",
              "is missing; a strategy needs alphas and a portfolio, or a list of tasks");
    }
    StrategySpec spec =
        new StrategySpec(
            name(root),
            root.at("description").map(n -> Grammar.scalar(n, "description", "a text")).orElse(""),
            values,
            alphas,
            combine(root, alphas),
            portfolio,
            risk(root),
            plugins(root, file),
            tasks,
            root.at("vary").map(node -> Values.flow(Values.map(node, "vary"))).orElse(""),
            "");
    return spec.resolvedAs(SpecText.of(spec, catalogue));
  }

  private static String name(Fields root) {
    Node node = Values.required(root, "name");
    String name = Grammar.scalar(node, "name", "a name");
    if (name.isBlank()) {
      throw node.where().refuse("name", "is blank; give the strategy a name of its own");
    }
    return name;
  }

  private static void refuseUnknown(Fields root) {
    List<String> known = new ArrayList<>(TOP);
    known.addAll(Schema.sections());
    Schema.section("").forEach(key -> known.add(key.path()));
    for (String key : root.fields().keySet()) {
      if (LATER.containsKey(key)) {
        throw root.whereKey(key).refuse(key, "is not offered yet; instead " + LATER.get(key));
      }
      if (!known.contains(key)) {
        throw root.whereKey(key)
            .refuse(
                key,
                "unknown key; there are %s.%s"
                    .formatted(String.join(", ", known), DidYouMean.of(key, known)));
      }
    }
  }

  private Map<String, Call> alphas(Fields root, SortedMap<String, String> values) {
    Map<String, Call> alphas = new LinkedHashMap<>();
    root.at("alphas")
        .ifPresent(
            node -> {
              Fields map = Values.map(node, "alphas");
              Map<String, String> formation = Values.formation(root, values);
              for (String name : map.fields().keySet()) {
                if (!name.matches(ALPHA_NAME)) {
                  throw map.whereKey(name)
                      .refuse(
                          "alphas",
                          "'%s' is no name; start with a letter and go on with letters, digits, - and _"
                              .formatted(name));
                }
                alphas.put(
                    name,
                    calls.call(map.at(name).orElseThrow(), "alphas." + name, "alpha", formation));
              }
            });
    return alphas;
  }

  private static SortedMap<String, String> combine(Fields root, Map<String, Call> alphas) {
    SortedMap<String, String> weights = new TreeMap<>();
    Optional<Node> node = root.at("combine");
    if (node.isEmpty()) {
      if (alphas.size() > 1) {
        throw root.where()
            .refuse(
                "combine",
                "is missing; with several alphas say how they are weighed, e.g. {%s: 0.5, ..}"
                    .formatted(alphas.keySet().iterator().next()));
      }
      alphas.keySet().forEach(alpha -> weights.put(alpha, "1.0"));
      return weights;
    }
    Fields map = Values.map(node.orElseThrow(), "combine");
    for (String alpha : map.fields().keySet()) {
      if (!alphas.containsKey(alpha)) {
        throw map.whereKey(alpha)
            .refuse(
                "combine." + alpha,
                "no alpha has this name; there are %s.%s"
                    .formatted(alphas.keySet(), DidYouMean.of(alpha, alphas.keySet())));
      }
      weights.put(alpha, Values.number(map.at(alpha).orElseThrow(), "combine." + alpha));
    }
    for (String alpha : alphas.keySet()) {
      if (!weights.containsKey(alpha)) {
        throw map.where().refuse("combine", "says nothing of alpha '%s'".formatted(alpha));
      }
    }
    return weights;
  }

  private SortedMap<String, SortedMap<String, String>> risk(Fields root) {
    SortedMap<String, SortedMap<String, String>> risk = new TreeMap<>();
    root.at("risk")
        .ifPresent(
            node -> {
              Fields map = Values.map(node, "risk");
              Values.refuseLater(map, "risk");
              for (String section : map.fields().keySet()) {
                if (!RISK.contains(section)) {
                  throw map.whereKey(section)
                      .refuse(
                          "risk." + section,
                          "is not offered; there are %s.%s"
                              .formatted(RISK, DidYouMean.of(section, RISK)));
                }
                Fields given =
                    Values.map(map.at(section).orElseThrow(), "risk." + section).without("adv");
                risk.put(section, calls.params(agent(section), given, "risk." + section, Map.of()));
              }
            });
    return risk;
  }

  /** Relative to the strategy file. */
  private static String jar(Node node, Path file) {
    String path = Grammar.scalar(node, "plugins.jar", "a path");
    try {
      return file.resolveSibling(path).normalize().toString();
    } catch (InvalidPathException e) {
      throw node.where().refuse("plugins.jar", "'%s' is no path".formatted(path));
    }
  }

  private static List<Plugin> plugins(Fields root, Path file) {
    List<Plugin> plugins = new ArrayList<>();
    root.at("plugins")
        .ifPresent(
            node -> {
              for (Node item : Values.list(node, "plugins").items()) {
                Fields map = Values.map(item, "plugins");
                Values.only(map, "plugins", List.of("jar", "classes"));
                Node classes = Values.required(map, "classes");
                plugins.add(
                    new Plugin(
                        jar(Values.required(map, "jar"), file),
                        ListGrammar.words(
                            new ListGrammar(List.of()).read(classes, "plugins.classes"))));
              }
            });
    return plugins;
  }

  /** The agent behind a section under {@code risk}. */
  static String agent(String section) {
    return switch (section) {
      case "volTarget" -> "vol-target";
      case "drawdownGuard" -> "drawdown-guard";
      default -> section;
    };
  }
}
