package finagent.sandbox.kernel.portfolio;

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
 * others. Cost O(n log n).
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
    long[] order = state.longs(0);
    double[] values = state.doubles(IdScores.VALUES);
    double[] out = block.out(0);
    for (int r = 0; r < block.rows(); r++) {
      int at = block.outAt(0) + r * block.width();
      Arrays.fill(out, at, at + order.length, 0);
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
      Normalise.sides(out, at, order, grossPerSide);
    }
  }

  private static int held(double share, int n) {
    return Math.min(n, (int) (share * n + 1e-9));
  }

  private boolean counts(Block block, int r, int i) {
    return IdScores.counts(block, r, i) && (!inverseVol || Volatility.inverse(block, r, i) > 0);
  }

  private int take(double[] values, long[] order, Block block, int r) {
    int n = 0;
    for (long k : order) {
      if (counts(block, r, (int) k)) {
        values[n++] = IdScores.score(block, r, (int) k) + 0.0;
      }
    }
    return n;
  }

  /** Holds those beyond the threshold, then those on it, by id, until enough are held. */
  private void pick(Block block, int r, long[] order, int wanted, double threshold, int side) {
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

  private void hold(Block block, int r, int i, int side) {
    block.out(0)[block.outAt(0) + r * block.width() + i] =
        inverseVol ? side * Volatility.inverse(block, r, i) : side;
  }
}
