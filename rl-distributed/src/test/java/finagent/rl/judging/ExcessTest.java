package finagent.rl.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExcessTest {
  /** scipy.stats.ttest_1samp([1, 2, 3, 4, 5], 0): t = 4.2426, p = 0.01324. */
  @Test
  void theChanceIsThatOfStudent() {
    Excess excess = Excess.of(new double[] {1, 2, 3, 4, 5}, 1);
    assertThat(excess.mean() / excess.error()).isCloseTo(4.242641, within(1e-6));
    assertThat(excess.chance()).isCloseTo(0.013236, within(1e-5));
    assertThat(excess.differs()).isTrue();
    assertThat(Excess.of(new double[] {1, 2, 3, 4, 5}, 4).differs()).isFalse();
  }

  @Test
  void moreComparisonsNeedMoreToBeFound() {
    double one = Excess.of(new double[] {-1, 1, 2, -2, 0}, 1).detectable();
    double four = Excess.of(new double[] {-1, 1, 2, -2, 0}, 4).detectable();
    assertThat(four).isGreaterThan(one);
    assertThat(one).isGreaterThan(2.776 * Math.sqrt(0.5));
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> Excess.of(new double[] {1, Double.NaN}, 1))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Excess.of(new double[] {1, 2}, 0)).hasMessageContaining("0 compari");
  }
}
