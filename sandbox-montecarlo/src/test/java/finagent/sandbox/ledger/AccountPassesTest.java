package finagent.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.random.Philox;
import finagent.sandbox.vector.AccountPasses;
import finagent.sandbox.vector.ScalarAccountPasses;
import finagent.sandbox.vector.VectorAccountPasses;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AccountPassesTest {
  private static final AccountPasses SCALAR = new ScalarAccountPasses();
  private static final AccountPasses VECTOR = new VectorAccountPasses();
  private static final int ARRAYS = 7;

  /** Numbers of both signs with zeros, minus zeros, NaN and infinities strewn in. */
  private static double[][] world(int size, long seed, int oddness) {
    Philox random = Philox.of(seed, "account-passes");
    double[][] arrays = new double[ARRAYS][size + 3];
    double[] odd = {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, -1, 1e-300};
    for (int a = 0; a < ARRAYS; a++) {
      for (int i = 0; i < size + 3; i++) {
        double chance = random.uniform(a, i, 0, 0) * 20;
        arrays[a][i] =
            chance < oddness
                ? odd[(int) (random.uniform(a, i, 0, 1) * odd.length)]
                : (a < 3 ? 1 : random.normal(a, i, 0, 2)) * (1 + random.uniform(a, i, 0, 3));
      }
    }
    return arrays;
  }

  private static double[] part(double[] values, int size) {
    return Arrays.copyOf(values, size);
  }

  private static long[] bits(double[]... arrays) {
    return Arrays.stream(arrays)
        .flatMapToDouble(DoubleStream::of)
        .mapToLong(Double::doubleToLongBits)
        .toArray();
  }

  private static long[] fills(AccountPasses passes, double[][] w, int size, boolean whole) {
    double[] order = part(w[3], size);
    double[] shares = part(w[4], size);
    double[] aim = new double[size];
    boolean taken = passes.take(w[5], 2, 1e6, aim);
    double[] adv = new double[size];
    double[] impact = new double[size];
    passes.liquidity(order, w[0], w[1], 3, 0.7, adv, impact);
    double[] price = new double[size];
    double[] quantity = new double[size];
    int[] odd = new int[size];
    int unusual = passes.quantities(order, w[2], w[0], 1, shares, aim, whole, price, quantity, odd);
    double[][] out = new double[6][size];
    double[] sums = new double[4];
    double[] rates = {1e-3, 0.005, whole ? 1 : 0};
    passes.charge(quantity, price, rates, whole, adv, impact, out[0], out[1], out[2], sums);
    passes.book(quantity, price, shares, out[3]);
    passes.add(out[0], out[4]);
    double[] worth = new double[2];
    passes.value(shares, price, out[5], worth);
    passes.size(aim, 1e6, out[5], order);
    double[] rest = {
      taken ? 1 : 0,
      unusual,
      passes.dot(shares, price),
      passes.grossAfter(shares, quantity, price),
      passes.sum(out[5]),
      passes.allPositive(w[2], 1, size) ? 1 : 0
    };
    double[] looked = Arrays.stream(odd).asDoubleStream().toArray();
    return bits(
        aim, adv, impact, price, quantity, looked, out[0], out[1], out[2], out[3], out[4], out[5],
        sums, worth, order, rest);
  }

  @Property(tries = 300)
  void vectorsAndSinglesHaveTheSameBits(
      @ForAll @IntRange(min = 1, max = 37) int size,
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 6) int oddness,
      @ForAll boolean whole) {
    double[][] world = world(size, seed, oddness);
    assertThat(fills(VECTOR, world, size, whole)).isEqualTo(fills(SCALAR, world, size, whole));
  }
}
