package finagent.sandbox.market;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The instruments of a block, by id, in a fixed order. Immutable; ids are unique. */
public final class InstrumentAxis implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<String> ids;
  private final Map<String, Integer> index;

  private InstrumentAxis(List<String> ids, Map<String, Integer> index) {
    this.ids = ids;
    this.index = index;
  }

  public static InstrumentAxis of(List<String> ids) {
    Map<String, Integer> index = new HashMap<>();
    for (String id : ids) {
      if (index.put(id, index.size()) != null) {
        throw new IllegalArgumentException("Instrument '%s' occurs twice".formatted(id));
      }
    }
    return new InstrumentAxis(List.copyOf(ids), index);
  }

  public int size() {
    return ids.size();
  }

  public String id(int i) {
    return ids.get(i);
  }

  public List<String> ids() {
    return ids;
  }

  /** Position of an instrument, or -1. */
  public int indexOf(String id) {
    return index.getOrDefault(id, -1);
  }

  /**
   * For each instrument its rank by id: what ties are broken by, so that no answer depends on the
   * order of columns.
   */
  public int[] rankById() {
    List<String> sorted = new ArrayList<>(ids);
    sorted.sort(null);
    int[] rank = new int[ids.size()];
    for (int r = 0; r < rank.length; r++) {
      rank[indexOf(sorted.get(r))] = r;
    }
    return rank;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InstrumentAxis that && ids.equals(that.ids);
  }

  @Override
  public int hashCode() {
    return ids.hashCode();
  }

  @Override
  public String toString() {
    return size() <= 5 ? ids.toString() : size() + " instruments " + ids.subList(0, 3) + "..";
  }
}
