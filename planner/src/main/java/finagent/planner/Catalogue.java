package finagent.planner;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The agents at hand, as cards. The planner asks it; the agents room answers. */
public interface Catalogue {
  /** All cards, sorted by pool and name. */
  Collection<Card> cards();

  Optional<Card> card(String name);

  /** A catalogue of the given cards; two of one name are refused. */
  static Catalogue of(Collection<Card> cards) {
    Map<String, Card> byName = new TreeMap<>();
    for (Card card : cards) {
      if (byName.put(card.name(), card) != null) {
        throw new IllegalArgumentException(
            "Two agents are called '%s'; give each a name of its own".formatted(card.name()));
      }
    }
    List<Card> sorted =
        cards.stream().sorted(Comparator.comparing(Card::pool).thenComparing(Card::name)).toList();
    return new Catalogue() {
      @Override
      public Collection<Card> cards() {
        return sorted;
      }

      @Override
      public Optional<Card> card(String name) {
        return Optional.ofNullable(byName.get(name));
      }
    };
  }

  /**
   * The card of an agent that has to exist.
   *
   * @param pool where the agent is looked for, named in the refusal; empty = the pool of the agent
   *     whose name is nearest
   */
  default Card require(String name, String pool) {
    return card(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No agent offers '%s'. %s%s"
                        .formatted(name, offered(name, pool), DidYouMean.of(name, names("")))));
  }

  private String offered(String name, String pool) {
    String near =
        pool.isEmpty()
            ? DidYouMean.nearest(name, names("")).flatMap(this::card).map(Card::pool).orElse("")
            : pool;
    if (!names(near).isEmpty() && !near.isEmpty()) {
      return "%s pool offers: %s.".formatted(capital(near), String.join(", ", names(near)));
    }
    return "All pools offer: %s.".formatted(String.join(", ", names("")));
  }

  private List<String> names(String pool) {
    return cards().stream()
        .filter(card -> pool.isEmpty() || card.pool().equals(pool))
        .map(Card::name)
        .toList();
  }

  private static String capital(String word) {
    return word.chars()
        .limit(1)
        .mapToObj(c -> Character.toString(Character.toUpperCase(c)))
        .collect(joining("", "", word.substring(1)));
  }
}
