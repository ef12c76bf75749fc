package finagent.sandbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.kernel.portfolio.RankLongShort;
import finagent.sandbox.program.Layout;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class ExtremesTest {
  @Provide
  Arbitrary<double[]> numbers() {
    Arbitrary<Double> few = Arbitraries.of(-2.0, 0.0, 1.0, Double.POSITIVE_INFINITY);
    return Arbitraries.oneOf(few, Arbitraries.doubles().between(-9, 9).map(x -> x + 0.0))
        .array(double[].class)
        .ofMinSize(1)
        .ofMaxSize(90);
  }

  @Property(tries = 300)
  void theyAreThoseOfASortAndNoNumberIsLost(
      @ForAll("numbers") double[] numbers, @ForAll @DoubleRange(min = 0, max = 1) double share) {
    int n = numbers.length;
    int k = 1 + (int) (share * (n - 1));
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double[] values = numbers.clone();
    assertThat(Extremes.largest(values, n, k)).isEqualTo(sorted[n - k]);
    assertThat(Extremes.smallest(values, n, k)).isEqualTo(sorted[k - 1]);
    Arrays.sort(values);
    assertThat(values).containsExactly(sorted);
  }

  @Provide
  Arbitrary<double[]> scores() {
    return Arbitraries.of(-1.5, -0.0, 0.0, 1.0, 2.0, 3.0, Double.NaN, Double.NEGATIVE_INFINITY)
        .array(double[].class)
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property(tries = 300)
  void equalWeightsAreThoseOfEqualVolatility(
      @ForAll("scores") double[] scores,
      @ForAll @DoubleRange(min = 0, max = 0.5) double longs,
      @ForAll @DoubleRange(min = 0, max = 0.5) double shorts) {
    int width = scores.length;
    Layout layout =
        Drive.layout(
            IntStream.range(0, width).mapToObj(i -> "N" + (i * 37 % 41)).toArray(String[]::new));
    double[] mask = IntStream.range(0, width).mapToDouble(i -> i % 7 == 3 ? 0 : 1).toArray();
    double[] ones = new double[width];
    Arrays.fill(ones, 1);
    RankLongShort equal = new RankLongShort(longs, shorts, 0.7, false);
    RankLongShort weighted = new RankLongShort(longs, shorts, 0.7, true);
    assertThat(Drive.once(equal, layout, scores, mask, ones))
        .containsExactly(Drive.once(weighted, layout, scores, mask, ones));
  }
}
