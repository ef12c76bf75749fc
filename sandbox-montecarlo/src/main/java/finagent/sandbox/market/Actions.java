package finagent.sandbox.market;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Corporate actions of a panel, sorted by bar, then by instrument id, then by kind. They take
 * effect before the open of their bar (the ex-date).
 */
public final class Actions implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Actions NONE = new Actions(new Action[0]);

  private final Action[] sorted;

  private Actions(Action[] sorted) {
    this.sorted = sorted;
  }

  public static Actions none() {
    return NONE;
  }

  public static Actions of(List<Action> actions) {
    Action[] sorted = actions.toArray(Action[]::new);
    Arrays.sort(
        sorted,
        Comparator.comparingInt(Action::bar)
            .thenComparing(Action::instrumentId)
            .thenComparing(Action::kind));
    return new Actions(sorted);
  }

  public int size() {
    return sorted.length;
  }

  public Action at(int k) {
    return sorted[k];
  }

  /** Position of the first action at or after bar t. */
  public int firstAtOrAfter(int t) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (sorted[mid].bar() < t) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** Kinds of corporate action and what {@code amount} means for each. */
  public enum Kind {
    /** New shares per old share: 2.0 for 2:1, 0.05 for a 1:20 reverse split. */
    SPLIT,
    /** Cash per share, in the instrument's currency. */
    DIVIDEND,
    /** Value kept per share: 0.9 where a spin-off takes a tenth of the price away, in cash. */
    SPINOFF,
    /** Last return, e.g. -1.0 for a total loss: the position is closed at last close x (1 + it). */
    DELISTING
  }

  /**
   * One action.
   *
   * @param bar index on the panel's time axis
   * @param instrument index on the panel's instrument axis
   */
  public record Action(int bar, int instrument, String instrumentId, Kind kind, double amount)
      implements Serializable {}
}
