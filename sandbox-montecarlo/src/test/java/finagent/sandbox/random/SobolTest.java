package finagent.sandbox.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SobolTest {
  /** The sample output on the page of Joe and Kuo, 3 dimensions. */
  @Test
  void startsAsJoeAndKuoPrintIt() {
    double[][] expected = {
      {0, 0, 0},
      {.5, .5, .5},
      {.75, .25, .25},
      {.25, .75, .75},
      {.375, .375, .625},
      {.875, .875, .125},
      {.625, .125, .875},
      {.125, .625, .375},
      {.1875, .3125, .9375},
      {.6875, .8125, .4375}
    };
    Sobol sobol = Sobol.plain(3);
    double[] point = new double[3];
    for (int k = 0; k < expected.length; k++) {
      sobol.point(k, point, 0);
      assertThat(point).containsExactly(expected[k]);
    }
  }

  /** SciPy 1.17, {@code scipy.stats.qmc.Sobol(128, scramble=False)}, point 1000. */
  @Test
  void highDimensionsAgreeWithScipy() {
    Sobol sobol = Sobol.plain(128);
    int[] dimensions = {0, 1, 9, 31, 63, 64, 100, 127};
    double[] expected = {
      0.2197265625,
      0.0966796875,
      0.0693359375,
      0.1455078125,
      0.4462890625,
      0.1298828125,
      0.7685546875,
      0.5439453125
    };
    for (int k = 0; k < dimensions.length; k++) {
      assertThat(sobol.at(1000, dimensions[k])).isEqualTo(expected[k]);
    }
  }

  @Test
  void everyDimensionIsANetPlainOrScrambled() {
    for (Sobol sobol : new Sobol[] {Sobol.plain(128), scrambled(3)}) {
      for (int d = 0; d < 128; d++) {
        boolean[] hit = new boolean[256];
        for (int k = 0; k < 256; k++) {
          hit[(int) (sobol.at(k, d) * 256)] = true;
        }
        assertThat(hit).doesNotContain(false);
      }
    }
  }

  private static Sobol scrambled(int replicate) {
    return Sobol.scrambled(128, Philox.of(7, "sobol-test"), replicate);
  }

  @Test
  void scramblingsAreUniformAndIndependent() {
    double sum = 0;
    double product = 0;
    int n = 20_000;
    for (int r = 0; r < n; r++) {
      double u = scrambled(r).at(5, 3);
      sum += u;
      product += (u - 0.5) * (scrambled(r).at(6, 90) - 0.5);
    }
    assertThat(sum / n).isCloseTo(0.5, within(4 * Math.sqrt(1.0 / 12 / n)));
    assertThat(product / n).isCloseTo(0, within(4.0 / 12 / Math.sqrt(n)));
  }

  /** The integral of the product of 1 + (x - 1/2) / 2 over 8 dimensions is 1. */
  @Test
  void replicatesOfAScrambledNetGiveAnHonestAndSmallError() {
    int replicates = 32;
    int points = 1024;
    double[] mean = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      Sobol sobol = scrambled(r);
      for (int k = 0; k < points; k++) {
        double product = 1;
        for (int d = 0; d < 8; d++) {
          product *= 1 + (sobol.at(k, d) - 0.5) / 2;
        }
        mean[r] += product / points;
      }
    }
    double average = Arrays.stream(mean).average().orElseThrow();
    double variance =
        Arrays.stream(mean).map(m -> (m - average) * (m - average)).sum() / (replicates - 1);
    double error = Math.sqrt(variance / replicates);
    assertThat(average).isCloseTo(1, within(3.5 * error));
    // plain Monte Carlo: variance (1 + 1/48)^8 - 1 = 0.1793 a point
    assertThat(error).isLessThan(0.1 * Math.sqrt(0.1793 / points / replicates));
  }

  @Test
  void refusesWhatItDoesNotHave() {
    assertThatThrownBy(() -> Sobol.plain(129))
        .hasMessage("Invalid dimensions: 129 (must be 1..128)");
    assertThatThrownBy(() -> Sobol.plain(2).at(1L << 32, 0))
        .hasMessage("Invalid point: 4294967296 (must be 0..2^32 - 1)");
  }
}
