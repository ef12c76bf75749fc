package finagent.sandbox.kernel.alpha;

import java.util.List;

/**
 * How pairs are found and traded.
 *
 * @param months calendar months between formations
 * @param window bars of log index a formation looks back on
 * @param list candidates {@code A/B}, A regressed on B; empty = all pairs within a sector, the
 *     lower id on the higher
 * @param fdr share of false discoveries tolerated among the tests of a formation
 * @param top pairs kept at most
 * @param enter opened at this distance of the spread from its mean, in standard deviations
 * @param exit closed within this distance
 * @param stop closed for good beyond this distance
 * @param maxHold bars a pair is held at most
 */
public record PairRules(
    int months,
    int window,
    List<String> list,
    double fdr,
    int top,
    double enter,
    double exit,
    double stop,
    int maxHold) {
  public PairRules {
    list = List.copyOf(list);
    if (months < 1 || window < 10 || top < 1 || maxHold < 1) {
      throw new IllegalArgumentException(
          "Invalid pairs: every %d months, window %d, top %d, maxHold %d (must be >= 1, 10, 1, 1)"
              .formatted(months, window, top, maxHold));
    }
    if (!(fdr > 0 && fdr <= 1)) {
      throw new IllegalArgumentException("Invalid fdr: %s (must be > 0 and <= 1)".formatted(fdr));
    }
    if (!(0 <= exit && exit < enter && enter < stop)) {
      throw new IllegalArgumentException(
          "Invalid bands: exit %s, enter %s, stop %s (must be 0 <= exit < enter < stop)"
              .formatted(exit, enter, stop));
    }
    for (String pair : list) {
      if (pair.split("/", -1).length != 2) {
        throw new IllegalArgumentException(
            "Invalid pair: '%s' (write two instruments as A/B)".formatted(pair));
      }
    }
  }
}
