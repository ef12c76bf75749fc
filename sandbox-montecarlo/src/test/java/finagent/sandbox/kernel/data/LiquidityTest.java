package finagent.sandbox.kernel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.kernel.Drive;
import org.junit.jupiter.api.Test;

class LiquidityTest {
  private static final double NONE = Double.NaN;
  private static final double[] NO_SPLIT = {1, 1, 1, 1, 1};

  private static double[][] run(int window, double[] volume, double[] split, double[] index) {
    return Drive.of(new Liquidity(window), Drive.layout("A"), 2, volume, split, index).inBlocks(9);
  }

  @Test
  void volumeIsAveragedOverTheWindowAndAMissingBarIsNone() {
    double[][] out =
        run(3, new double[] {30, 60, NONE, 90, 120}, NO_SPLIT, new double[] {1, 1, 1, 1, 1});
    assertThat(out[0]).containsExactly(NONE, NONE, 30, 50, 70);
  }

  @Test
  void theWindowBeginsWithTheFirstBarOfTheInstrument() {
    double[][] out =
        run(
            2,
            new double[] {NONE, NONE, 10, 20, 30},
            NO_SPLIT,
            new double[] {NONE, NONE, 1, 1.1, 1.1});
    assertThat(out[0]).containsExactly(NONE, NONE, NONE, 15, 25);
    assertThat(out[1][3]).isNaN();
    assertThat(out[1][4]).isCloseTo(0.1 / Math.sqrt(2), within(1e-15));
  }

  @Test
  void aSplitCountsOldVolumeInNewShares() {
    double[][] out =
        run(
            3,
            new double[] {100, 100, 100, 2000, 2000},
            new double[] {1, 1, 1, 20, 1},
            new double[] {1, 1, 1, 1, 1});
    assertThat(out[0]).containsExactly(NONE, NONE, 100, 2000, 2000);
  }

  @Test
  void sigmaIsTheSampleDeviationOfSimpleReturns() {
    double[][] out = run(2, new double[5], NO_SPLIT, new double[] {1, 1.1, 1.1, 1.21, 1.21});
    // Returns 0.1, 0, 0.1, 0: two neighbours deviate by 0.05 each, over n - 1 = 1.
    double sigma = Math.sqrt(2 * 0.05 * 0.05);
    assertThat(out[1])
        .containsExactly(new double[] {NONE, NONE, sigma, sigma, sigma}, within(1e-15));
  }

  @Test
  void thereIsNoLiquidityWithoutAnIndex() {
    double[][] out =
        run(2, new double[] {1, 1, 1, 1, 1}, NO_SPLIT, new double[] {1, 1, 1, NONE, NONE});
    assertThat(out[0]).containsExactly(NONE, 1, 1, NONE, NONE);
    assertThat(out[1]).containsExactly(NONE, NONE, 0, NONE, NONE);
  }
}
