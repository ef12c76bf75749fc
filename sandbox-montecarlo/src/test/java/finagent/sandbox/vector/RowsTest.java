package finagent.sandbox.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Vectors and single lanes give the same bits, whatever is missing. */
class RowsTest {
  private static final int ROOM = 40;

  @Provide
  Arbitrary<double[]> rows() {
    Arbitrary<Double> odd =
        Arbitraries.of(
            Double.NaN, 0.0, -0.0, 1.0, -1.0, 1e-300, Double.POSITIVE_INFINITY, Math.nextUp(1.0));
    return Arbitraries.oneOf(odd, Arbitraries.doubles().between(-1e3, 1e3))
        .array(double[].class)
        .ofSize(4 * ROOM);
  }

  /** What an operation leaves in all arrays, for both. */
  private static void same(double[] values, int size, BiConsumer<Rows, double[][]> operation) {
    double[][] wide = cut(values, size);
    double[][] narrow = cut(values, size);
    operation.accept(Rows.best(), wide);
    operation.accept(new ScalarRows(), narrow);
    for (int k = 0; k < wide.length; k++) {
      assertThat(wide[k]).containsExactly(narrow[k]);
    }
  }

  /** Three states of {@code size} lanes, two blocks of rows, and room for a row. */
  private static double[][] cut(double[] values, int size) {
    double[][] cut = new double[6][];
    for (int k = 0; k < 3; k++) {
      cut[k] = Arrays.copyOfRange(values, k * ROOM, k * ROOM + size);
    }
    cut[3] = Arrays.copyOfRange(values, 3 * ROOM, 4 * ROOM);
    cut[4] = cut[3].clone();
    cut[5] = new double[size];
    return cut;
  }

  @Property(tries = 300)
  void everyRowOperation(
      @ForAll("rows") double[] values,
      @ForAll @IntRange(min = 1, max = 17) int size,
      @ForAll @IntRange(min = 0, max = 9) int at) {
    List<BiConsumer<Rows, double[][]>> operations =
        List.of(
            (rows, x) -> rows.pass(x[3], at, x[0], x[1]),
            (rows, x) -> rows.change(x[0], x[1], false, x[4], at),
            (rows, x) -> rows.change(x[0], x[1], true, x[4], at),
            (rows, x) -> rows.reversion(x[0], x[1], x[2], 19, 0.5, x[4], at),
            (rows, x) -> rows.known(x[3], at, x[4], 2, x[0]),
            (rows, x) -> rows.present(x[3], at, x[4], 2, true, x[0], 0, size),
            (rows, x) -> rows.present(x[3], at, x[4], 2, false, x[0], 0, size),
            (rows, x) -> rows.compound(x[0], x[1], x[3], at, x[4], at),
            (rows, x) -> rows.slide(x[3], at, x[0], x[1], x[2], 7, x[5]),
            (rows, x) -> rows.step(x[3], at, x[0], x[1]),
            (rows, x) -> rows.include(x[0], x[1], x[2], x[1], x[2], 0.25),
            (rows, x) -> rows.deviation(x[0], 3, x[4], at),
            (rows, x) -> rows.grow(x[4], 0, 20, x[3], at, size),
            (rows, x) -> rows.product(x[3], at, x[4], x[4], 3, size),
            (rows, x) -> rows.quotient(x[3], at, x[4], x[4], 3, size),
            (rows, x) -> rows.scale(x[4], at, size, 0.1));
    operations.forEach(operation -> same(values, size, operation));
  }
}
