package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four lanes at a time, as in {@link VectorTrade}, also where the machine has eight: of eight,
 * beside others of four, every vector was allocated, and paths were three times slower. Equal to
 * {@link ScalarRows}.
 */
public final class VectorRows implements Rows {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
  private static final int LANES = S.length();

  private static int whole(int size) {
    return size & -LANES;
  }

  @Override
  public boolean positive(double[] x, int at, int size) {
    int whole = whole(size);
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector one = DoubleVector.broadcast(S, 1.0);
    DoubleVector others = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector value = DoubleVector.fromArray(S, x, at + i);
      others = others.add(one.blend(zero, value.compare(VectorOperators.GT, zero)));
    }
    return others.reduceLanes(VectorOperators.ADD) == 0 && ScalarRows.positive(x, at, whole, size);
  }

  @Override
  public void compound(
      double[] index, double[] last, double[] close, int at, double[] out, int outAt) {
    int whole = whole(index.length);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector now = DoubleVector.fromArray(S, close, at + i);
      DoubleVector growth = now.div(DoubleVector.fromArray(S, last, i));
      DoubleVector value = DoubleVector.fromArray(S, index, i).mul(growth);
      value.intoArray(index, i);
      now.intoArray(last, i);
      value.intoArray(out, outAt + i);
    }
    ScalarRows.compound(index, last, close, at, out, outAt, whole);
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
    int whole = whole(mean.length);
    DoubleVector window = DoubleVector.broadcast(S, n);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector now = DoubleVector.fromArray(S, x, at + i);
      DoubleVector sum = DoubleVector.fromArray(S, prefix, i).add(now);
      sum.intoArray(prefix, i);
      now.intoArray(slot, i);
      DoubleVector.fromArray(S, suffix, i).add(sum).div(window).intoArray(mean, i);
    }
    ScalarRows.slide(x, at, prefix, slot, suffix, n, mean, whole);
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
    VectorMeans.cross(
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
        outAt);
  }

  @Override
  public void pass(double[] x, int at, double[] prefix, double[] slot) {
    int whole = whole(slot.length);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector now = DoubleVector.fromArray(S, x, at + i);
      DoubleVector.fromArray(S, prefix, i).add(now).intoArray(prefix, i);
      now.intoArray(slot, i);
    }
    ScalarRows.pass(x, at, prefix, slot, whole);
  }

  @Override
  public void change(double[] end, double[] start, boolean sign, double[] out, int at) {
    if (sign) {
      VectorScores.direction(end, start, out, at);
    } else {
      VectorScores.change(end, start, out, at);
    }
  }

  @Override
  public void reversion(
      double[] x, double[] mean, double[] squares, double n, double least, double[] out, int at) {
    VectorScores.reversion(x, mean, squares, n, least, out, at);
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
    VectorScores.present(x, at, member, memberAt, members, out, outAt, size);
  }

  @Override
  public void known(double[] x, int at, double[] life, int lifeAt, double[] out) {
    VectorScores.known(x, at, life, lifeAt, out);
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
    int whole = whole(size);
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector one = DoubleVector.broadcast(S, 1.0);
    DoubleVector below = shorts ? one.neg() : zero;
    DoubleVector infinity = DoubleVector.broadcast(S, Double.POSITIVE_INFINITY);
    DoubleVector sides = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(S, score, at + i);
      DoubleVector member = DoubleVector.fromArray(S, mask, maskAt + i);
      DoubleVector side = zero.blend(one, x.compare(VectorOperators.GT, zero));
      side = side.blend(below, x.compare(VectorOperators.LT, zero));
      side = zero.blend(side, x.abs().compare(VectorOperators.LT, infinity));
      side = zero.blend(side, member.compare(VectorOperators.EQ, one));
      side.intoArray(out, outAt + i);
      sides = sides.add(side.abs());
    }
    int count = (int) sides.reduceLanes(VectorOperators.ADD);
    return count + ScalarRows.sides(score, at, mask, maskAt, shorts, out, outAt, whole, size);
  }

  @Override
  public void grow(double[] x, int from, int to, double[] r, int at, int size) {
    int whole = whole(size);
    DoubleVector one = DoubleVector.broadcast(S, 1.0);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector growth = DoubleVector.fromArray(S, r, at + i).add(one);
      DoubleVector.fromArray(S, x, from + i).mul(growth).intoArray(x, to + i);
    }
    ScalarRows.grow(x, from, to, r, at, whole, size);
  }

  @Override
  public void product(double[] a, int aAt, double[] b, double[] out, int outAt, int size) {
    int whole = whole(size);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector other = DoubleVector.fromArray(S, b, outAt + i);
      DoubleVector.fromArray(S, a, aAt + i).mul(other).intoArray(out, outAt + i);
    }
    ScalarRows.product(a, aAt, b, out, outAt, whole, size);
  }

  @Override
  public void quotient(double[] a, int aAt, double[] b, double[] out, int outAt, int size) {
    int whole = whole(size);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector other = DoubleVector.fromArray(S, b, outAt + i);
      DoubleVector.fromArray(S, a, aAt + i).div(other).intoArray(out, outAt + i);
    }
    ScalarRows.quotient(a, aAt, b, out, outAt, whole, size);
  }

  @Override
  public void include(
      double[] x,
      double[] mean,
      double[] squares,
      double[] newMean,
      double[] newSquares,
      double share) {
    int whole = whole(x.length);
    DoubleVector part = DoubleVector.broadcast(S, share);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector value = DoubleVector.fromArray(S, x, i);
      DoubleVector before = DoubleVector.fromArray(S, mean, i);
      DoubleVector delta = value.sub(before);
      DoubleVector moved = before.add(delta.mul(part));
      DoubleVector sum = DoubleVector.fromArray(S, squares, i).add(delta.mul(value.sub(moved)));
      moved.intoArray(newMean, i);
      sum.intoArray(newSquares, i);
    }
    ScalarRows.include(x, mean, squares, newMean, newSquares, share, whole);
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
    int whole = whole(mean.length);
    DoubleVector part = DoubleVector.broadcast(S, share);
    DoubleVector heavy = DoubleVector.broadcast(S, weight);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector first = DoubleVector.fromArray(S, mean1, i);
      DoubleVector delta = DoubleVector.fromArray(S, mean2, i).sub(first);
      DoubleVector both =
          DoubleVector.fromArray(S, squares1, i).add(DoubleVector.fromArray(S, squares2, i));
      first.add(delta.mul(part)).intoArray(mean, i);
      both.add(delta.mul(delta).mul(heavy)).intoArray(squares, i);
    }
    ScalarRows.merge(mean1, squares1, mean2, squares2, share, weight, mean, squares, whole);
  }

  @Override
  public void step(double[] x, int at, double[] previous, double[] out) {
    int whole = whole(out.length);
    DoubleVector one = DoubleVector.broadcast(S, 1.0);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector now = DoubleVector.fromArray(S, x, at + i);
      now.div(DoubleVector.fromArray(S, previous, i)).sub(one).intoArray(out, i);
      now.intoArray(previous, i);
    }
    ScalarRows.step(x, at, previous, out, whole);
  }

  @Override
  public void deviation(double[] x, double n, double[] out, int at) {
    int whole = whole(x.length);
    DoubleVector count = DoubleVector.broadcast(S, n);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector.fromArray(S, x, i).div(count).sqrt().intoArray(out, at + i);
    }
    ScalarRows.deviation(x, n, out, at, whole);
  }

  @Override
  public void scale(double[] x, int at, int size, double factor) {
    int whole = whole(size);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector.fromArray(S, x, at + i).mul(factor).intoArray(x, at + i);
    }
    ScalarRows.scale(x, at, whole, size, factor);
  }
}
