package finagent.sandbox.vector;

/** One lane at a time. */
public final class ScalarRows implements Rows {
  @Override
  public boolean positive(double[] x, int at, int size) {
    return positive(x, at, 0, size);
  }

  static boolean positive(double[] x, int at, int from, int size) {
    boolean all = true;
    for (int i = from; i < size; i++) {
      all &= x[at + i] > 0;
    }
    return all;
  }

  @Override
  public void compound(
      double[] index, double[] last, double[] close, int at, double[] out, int outAt) {
    compound(index, last, close, at, out, outAt, 0);
  }

  static void compound(
      double[] index, double[] last, double[] close, int at, double[] out, int outAt, int from) {
    for (int i = from; i < index.length; i++) {
      double now = close[at + i];
      double value = index[i] * (now / last[i]);
      index[i] = value;
      last[i] = now;
      out[outAt + i] = value;
    }
  }

  @Override
  public void slide(
      double[] x,
      int at,
      double[] prefix,
      double[] slot,
      double[] suffix,
      double n,
      double[] mean) {
    slide(x, at, prefix, slot, suffix, n, mean, 0);
  }

  static void slide(
      double[] x,
      int at,
      double[] prefix,
      double[] slot,
      double[] suffix,
      double n,
      double[] mean,
      int from) {
    for (int i = from; i < mean.length; i++) {
      double now = x[at + i];
      double sum = prefix[i] + now;
      prefix[i] = sum;
      slot[i] = now;
      mean[i] = (suffix[i] + sum) / n;
    }
  }

  @Override
  public void cross(
      double[] x,
      int at,
      double[] fastPrefix,
      double[] fastSlot,
      double[] fastSuffix,
      double fast,
      double[] slowPrefix,
      double[] slowSlot,
      double[] slowSuffix,
      double slow,
      double[] out,
      int outAt) {
    ScalarMeans.cross(
        x,
        at,
        fastPrefix,
        fastSlot,
        fastSuffix,
        fast,
        slowPrefix,
        slowSlot,
        slowSuffix,
        slow,
        out,
        outAt,
        0);
  }

  @Override
  public void pass(double[] x, int at, double[] prefix, double[] slot) {
    pass(x, at, prefix, slot, 0);
  }

  static void pass(double[] x, int at, double[] prefix, double[] slot, int from) {
    for (int i = from; i < slot.length; i++) {
      prefix[i] += x[at + i];
      slot[i] = x[at + i];
    }
  }

  @Override
  public void change(double[] end, double[] start, boolean sign, double[] out, int at) {
    ScalarScores.change(end, start, sign, out, at, 0);
  }

  @Override
  public void reversion(
      double[] x, double[] mean, double[] squares, double n, double least, double[] out, int at) {
    ScalarScores.reversion(x, mean, squares, n, least, out, at, 0);
  }

  @Override
  public void present(
      double[] x,
      int at,
      double[] member,
      int memberAt,
      boolean members,
      double[] out,
      int outAt,
      int size) {
    ScalarScores.present(x, at, member, memberAt, members, out, outAt, 0, size);
  }

  @Override
  public void known(double[] x, int at, double[] life, int lifeAt, double[] out) {
    ScalarScores.known(x, at, life, lifeAt, out, 0);
  }

  @Override
  public int sides(
      double[] score,
      int at,
      double[] mask,
      int maskAt,
      boolean shorts,
      double[] out,
      int outAt,
      int size) {
    return sides(score, at, mask, maskAt, shorts, out, outAt, 0, size);
  }

  static int sides(
      double[] score,
      int at,
      double[] mask,
      int maskAt,
      boolean shorts,
      double[] out,
      int outAt,
      int from,
      int size) {
    int count = 0;
    for (int i = from; i < size; i++) {
      double x = score[at + i];
      boolean counts = mask[maskAt + i] == 1 && Math.abs(x) < Double.POSITIVE_INFINITY;
      double side = !counts ? 0 : x > 0 ? 1 : x < 0 && shorts ? -1 : 0;
      count += side == 0 ? 0 : 1;
      out[outAt + i] = side;
    }
    return count;
  }

  @Override
  public void grow(double[] x, int from, int to, double[] r, int at, int size) {
    grow(x, from, to, r, at, 0, size);
  }

  static void grow(double[] x, int from, int to, double[] r, int at, int first, int size) {
    for (int i = first; i < size; i++) {
      x[to + i] = x[from + i] * (1 + r[at + i]);
    }
  }

  @Override
  public void product(double[] a, int aAt, double[] b, double[] out, int outAt, int size) {
    product(a, aAt, b, out, outAt, 0, size);
  }

  static void product(
      double[] a, int aAt, double[] b, double[] out, int outAt, int first, int size) {
    for (int i = first; i < size; i++) {
      out[outAt + i] = a[aAt + i] * b[outAt + i];
    }
  }

  @Override
  public void quotient(double[] a, int aAt, double[] b, double[] out, int outAt, int size) {
    quotient(a, aAt, b, out, outAt, 0, size);
  }

  static void quotient(
      double[] a, int aAt, double[] b, double[] out, int outAt, int first, int size) {
    for (int i = first; i < size; i++) {
      out[outAt + i] = a[aAt + i] / b[outAt + i];
    }
  }

  @Override
  public void include(
      double[] x,
      double[] mean,
      double[] squares,
      double[] newMean,
      double[] newSquares,
      double share) {
    include(x, mean, squares, newMean, newSquares, share, 0);
  }

  static void include(
      double[] x,
      double[] mean,
      double[] squares,
      double[] newMean,
      double[] newSquares,
      double share,
      int first) {
    for (int i = first; i < x.length; i++) {
      double value = x[i];
      double delta = value - mean[i];
      double moved = mean[i] + delta * share;
      newMean[i] = moved;
      newSquares[i] = squares[i] + delta * (value - moved);
    }
  }

  @Override
  public void merge(
      double[] mean1,
      double[] squares1,
      double[] mean2,
      double[] squares2,
      double share,
      double weight,
      double[] mean,
      double[] squares) {
    merge(mean1, squares1, mean2, squares2, share, weight, mean, squares, 0);
  }

  static void merge(
      double[] mean1,
      double[] squares1,
      double[] mean2,
      double[] squares2,
      double share,
      double weight,
      double[] mean,
      double[] squares,
      int first) {
    for (int i = first; i < mean.length; i++) {
      double delta = mean2[i] - mean1[i];
      mean[i] = mean1[i] + delta * share;
      squares[i] = squares1[i] + squares2[i] + delta * delta * weight;
    }
  }

  @Override
  public void step(double[] x, int at, double[] previous, double[] out) {
    step(x, at, previous, out, 0);
  }

  static void step(double[] x, int at, double[] previous, double[] out, int first) {
    for (int i = first; i < out.length; i++) {
      out[i] = x[at + i] / previous[i] - 1;
      previous[i] = x[at + i];
    }
  }

  @Override
  public void deviation(double[] x, double n, double[] out, int at) {
    deviation(x, n, out, at, 0);
  }

  static void deviation(double[] x, double n, double[] out, int at, int first) {
    for (int i = first; i < x.length; i++) {
      out[at + i] = Math.sqrt(x[i] / n);
    }
  }

  @Override
  public void scale(double[] x, int at, int size, double factor) {
    scale(x, at, 0, size, factor);
  }

  static void scale(double[] x, int at, int from, int size, double factor) {
    for (int i = from; i < size; i++) {
      x[at + i] *= factor;
    }
  }
}
