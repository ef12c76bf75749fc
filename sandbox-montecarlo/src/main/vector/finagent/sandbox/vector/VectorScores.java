package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Scores of {@link Rows} on vectors; equal to {@link ScalarScores}. */
final class VectorScores {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
  private static final int LANES = S.length();

  private VectorScores() {}

  static void change(double[] end, double[] start, double[] out, int at) {
    int whole = end.length & -LANES;
    DoubleVector one = DoubleVector.broadcast(S, 1.0);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector now = DoubleVector.fromArray(S, end, i);
      now.div(DoubleVector.fromArray(S, start, i)).sub(one).intoArray(out, at + i);
    }
    ScalarScores.change(end, start, false, out, at, whole);
  }

  static void direction(double[] end, double[] start, double[] out, int at) {
    int whole = end.length & -LANES;
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector one = DoubleVector.broadcast(S, 1.0);
    DoubleVector minus = DoubleVector.broadcast(S, -1.0);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector now = DoubleVector.fromArray(S, end, i);
      DoubleVector r = now.div(DoubleVector.fromArray(S, start, i)).sub(one);
      r.blend(one, r.compare(VectorOperators.GT, zero))
          .blend(minus, r.compare(VectorOperators.LT, zero))
          .intoArray(out, at + i);
    }
    ScalarScores.change(end, start, true, out, at, whole);
  }

  static void reversion(
      double[] x, double[] mean, double[] squares, double n, double least, double[] out, int at) {
    int whole = x.length & -LANES;
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector count = DoubleVector.broadcast(S, n);
    DoubleVector bound = DoubleVector.broadcast(S, least);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector gap = DoubleVector.fromArray(S, x, i).sub(DoubleVector.fromArray(S, mean, i));
      DoubleVector spread = DoubleVector.fromArray(S, squares, i);
      DoubleVector z = gap.div(spread.div(count).sqrt());
      z = z.blend(zero, spread.compare(VectorOperators.EQ, zero));
      zero.sub(z).blend(zero, z.abs().compare(VectorOperators.LT, bound)).intoArray(out, at + i);
    }
    ScalarScores.reversion(x, mean, squares, n, least, out, at, whole);
  }

  static void present(
      double[] x,
      int at,
      double[] member,
      int memberAt,
      boolean members,
      double[] out,
      int outAt,
      int size) {
    int whole = size & -LANES;
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector one = DoubleVector.broadcast(S, 1.0);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector value = DoubleVector.fromArray(S, x, at + i);
      DoubleVector in = zero.blend(one, value.compare(VectorOperators.GT, zero));
      if (members) {
        DoubleVector belongs = DoubleVector.fromArray(S, member, memberAt + i);
        in = zero.blend(in, belongs.compare(VectorOperators.EQ, one));
      }
      in.intoArray(out, outAt + i);
    }
    ScalarScores.present(x, at, member, memberAt, members, out, outAt, whole, size);
  }

  static void known(double[] x, int at, double[] life, int lifeAt, double[] out) {
    int whole = out.length & -LANES;
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector none = DoubleVector.broadcast(S, Double.NaN);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector value = DoubleVector.fromArray(S, x, at + i);
      DoubleVector lives = DoubleVector.fromArray(S, life, lifeAt + i);
      value
          .blend(zero, value.compare(VectorOperators.NE, value))
          .blend(none, lives.compare(VectorOperators.NE, lives))
          .intoArray(out, i);
    }
    ScalarScores.known(x, at, life, lifeAt, out, whole);
  }
}
