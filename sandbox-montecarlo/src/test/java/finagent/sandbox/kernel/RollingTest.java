package finagent.sandbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.program.State;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RollingTest {
  private static double[] series(long seed, int bars, double base) {
    double[] x = new double[bars];
    for (int t = 0; t < bars; t++) {
      x[t] = base + Sample.noise(seed, t);
    }
    return x;
  }

  private record Result(double[] mean, double[] momentMean, double[] squares) {}

  private static Result roll(double[] x, int window) {
    RollingMean mean = new RollingMean(window, 0);
    RollingMoments moments = new RollingMoments(window, mean.end());
    double[][] arrays = new double[moments.end()][];
    mean.open(arrays, 1);
    moments.open(arrays, 1);
    State state = State.ofDoubles(1, arrays);
    Result result = new Result(new double[x.length], new double[x.length], new double[x.length]);
    for (int t = 0; t < x.length; t++) {
      double[] row = {x[t]};
      result.mean[t] = mean.push(state, t, row)[0];
      moments.push(state, t, row);
      result.momentMean[t] = moments.mean(state)[0];
      result.squares[t] = moments.squares(state)[0];
    }
    return result;
  }

  @Property(tries = 60)
  void equalsTheTwoPassFormulaOnEveryWindow(
      @ForAll @IntRange(min = 2, max = 40) int window, @ForAll @LongRange(max = 99) long seed) {
    double[] x = series(seed, 150, 3);
    Result result = roll(x, window);
    for (int t = 0; t < x.length; t++) {
      if (t < window - 1) {
        assertThat(result.mean[t]).isNaN();
        assertThat(result.squares[t]).isNaN();
        continue;
      }
      double sum = 0;
      for (int k = t - window + 1; k <= t; k++) {
        sum += x[k];
      }
      double squares = 0;
      for (int k = t - window + 1; k <= t; k++) {
        squares += (x[k] - sum / window) * (x[k] - sum / window);
      }
      assertThat(result.mean[t]).isCloseTo(sum / window, within(1e-14));
      assertThat(result.momentMean[t]).isCloseTo(sum / window, within(1e-14));
      assertThat(result.squares[t]).isCloseTo(squares, within(1e-13));
    }
  }

  @Example
  void keepsItsDigitsOnALargeLevel() {
    double[] x = series(1, 400, 1e9);
    double[] shifted = new double[400];
    for (int t = 0; t < 400; t++) {
      shifted[t] = x[t] - 1e9;
    }
    Result far = roll(x, 30);
    Result near = roll(shifted, 30);
    for (int t = 29; t < 400; t++) {
      assertThat(far.squares[t]).isCloseTo(near.squares[t], within(1e-5 * near.squares[t]));
    }
  }

  @Example
  void aConstantWindowHasNoDeviationAtAll() {
    double[] x = new double[50];
    Arrays.fill(x, 0.1);
    Result result = roll(x, 7);
    for (int t = 6; t < 50; t++) {
      assertThat(result.squares[t]).isZero();
      assertThat(result.momentMean[t]).isEqualTo(0.1);
    }
  }

  @Property(tries = 60)
  void aMissingValueIsMissedExactlyWhileItIsInTheWindow(
      @ForAll @IntRange(min = 2, max = 12) int window, @ForAll @IntRange(max = 59) int gap) {
    double[] x = series(5, 60, 1);
    x[gap] = Double.NaN;
    Result result = roll(x, window);
    for (int t = 0; t < 60; t++) {
      boolean missing = t < window - 1 || (gap <= t && gap > t - window);
      assertThat(Double.isNaN(result.mean[t])).isEqualTo(missing);
      assertThat(Double.isNaN(result.squares[t])).isEqualTo(missing);
    }
  }

  @Example
  void refusesAWindowThatIsNone() {
    assertThatThrownBy(() -> new RollingMean(0, 0)).hasMessage("Invalid window: 0 (must be >= 1)");
    assertThatThrownBy(() -> new RollingMoments(1, 0))
        .hasMessage("Invalid window: 1 (must be >= 2)");
  }
}
