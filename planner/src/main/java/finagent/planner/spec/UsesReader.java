package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.Catalogue;
import finagent.planner.DidYouMean;
import finagent.planner.spec.Node.Field;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Items;
import finagent.planner.spec.Node.Scalar;
import finagent.planner.spec.Node.Where;
import finagent.planner.spec.StrategySpec.AgentUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads agents and their parameters, by the cards of the catalogue. */
final class UsesReader {
  private final Catalogue catalogue;

  UsesReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** An agent by name alone, or {@code {agent: name, param: value, ..}}. */
  AgentUse named(Node node, String path, String pool, Set<String> others) {
    if (node instanceof Scalar name && !name.isNull()) {
      return use(card(name, path, pool), new Fields(Map.of(), false, name.where()), path, Set.of());
    }
    Fields fields = SettingsReader.map(node, path, List.of("agent", "its parameters"));
    Node agent =
        fields
            .at("agent")
            .orElseThrow(
                () ->
                    fields
                        .where()
                        .refuse(
                            path,
                            "'agent' is missing. %s"
                                .formatted(offered(pool))));
    Grammar.scalar(agent, path + ".agent", "the name of an agent");
    return use(card((Scalar) agent, path + ".agent", pool), fields.without("agent"), path, others);
  }

  Card card(Scalar name, String path, String pool) {
    try {
      return catalogue.require(name.text(), pool);
    } catch (IllegalArgumentException e) {
      throw name.where().refuse(path, String.valueOf(e.getMessage()));
    }
  }

  private String offered(String pool) {
    return "Pool %s offers: %s"
        .formatted(
            pool,
            String.join(
                ", ",
                catalogue.cards().stream()
                    .filter(card -> card.pool().equals(pool))
                    .map(Card::name)
                    .toList()));
  }

  /**
   * The parameters of an agent.
   *
   * @param others keys of the map that are read elsewhere
   */
  AgentUse use(Card card, Fields fields, String path, Set<String> others) {
    return use(card, fields, path, others, Formation.owned(card));
  }

  /** The parameters of a task of the long form, which has no formation section to fill any. */
  AgentUse allParams(Card card, Fields fields, String path) {
    return use(card, fields, path, Set.of(), Set.of());
  }

  private static AgentUse use(
      Card card, Fields fields, String path, Set<String> others, Set<String> formed) {
    SortedMap<String, String> params = new TreeMap<>();
    SortedMap<String, String> written = new TreeMap<>();
    for (Map.Entry<String, Field> entry : fields.fields().entrySet()) {
      if (!others.contains(entry.getKey())) {
        read(card, entry.getKey(), entry.getValue(), path, formed, params);
      }
    }
    for (Card.Param param : card.params()) {
      if (formed.contains(param.name())) {
        continue;
      }
      String value = params.getOrDefault(param.name(), param.fallback());
      if (value == null) {
        throw fields
            .where()
            .refuse(
                path + "." + param.name(),
                "is missing, and agent '%s' has no default for it (%s)"
                    .formatted(card.name(), param.meaning()));
      }
      String canonical = param.canonical(value);
      params.put(param.name(), canonical);
      written.put(param.name(), Grammar.of(param).print(canonical));
    }
    return new AgentUse(card.name(), params, written);
  }

  private static void read(
      Card card,
      String name,
      Field field,
      String path,
      Set<String> formed,
      SortedMap<String, String> params) {
    String full = path + "." + name;
    if (formed.contains(name)) {
      throw field
          .where()
          .refuse(
              full,
              "how pairs are formed belongs to formation: write it as %s"
                  .formatted(Formation.path(name)));
    }
    List<String> known =
        card.params().stream().map(Card.Param::name).filter(n -> !formed.contains(n)).toList();
    Card.Param param =
        card.param(name).orElseThrow(() -> unknown(card, name, field.where(), full, known));
    params.put(name, Grammar.of(param).read(field.value(), full));
  }

  private static SpecException unknown(
      Card card, String name, Where where, String path, List<String> known) {
    return where.refuse(
        path,
        "agent '%s' has no parameter '%s'. It takes: %s.%s (A map from an extended file is replaced whole by '!replace {..}')"
            .formatted(
                card.name(),
                name,
                known.isEmpty() ? "none" : String.join(", ", known),
                DidYouMean.of(name, known)));
  }

  /** A pipe of transforms. */
  List<AgentUse> post(Node node, String path) {
    if (!(node instanceof Items list)) {
      throw node.where()
          .refuse(path, "needs a list of agents, e.g. [winsorize, zscore], not " + node.kind());
    }
    List<AgentUse> pipe = new ArrayList<>();
    for (Node item : list.items()) {
      pipe.add(named(item, "%s.%d".formatted(path, pipe.size() + 1), "post", Set.of()));
    }
    return pipe;
  }
}
