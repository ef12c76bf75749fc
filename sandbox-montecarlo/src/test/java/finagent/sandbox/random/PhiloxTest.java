package finagent.sandbox.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PhiloxTest {
  private static final int MANY = 40_000;

  /** Random123, tests/kat_vectors, philox 4 x 32, 10 rounds. */
  @Test
  void givesTheKnownAnswersOfRandom123() {
    assertBlock(0, 0, 0, 0, 0, 0, "6627e8d5 e169c58d bc57ac4c 9b00dbd8");
    assertBlock(-1, -1, -1, -1, -1, -1, "408f276d 41c83b0e a20bc7c6 6d5451fd");
    assertBlock(
        0x243f6a88,
        0x85a308d3,
        0x13198a2e,
        0x03707344,
        0xa4093822,
        0x299f31d0,
        "d16cfe09 94fdcceb 5001e420 24126ea1");
  }

  private static void assertBlock(int a, int b, int c, int d, int k0, int k1, String expected) {
    long key = (k0 & 0xFFFFFFFFL) | ((long) k1 << 32);
    long first = Philox.block(a, b, c, d, key, false);
    long second = Philox.block(a, b, c, d, key, true);
    assertThat(
            "%08x %08x %08x %08x".formatted((int) first, first >>> 32, (int) second, second >>> 32))
        .isEqualTo(expected);
  }

  @Test
  void sameAddressSameBitsWhateverWasAskedBefore() {
    Philox one = Philox.of(7, "test");
    double early = one.normal(3, 4, 5, 6);
    IntStream.range(0, 100).forEach(k -> one.uniform(k, k, k, k));
    assertThat(one.normal(3, 4, 5, 6)).isEqualTo(early);
    assertThat(Philox.of(7, "test").normal(3, 4, 5, 6)).isEqualTo(early);
  }

  @Test
  void everyPartOfTheAddressCounts() {
    Philox random = Philox.of(7, "test");
    Set<Double> seen = new HashSet<>();
    seen.add(random.uniform(3, 4, 5, 6));
    seen.add(random.uniform(3 + (1L << 32), 4, 5, 6));
    seen.add(random.uniform(4, 4, 5, 6));
    seen.add(random.uniform(3, 5, 5, 6));
    seen.add(random.uniform(3, 4, 5 + (1L << 40), 6));
    seen.add(random.uniform(3, 4, 5, 7));
    seen.add(random.uniform(3, 4, 0, 6));
    seen.add(Philox.of(8, "test").uniform(3, 4, 5, 6));
    seen.add(Philox.of(7, "other").uniform(3, 4, 5, 6));
    assertThat(seen).hasSize(9);
  }

  @Test
  void seedsOneAndTwoShareNothing() {
    Set<Double> numbers = new HashSet<>();
    for (long seed = 1; seed <= 2; seed++) {
      Philox random = Philox.of(seed, "test");
      for (int k = 0; k < MANY; k++) {
        numbers.add(random.uniform(k % 200, k / 200, 0, 0));
      }
    }
    assertThat(numbers).hasSize(2 * MANY);
  }

  @Test
  void neighbouringSeedsAreUncorrelated() {
    Philox one = Philox.of(1, "test");
    Philox two = Philox.of(2, "test");
    double sum = 0;
    for (int k = 0; k < MANY; k++) {
      sum += one.normal(k, 0, 0, 0) * two.normal(k, 0, 0, 0);
    }
    assertThat(sum / MANY).isCloseTo(0, within(4 / Math.sqrt(MANY)));
  }

  @Test
  void uniformsPassAChiSquareTestInEveryDimensionOfTheAddress() {
    Philox random = Philox.of(11, "test");
    double[] statistic = new double[4];
    for (int dimension = 0; dimension < 4; dimension++) {
      int[] count = new int[64];
      for (int k = 0; k < MANY; k++) {
        double u =
            switch (dimension) {
              case 0 -> random.uniform(k, 0, 0, 0);
              case 1 -> random.uniform(0, k, 0, 0);
              case 2 -> random.uniform(0, 0, k, 0);
              default -> random.uniform(0, 0, 0, k);
            };
        count[(int) (u * 64)]++;
      }
      double expected = MANY / 64.0;
      statistic[dimension] =
          Arrays.stream(count).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    }
    // 63 degrees of freedom: the 0.0001 and 0.9999 quantiles are 29.4 and 113.5
    assertThat(Arrays.stream(statistic).boxed()).allMatch(x -> x > 29.4 && x < 113.5);
  }

  @Test
  void normalsHaveTheMomentsOfANormal() {
    Philox random = Philox.of(5, "test");
    double[] power = new double[5];
    for (int k = 0; k < MANY; k++) {
      double z = random.normal(k, 1, 2, 3);
      for (int p = 1; p <= 4; p++) {
        power[p] += Math.pow(z, p) / MANY;
      }
    }
    double unit = 4 / Math.sqrt(MANY);
    assertThat(power[1]).isCloseTo(0, within(unit));
    assertThat(power[2]).isCloseTo(1, within(unit * Math.sqrt(2)));
    assertThat(power[3]).isCloseTo(0, within(unit * Math.sqrt(15)));
    assertThat(power[4]).isCloseTo(3, within(unit * Math.sqrt(96)));
  }

  /** P(|t| > 2.776) = 5 % with 4 degrees of freedom, P(|t| > 12.706) = 5 % with one (tables). */
  @Test
  void studentsTHasItsTabulatedQuantiles() {
    Philox random = Philox.of(5, "test");
    double four = 0;
    double one = 0;
    double positive = 0;
    for (int k = 0; k < MANY; k++) {
      double t = random.t(4, k, 0, 0, 0);
      four += Math.abs(t) > 2.776445 ? 1.0 / MANY : 0;
      one += Math.abs(random.t(1, k, 0, 0, 1)) > 12.706205 ? 1.0 / MANY : 0;
      positive += t > 0 ? 1.0 / MANY : 0;
    }
    double error = 4 * Math.sqrt(0.05 * 0.95 / MANY);
    assertThat(four).isCloseTo(0.05, within(error));
    assertThat(one).isCloseTo(0.05, within(error));
    assertThat(positive).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(MANY)));
  }

  @Property(tries = 50)
  void aPermutationHoldsEveryPlaceOnce(@ForAll @IntRange(max = 300) int n, @ForAll long path) {
    int[] order = Philox.of(3, "test").permutation(n, path, 9);
    assertThat(Arrays.stream(order).sorted()).isEqualTo(IntStream.range(0, n).boxed().toList());
  }

  @Test
  void allPermutationsOfThreeAreEquallyLikely() {
    Philox random = Philox.of(3, "test");
    int[] count = new int[27];
    for (int k = 0; k < MANY; k++) {
      int[] order = random.permutation(3, k, 0);
      count[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    double expected = MANY / 6.0;
    assertThat(Arrays.stream(count).filter(c -> c > 0))
        .hasSize(6)
        .allMatch(c -> Math.abs(c - expected) < 4.5 * Math.sqrt(expected));
  }

  @Test
  void belowCoversItsRangeAndRefusesAnEmptyOne() {
    Philox random = Philox.of(3, "test");
    assertThat(IntStream.range(0, 400).map(k -> random.below(10, k, 0, 0, 0)).distinct())
        .hasSize(10)
        .allMatch(k -> k >= 0 && k < 10);
    assertThat(random.below(Integer.MAX_VALUE, 1, 0, 0, 0)).isNotNegative();
    assertThatThrownBy(() -> random.below(0, 0, 0, 0, 0))
        .hasMessage("Invalid bound: 0 (must be >= 1)");
  }

  @Test
  void instrumentsAreKnownByTheirIdAlone() {
    assertThat(Philox.instrument("AAPL")).isEqualTo(Philox.instrument("AAP" + "L"));
    assertThat(Philox.instrument("AAPL")).isNotEqualTo(Philox.instrument("AAPM"));
  }
}
