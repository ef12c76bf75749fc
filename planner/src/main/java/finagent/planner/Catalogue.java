package finagent.planner;

import java.util.Collection;
import java.util.Optional;

/** The agents at hand, as cards. The planner asks it; the agents room answers. */
public interface Catalogue {
  /** All cards, sorted by pool and name. */
  Collection<Card> cards();

  Optional<Card> card(String name);
}
