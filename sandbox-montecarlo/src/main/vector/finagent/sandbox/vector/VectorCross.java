package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** One bar of a {@link Cross} on vectors of four, two at a time; equal to {@link ScalarCross}. */
public final class VectorCross implements Cross.Bar {
  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
  private static final int HALF = 4;

  private final double[] sums = new double[3 * Cross.PAD];

  @Override
  public void over(Cross c, double[] returns, int row) {
    fill(c, returns, row, c.value, c.valueBefore);
    signal(c, returns, row, c.ring, c.on);
    c.traded = total(0);
    c.held = total(1);
    c.count = total(2);
  }

  private double total(int k) {
    double[] s = sums;
    int at = k * Cross.PAD;
    double a = (s[at] + s[at + 4]) + (s[at + 2] + s[at + 6]);
    return a + ((s[at + 1] + s[at + 5]) + (s[at + 3] + s[at + 7]));
  }

  private void fill(Cross c, double[] returns, int row, double[] value, double[] valueBefore) {
    double[] onBefore = c.onBefore;
    DoubleVector each = DoubleVector.broadcast(FOUR, c.each);
    DoubleVector zero = DoubleVector.zero(FOUR);
    DoubleVector traded0 = zero;
    DoubleVector traded1 = zero;
    DoubleVector held0 = zero;
    DoubleVector held1 = zero;
    for (int i = 0; i < c.stride; i += Cross.PAD) {
      DoubleVector filled = DoubleVector.fromArray(FOUR, onBefore, i).mul(each);
      traded0 = traded0.add(filled.sub(DoubleVector.fromArray(FOUR, valueBefore, i)).abs());
      DoubleVector moved = filled.fma(DoubleVector.fromArray(FOUR, returns, row + i), filled);
      held0 = held0.add(moved);
      moved.intoArray(value, i);
      int j = i + HALF;
      filled = DoubleVector.fromArray(FOUR, onBefore, j).mul(each);
      traded1 = traded1.add(filled.sub(DoubleVector.fromArray(FOUR, valueBefore, j)).abs());
      moved = filled.fma(DoubleVector.fromArray(FOUR, returns, row + j), filled);
      held1 = held1.add(moved);
      moved.intoArray(value, j);
    }
    traded0.intoArray(sums, 0);
    traded1.intoArray(sums, HALF);
    held0.intoArray(sums, Cross.PAD);
    held1.intoArray(sums, Cross.PAD + HALF);
  }

  private void signal(Cross c, double[] returns, int row, double[] ring, double[] on) {
    double[] fastSum = c.fastSum;
    double[] slowSum = c.slowSum;
    int last = c.last * c.stride;
    int now = c.now * c.stride;
    int fastOut = c.fastOut * c.stride;
    DoubleVector live = DoubleVector.broadcast(FOUR, c.live);
    DoubleVector threshold = DoubleVector.broadcast(FOUR, c.fast * Cross.TIE);
    DoubleVector zero = DoubleVector.zero(FOUR);
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector count = zero;
    for (int i = 0; i < c.stride; i += HALF) {
      DoubleVector price = DoubleVector.fromArray(FOUR, ring, last + i);
      price = price.fma(DoubleVector.fromArray(FOUR, returns, row + i), price);
      DoubleVector gone = DoubleVector.fromArray(FOUR, ring, fastOut + i);
      DoubleVector f = DoubleVector.fromArray(FOUR, fastSum, i).add(price.sub(gone));
      gone = DoubleVector.fromArray(FOUR, ring, now + i);
      DoubleVector s = DoubleVector.fromArray(FOUR, slowSum, i).add(price.sub(gone));
      f.intoArray(fastSum, i);
      s.intoArray(slowSum, i);
      price.intoArray(ring, now + i);
      DoubleVector signal =
          zero.blend(one, f.mul(live).compare(VectorOperators.GT, s.mul(threshold)));
      count = count.add(signal);
      signal.intoArray(on, i);
    }
    count.intoArray(sums, 2 * Cross.PAD);
    zero.intoArray(sums, 2 * Cross.PAD + HALF);
  }

  @Override
  public void cut(Cross c, double share, double[] returns, int row) {
    refill(c, share, returns, row, c.value, c.valueBefore);
    c.held = total(1);
  }

  private void refill(
      Cross c, double share, double[] returns, int row, double[] value, double[] valueBefore) {
    double[] onBefore = c.onBefore;
    DoubleVector each = DoubleVector.broadcast(FOUR, c.each);
    DoubleVector some = DoubleVector.broadcast(FOUR, share);
    DoubleVector all = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector even = DoubleVector.zero(FOUR);
    DoubleVector odd = even;
    for (int i = 0; i < c.stride; i += HALF) {
      DoubleVector before = DoubleVector.fromArray(FOUR, valueBefore, i);
      DoubleVector order = DoubleVector.fromArray(FOUR, onBefore, i).mul(each).sub(before);
      DoubleVector part = all.blend(some, order.compare(VectorOperators.GT, 0.0));
      DoubleVector filled = before.add(order.mul(part));
      DoubleVector r = DoubleVector.fromArray(FOUR, returns, row + i);
      DoubleVector moved = filled.fma(r, filled);
      moved.intoArray(value, i);
      if (i % Cross.PAD == 0) {
        even = even.add(moved);
      } else {
        odd = odd.add(moved);
      }
    }
    even.intoArray(sums, Cross.PAD);
    odd.intoArray(sums, Cross.PAD + HALF);
  }
}
