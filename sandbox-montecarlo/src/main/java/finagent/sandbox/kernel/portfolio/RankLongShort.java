package finagent.sandbox.kernel.portfolio;

import finagent.sandbox.kernel.Extremes;
import finagent.sandbox.kernel.IdScores;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.util.Arrays;

/**
 * Long the share of names with the highest scores, short the share with the lowest (decile
 * portfolios, Jegadeesh and Titman 1993). Of n scores that count, {@code floor(long n)} and {@code
 * floor(short n)} names are held; ties go by id, the lower id counting as the higher score. Within
 * a side weights are equal or in proportion to 1/sigma (who has no volatility does not count then);
 * each side sums to {@code grossPerSide}. Inputs: score, mask, sigma; output: weights, 0 for all
 * others. Cost O(n log n), O(n) for a few names a side.
 */
public final class RankLongShort implements RowKernel {
  private final double longShare;
  private final double shortShare;
  private final double grossPerSide;
  private final boolean inverseVol;

  public RankLongShort(
      double longShare, double shortShare, double grossPerSide, boolean inverseVol) {
    if (!(longShare >= 0 && shortShare >= 0 && longShare + shortShare <= 1 + 1e-12)) {
      throw new IllegalArgumentException(
          "Invalid shares: long %s, short %s (must be >= 0 and at most 1 together)"
              .formatted(longShare, shortShare));
    }
    if (!(grossPerSide > 0)) {
      throw new IllegalArgumentException(
          "Invalid grossPerSide: %s (must be > 0)".formatted(grossPerSide));
    }
    this.longShare = longShare;
    this.shortShare = shortShare;
    this.grossPerSide = grossPerSide;
    this.inverseVol = inverseVol;
  }

  @Override
  public boolean reads(int port) {
    return port < 2 || inverseVol;
  }

  @Override
  public State open(Layout layout) {
    return IdScores.open(layout, 1);
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    for (int r = 0; r < block.rows(); r++) {
      if (inverseVol) {
        weighted(state, block, r);
      } else {
        equal(state, block, r);
      }
    }
  }

  /** Every name held weighs the same: nothing is summed, and nothing sorted as a whole. */
  private void equal(State state, Block block, int r) {
    double[] values = state.doubles(IdScores.VALUES);
    int n = 0;
    for (int i = 0; i < block.width(); i++) {
      values[n] = IdScores.score(block, r, i) + 0.0;
      n += IdScores.counts(block, r, i) ? 1 : 0;
    }
    int longs = held(longShare, n);
    int shorts = held(shortShare, n);
    double high = longs > 0 ? Extremes.largest(values, n, longs) : Double.POSITIVE_INFINITY;
    double low = shorts > 0 ? Extremes.smallest(values, n, shorts) : Double.NEGATIVE_INFINITY;
    double up = 1.0 / longs * grossPerSide;
    double down = -1.0 / shorts * grossPerSide;
    double[] out = block.out(0);
    int at = block.outAt(0) + r * block.width();
    for (int i = 0; i < block.width(); i++) {
      double score = IdScores.score(block, r, i);
      boolean counts = IdScores.counts(block, r, i);
      boolean above = counts && score > high;
      boolean below = counts && score < low;
      longs -= above ? 1 : 0;
      shorts -= below ? 1 : 0;
      out[at + i] = above ? up : below ? down : 0;
    }
    ties(block, r, state.longs(0), longs, high, up);
    ties(block, r, state.longs(0), shorts, low, down);
  }

  /** Holds so many more of those on the threshold, the lower id counting as the higher score. */
  private static void ties(
      Block block, int r, long[] order, int wanted, double threshold, double weight) {
    int left = wanted;
    for (int k = 0; k < order.length && left > 0; k++) {
      int i = (int) order[weight > 0 ? k : order.length - 1 - k];
      if (IdScores.counts(block, r, i) && IdScores.score(block, r, i) == threshold) {
        block.out(0)[block.outAt(0) + r * block.width() + i] = weight;
        left--;
      }
    }
  }

  /** Names weigh as 1/sigma, summed in the order of ids. */
  private void weighted(State state, Block block, int r) {
    long[] order = state.longs(0);
    double[] values = state.doubles(IdScores.VALUES);
    int at = block.outAt(0) + r * block.width();
    Arrays.fill(block.out(0), at, at + order.length, 0);
    int n = take(values, order, block, r);
    Arrays.sort(values, 0, n);
    int longs = held(longShare, n);
    if (longs > 0) {
      pick(block, r, order, longs, values[n - longs], 1);
    }
    int shorts = held(shortShare, n);
    if (shorts > 0) {
      pick(block, r, order, shorts, values[shorts - 1], -1);
    }
    Normalise.sides(block.out(0), at, order, grossPerSide);
  }

  private static int held(double share, int n) {
    return Math.min(n, (int) (share * n + 1e-9));
  }

  private static boolean counts(Block block, int r, int i) {
    return IdScores.counts(block, r, i) && Volatility.inverse(block, r, i) > 0;
  }

  private static int take(double[] values, long[] order, Block block, int r) {
    int n = 0;
    for (long k : order) {
      if (counts(block, r, (int) k)) {
        values[n++] = IdScores.score(block, r, (int) k) + 0.0;
      }
    }
    return n;
  }

  /** Holds those beyond the threshold, then those on it, by id, until enough are held. */
  private static void pick(
      Block block, int r, long[] order, int wanted, double threshold, int side) {
    int left = wanted;
    for (int k = 0; k < order.length; k++) {
      int i = (int) order[k];
      if (counts(block, r, i) && IdScores.score(block, r, i) * side > threshold * side) {
        hold(block, r, i, side);
        left--;
      }
    }
    for (int k = 0; k < order.length && left > 0; k++) {
      int i = (int) order[side > 0 ? k : order.length - 1 - k];
      if (counts(block, r, i) && IdScores.score(block, r, i) == threshold) {
        hold(block, r, i, side);
        left--;
      }
    }
  }

  private static void hold(Block block, int r, int i, int side) {
    block.out(0)[block.outAt(0) + r * block.width() + i] = side * Volatility.inverse(block, r, i);
  }
}
