package finagent.planner;

import java.util.Collection;
import java.util.Set;

/** What is known already. The tables answer; the planner only asks. */
public interface Memory {
  /** Those of {@code keys} whose results are committed. */
  Set<Digest> known(Collection<Digest> keys);

  /** A memory that knows nothing. */
  static Memory empty() {
    return keys -> Set.of();
  }
}
