package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.Catalogue;
import finagent.planner.DidYouMean;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Scalar;
import finagent.planner.spec.StrategySpec.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads agents and their parameters against their cards. */
final class Calls {
  private final Catalogue catalogue;

  Calls(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * An agent written as its bare name or as a map of agent, parameters and post.
   *
   * @param pool the pool it should come from, for messages; empty = any
   * @param given canonical values that stand where the file says nothing, by parameter; only for an
   *     agent that has all of these parameters
   */
  Call call(Node node, String path, String pool, Map<String, String> given) {
    if (node instanceof Scalar) {
      String agent = known(node, path, pool);
      Fields none = new Fields(Map.of(), false, node.where());
      return new Call(agent, params(agent, none, path, given), List.of());
    }
    Fields map = Values.map(node, path);
    Node name =
        map.at("agent")
            .orElseThrow(() -> map.where().refuse(path, "says no agent; write agent: NAME"));
    String agent = known(name, path + ".agent", pool);
    List<Call> posts = new ArrayList<>();
    map.at("post")
        .ifPresent(
            list -> {
              for (Node item : Values.list(list, path + ".post").items()) {
                posts.add(call(item, path + ".post", "post", Map.of()));
              }
            });
    return new Call(agent, params(agent, map.without("agent").without("post"), path, given), posts);
  }

  /** The name of an agent at hand. */
  String known(Node node, String path, String pool) {
    String name = Grammar.scalar(node, path, "the name of an agent");
    Optional<Card> card = catalogue.card(name);
    if (card.isEmpty() || !(pool.isEmpty() || card.get().pool().equals(pool))) {
      List<String> offers =
          catalogue.cards().stream()
              .filter(c -> pool.isEmpty() || c.pool().equals(pool))
              .map(Card::name)
              .sorted()
              .toList();
      throw node.where()
          .refuse(
              path,
              "%s %s offers: %s.%s"
                  .formatted(
                      card.map(c -> "'%s' is of the %s pool.".formatted(name, c.pool()))
                          .orElse("No agent offers '%s'.".formatted(name)),
                      pool.isEmpty() ? "The catalogue" : upper(pool) + " pool",
                      String.join(", ", offers),
                      DidYouMean.of(name, offers)));
    }
    return name;
  }

  private static String upper(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** Whether an agent has all of these parameters. */
  boolean reads(String agent, Collection<String> params) {
    return catalogue.card(agent).stream()
        .anyMatch(card -> params.stream().allMatch(name -> card.param(name).isPresent()));
  }

  /**
   * All parameters of an agent: from the file, else given, else its default, else refused.
   *
   * @param offered as {@code given} of {@link #call}
   */
  SortedMap<String, String> params(
      String agent, Fields map, String path, Map<String, String> offered) {
    Card card = catalogue.card(agent).orElseThrow();
    Map<String, String> given = reads(agent, offered.keySet()) ? offered : Map.of();
    List<String> names = card.params().stream().map(Card.Param::name).toList();
    for (String key : map.fields().keySet()) {
      if (!names.contains(key)) {
        throw map.whereKey(key)
            .refuse(
                path + "." + key,
                "agent '%s' has no such parameter; it has %s.%s"
                    .formatted(agent, String.join(", ", names), DidYouMean.of(key, names)));
      }
    }
    SortedMap<String, String> params = new TreeMap<>();
    for (Card.Param param : card.params()) {
      String fallback = given.getOrDefault(param.name(), "");
      String standard = param.fallback();
      if (map.at(param.name()).isPresent()) {
        params.put(
            param.name(),
            Grammar.of(param).read(map.at(param.name()).orElseThrow(), path + "." + param.name()));
      } else if (given.containsKey(param.name())) {
        params.put(param.name(), fallback);
      } else if (standard != null) {
        params.put(param.name(), param.canonical(standard));
      } else {
        throw map.where()
            .refuse(
                path + "." + param.name(),
                "is missing and has no default (%s)".formatted(param.meaning()));
      }
    }
    return params;
  }
}
