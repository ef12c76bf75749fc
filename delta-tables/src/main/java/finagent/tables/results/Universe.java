package finagent.tables.results;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a hypothesis was tried on.
 *
 * @param index name of an index whose members are meant; empty = none
 * @param instruments ids; empty = all of the data set, or of the index
 */
public record Universe(String dataSet, String index, List<String> instruments) {
  private static final String ALL = "all";

  /** Lists of more than 200 letters were kept as the first digits of a digest once. */
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{12}");

  public Universe {
    instruments = List.copyOf(instruments);
  }

  /** From the column {@code universe} of trials. */
  static Universe of(String text) {
    String[] parts = text.split("/", 3);
    String who = parts.length < 3 ? ALL : parts[2];
    return new Universe(
        parts[0],
        parts.length < 2 ? "" : parts[1],
        who.equals(ALL) ? List.of() : List.of(who.split(",")));
  }

  /** {@code set/index/A,B,C}; {@code set//all} is a whole data set. */
  public String text() {
    String who = instruments.isEmpty() ? ALL : String.join(",", instruments);
    return "%s/%s/%s".formatted(dataSet, index, who);
  }

  /**
   * Whether a trial on the one is a trial on the other: the same data set, and half of all their
   * instruments are in both (Jaccard 1912), or one holds the other. So that leaving a few out
   * resets no count. Where the instruments are not known, as those of an index beside a list, or of
   * an old row that kept a digest of them, it is; two indices with different names are not.
   * O(instruments).
   */
  public boolean isLike(Universe other) {
    if (!dataSet.equals(other.dataSet)) {
      return false;
    }
    if (!index.equals(other.index)) {
      return index.isEmpty() || other.index.isEmpty();
    }
    if (isOpen() || other.isOpen()) {
      return true;
    }
    Set<String> both = new HashSet<>(instruments);
    int own = both.size();
    Set<String> theirs = new HashSet<>(other.instruments);
    both.retainAll(theirs);
    int either = own + theirs.size() - both.size();
    return both.size() == Math.min(own, theirs.size()) || 2 * both.size() >= either;
  }

  private boolean isOpen() {
    return instruments.isEmpty()
        || (instruments.size() == 1 && DIGEST.matcher(instruments.get(0)).matches());
  }
}
