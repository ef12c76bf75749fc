package finagent.sandbox.kernel.risk;

import finagent.sandbox.kernel.IdOrder;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.util.Arrays;

/**
 * Caps on target weights w, applied in this order, each of which only makes weights smaller, so
 * that all hold in the end:
 *
 * <ol>
 *   <li>name: {@code |w_i| <= name}, by clipping;
 *   <li>sector: the gross of a sector, {@code sum |w_i| <= sector}, by scaling the sector; who has
 *       no known sector is in none;
 *   <li>net: {@code |L - S| <= net} of longs L and shorts S, by scaling the larger side to the
 *       smaller plus net;
 *   <li>gross: {@code L + S <= gross}, by scaling all.
 * </ol>
 *
 * Infinity means no cap. Input: weights; output: weights, 0 where there is none. Cost O(n).
 */
public final class Limits implements RowKernel {
  private final double gross;
  private final double net;
  private final double name;
  private final double sector;

  public Limits(double gross, double net, double name, double sector) {
    if (!(gross > 0 && net >= 0 && name > 0 && sector > 0)) {
      throw new IllegalArgumentException(
          "Invalid limits: gross %s, net %s, name %s, sector %s (must be > 0, net >= 0)"
              .formatted(gross, net, name, sector));
    }
    this.gross = gross;
    this.net = net;
    this.name = name;
    this.sector = sector;
  }

  @Override
  public State open(Layout layout) {
    return State.of(
        1, new double[][] {new double[layout.sectors().size()]}, new long[][] {IdOrder.of(layout)});
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    int width = block.width();
    long[] order = state.longs(0);
    for (int r = 0; r < block.rows(); r++) {
      int in = block.inAt(0) + r * width;
      int at = block.outAt(0) + r * width;
      double[] w = block.out(0);
      for (int i = 0; i < width; i++) {
        double weight = block.in(0)[in + i];
        w[at + i] = Double.isNaN(weight) ? 0 : Math.max(-name, Math.min(name, weight));
      }
      if (sector < Double.POSITIVE_INFINITY) {
        capSectors(state.doubles(0), layout, order, w, at);
      }
      capNet(order, w, at);
      capGross(order, w, at);
    }
  }

  private void capSectors(double[] sums, Layout layout, long[] order, double[] w, int at) {
    Arrays.fill(sums, 0);
    int unknown = layout.sectors().indexOf(Panel.UNKNOWN_SECTOR);
    for (long i : order) {
      sums[layout.sector((int) i)] += Math.abs(w[at + (int) i]);
    }
    for (int i = 0; i < order.length; i++) {
      double sum = sums[layout.sector(i)];
      if (sum > sector && layout.sector(i) != unknown) {
        w[at + i] *= sector / sum;
      }
    }
  }

  private void capNet(long[] order, double[] w, int at) {
    double longs = 0;
    double shorts = 0;
    for (long i : order) {
      longs += Math.max(w[at + (int) i], 0);
      shorts -= Math.min(w[at + (int) i], 0);
    }
    if (Math.abs(longs - shorts) <= net) {
      return;
    }
    double side = longs > shorts ? 1 : -1;
    double scale = (Math.min(longs, shorts) + net) / Math.max(longs, shorts);
    for (int i = 0; i < order.length; i++) {
      if (w[at + i] * side > 0) {
        w[at + i] *= scale;
      }
    }
  }

  private void capGross(long[] order, double[] w, int at) {
    double sum = 0;
    for (long i : order) {
      sum += Math.abs(w[at + (int) i]);
    }
    if (sum > gross) {
      for (int i = 0; i < order.length; i++) {
        w[at + i] *= gross / sum;
      }
    }
  }
}
