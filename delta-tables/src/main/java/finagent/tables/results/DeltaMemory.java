package finagent.tables.results;

import finagent.planner.Digest;
import finagent.planner.Memory;
import finagent.tables.Warehouse;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What is known already: the keys that have a commit. */
public final class DeltaMemory implements Memory {
  private final Warehouse warehouse;

  public DeltaMemory(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  @Override
  public Set<Digest> known(Collection<Digest> keys) {
    Set<Digest> known = new TreeSet<>();
    Commits.of(warehouse, keys.stream().map(Digest::hex).toList())
        .keys()
        .forEach(key -> known.add(new Digest(key)));
    return known;
  }
}
