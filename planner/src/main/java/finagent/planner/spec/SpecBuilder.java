package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.Catalogue;
import finagent.planner.spec.Node.Field;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Scalar;
import finagent.planner.spec.StrategySpec.AgentUse;
import finagent.planner.spec.StrategySpec.Alpha;
import finagent.planner.spec.StrategySpec.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the nodes of a file into a checked specification. */
final class SpecBuilder {
  static final List<String> KEYS =
      List.of(
          "name", "extends", "description", "data", "universe", "period", "capital", "currency",
          "calendar", "benchmark", "schedule", "fill", "alphas", "combine", "portfolio", "risk",
          "costs", "formation", "controls", "seed", "keep", "vary", "plugins", "tasks", "overrides");

  /** Keys of {@code risk} and the agents that serve them, in the order in which they act. */
  static final Map<String, String> RISK =
      new TreeMap<>(
          Map.of(
              "volTarget", "vol-target", "limits", "limits", "drawdownGuard", "drawdown-guard"));

  private static final Map<String, String> NOT_YET =
      Map.of(
          "features", "write the signal as an agent of your own (plugins)",
          "label", "write the signal as an agent of your own (plugins)",
          "walkForward", "keep the end of the data unseen with period.holdout",
          "inputs", "import the data as a data set and name it in data.set",
          "risk.hedge", "bound the net exposure with risk.limits.net, or take the sector mean out of the signal with post: [neutralize-sector]");

  private final Fields tree;
  private final List<String> overrides;
  private final Catalogue catalogue;
  private final UsesReader uses;

  SpecBuilder(Fields tree, List<String> overrides, Catalogue catalogue) {
    this.tree = advToFill(tree);
    this.overrides = overrides;
    this.catalogue = catalogue;
    this.uses = new UsesReader(catalogue);
  }

  StrategySpec build() {
    checkKeys();
    ListsReader lists = new ListsReader(tree);
    SortedMap<String, Alpha> alphas = alphas();
    List<Step> tasks = tasks(lists);
    SortedMap<String, AgentUse> used = risk();
    tree.at("portfolio")
        .ifPresent(n -> used.put("portfolio", uses.named(n, "portfolio", "portfolio", Set.of())));
    checkForm(tasks, used);
    boolean formation =
        alphas.values().stream()
            .anyMatch(a -> catalogue.card(a.signal().agent()).filter(Formation::isRead).isPresent());
    boolean ownBars = tasks.stream().anyMatch(step -> step.name().equals("bars"));
    SortedMap<String, Double> combine =
        tasks.isEmpty() ? lists.combine(alphas) : new TreeMap<>();
    return new StrategySpec(
        name(),
        tree.at("description").map(n -> Grammar.scalar(n, "description", "a text")).orElse(""),
        new SettingsReader(tree).read(formation, ownBars),
        alphas,
        combine,
        used,
        lists.vary(),
        lists.plugins(),
        tasks,
        lists.overrides(overrides));
  }

  private void checkKeys() {
    for (Map.Entry<String, Field> entry : tree.fields().entrySet()) {
      refuseNotYet(entry.getKey(), entry.getValue());
      if (entry.getKey().equals("extends") || !KEYS.contains(entry.getKey())) {
        throw SettingsReader.unknown(entry.getValue().where(), "", entry.getKey(), KEYS);
      }
    }
  }

  private static void refuseNotYet(String path, Field field) {
    String instead = NOT_YET.get(path);
    if (instead != null) {
      throw field.where().refuse(path, "is not offered yet; %s".formatted(instead));
    }
  }

  private String name() {
    Node node =
        tree.at("name")
            .orElseThrow(
                () -> tree.where().refuse("name", "is missing. Write e.g. name: sp500-momentum"));
    String name = Grammar.scalar(node, "name", "a text");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")) {
      throw node.where()
          .refuse(
              "name",
              "'%s' is no name; use letters, digits, '-', '_' and '.', at most 100".formatted(name));
    }
    return name;
  }

  private SortedMap<String, Alpha> alphas() {
    SortedMap<String, Alpha> alphas = new TreeMap<>();
    if (tree.at("alphas").isEmpty()) {
      return alphas;
    }
    Fields fields =
        SettingsReader.map(
            ListsReader.needed(tree, "", "alphas"), "alphas", List.of("name: {agent: ..}"));
    fields
        .fields()
        .forEach(
            (name, field) -> {
              String path = "alphas." + name;
              if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,49}")) {
                throw field
                    .where()
                    .refuse(path, "'%s' is no name; use letters, digits, '-' and '_'".formatted(name));
              }
              AgentUse signal = uses.named(field.value(), path, "alpha", Set.of("post"));
              List<AgentUse> post =
                  field.value() instanceof Fields inner && inner.at("post").isPresent()
                      ? uses.post(ListsReader.needed(inner, path, "post"), path + ".post")
                      : List.of();
              alphas.put(name, new Alpha(signal, post));
            });
    return alphas;
  }

  private SortedMap<String, AgentUse> risk() {
    SortedMap<String, AgentUse> used = new TreeMap<>();
    List<String> known = List.copyOf(RISK.keySet());
    tree.at("risk")
        .ifPresent(
            node ->
                SettingsReader.map(node, "risk", known)
                    .fields()
                    .forEach((key, field) -> used.put("risk." + key, riskAgent(key, field, known))));
    return used;
  }

  private AgentUse riskAgent(String key, Field field, List<String> known) {
    String path = "risk." + key;
    refuseNotYet(path, field);
    String agent = RISK.get(key);
    if (agent == null) {
      throw SettingsReader.unknown(field.where(), "risk", key, known);
    }
    Card card = uses.card(new Scalar(agent, true, field.where()), path, "risk");
    List<String> params = card.params().stream().map(Card.Param::name).toList();
    return uses.use(card, SettingsReader.map(field.value(), path, params), path, Set.of());
  }

  private List<Step> tasks(ListsReader lists) {
    List<Step> steps = new ArrayList<>();
    for (Node item : lists.items("tasks")) {
      Step step = new StepReader(uses).step(item);
      if (steps.stream().anyMatch(earlier -> earlier.name().equals(step.name()))) {
        throw item.where()
            .refuse("tasks." + step.name(), "two tasks have this name; give each its own");
      }
      steps.add(step);
    }
    return steps;
  }

  /** The short form or the long form, not both. */
  private void checkForm(List<Step> tasks, Map<String, AgentUse> used) {
    if (tasks.isEmpty()) {
      if (!used.containsKey("portfolio")) {
        throw tree.where()
            .refuse(
                "portfolio",
                "is missing. Say how scores become weights, e.g. portfolio: {agent: equal-weight}");
      }
      return;
    }
    for (String key : List.of("alphas", "combine", "portfolio", "risk", "formation")) {
      if (tree.fields().containsKey(key)) {
        throw tree.whereKey(key)
            .refuse(key, "tasks stand in place of '%s'; write it as a task, or leave tasks out".formatted(key));
      }
    }
  }

  /** {@code risk.limits.adv} is a cap on orders: {@code fill.maxAdv}. */
  private static Fields advToFill(Fields tree) {
    if (!(tree.at("risk").orElse(tree) instanceof Fields risk)
        || !(risk.at("limits").orElse(tree) instanceof Fields limits)
        || risk == tree
        || limits == tree
        || limits.at("adv").isEmpty()) {
      return tree;
    }
    Field adv = new Field(limits.whereKey("adv"), ListsReader.needed(limits, "risk.limits", "adv"));
    Node fill = tree.at("fill").orElseGet(() -> new Fields(Map.of(), false, adv.where()));
    if (!(fill instanceof Fields rules)) {
      return tree;
    }
    if (rules.at("maxAdv").isPresent()) {
      throw adv.where()
          .refuse("risk.limits.adv", "is the same as fill.maxAdv, which is set too; keep one");
    }
    Fields left = limits.without("adv");
    Fields kept =
        left.fields().isEmpty()
            ? risk.without("limits")
            : risk.with("limits", left, risk.whereKey("limits"));
    return tree.with("risk", kept, tree.whereKey("risk"))
        .with("fill", rules.with("maxAdv", adv.value(), adv.where()), tree.whereKey("fill"));
  }
}
