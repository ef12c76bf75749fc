package finagent.rl.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PlateauTest {
  private static final int RUNS = 20;
  private static final int POINTS = 9;

  private static double[][] curves(IntToDoubleFunction shape, double noise) {
    Philox draws = Philox.of(5, "plateau");
    double[][] curves = new double[RUNS][POINTS];
    for (int run = 0; run < RUNS; run++) {
      for (int k = 0; k < POINTS; k++) {
        curves[run][k] = shape.applyAsDouble(k) + noise * (draws.uniform(run, k, 0, 0) - 0.5);
      }
    }
    return curves;
  }

  @Test
  void aStraightLineStillRises() {
    Plateau line = Plateau.of(curves(k -> 2.0 * k, 0));
    assertThat(line.gain()).isEqualTo(6);
    assertThat(line.whole()).isCloseTo(14, within(1e-12));
    assertThat(Plateau.of(curves(k -> 2.0 * k, 1)).word()).isEqualTo("rising");
    assertThat(Plateau.of(curves(k -> -2.0 * k, 1)).word()).isEqualTo("falling");
  }

  @Test
  void whatSettledIsFlatWhateverItLearntBefore() {
    Plateau settled = Plateau.of(curves(k -> Math.min(k, 3), 0.5));
    assertThat(settled.word()).isEqualTo("flat");
    assertThat(settled.whole()).isCloseTo(3, within(0.2));
  }

  @Test
  void oneRunTellsNothingOfItsError() {
    assertThat(Plateau.of(new double[][] {{1, 2, 3}}).word()).isEqualTo("unknown");
  }

  @Test
  void curvesThatCannotBeComparedAreRefused() {
    assertThatThrownBy(() -> Plateau.of(new double[][] {{1, 2}}))
        .hasMessageContaining("has 2 points");
    assertThatThrownBy(() -> Plateau.of(new double[][] {{1, 2, 3}, {1, 2, 3, 4}}))
        .hasMessageContaining("has 4 points, the first 3");
    assertThatThrownBy(() -> Plateau.of(new double[0][])).hasMessageContaining("at least one");
  }
}
