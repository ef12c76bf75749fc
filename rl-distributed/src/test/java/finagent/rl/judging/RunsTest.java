package finagent.rl.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import org.junit.jupiter.api.Test;

class RunsTest {
  /** scipy.stats.trim_mean(x, 0.25) where a quarter is a whole number of runs. */
  @Test
  void theInterquartileMeanLeavesOutTheOuterQuarters() {
    assertThat(Runs.of(8, 1, 2, 3, 4, 5, 6, 1000).iqm()).isCloseTo(4.5, within(1e-12));
    assertThat(Runs.of(1, 2, 3).iqm()).isCloseTo((0.25 * 1 + 2 + 0.25 * 3) / 1.5, within(1e-12));
    assertThat(Runs.of(new double[][] {{1, 9}, {2, 3}}).median()).isEqualTo(2.5);
    assertThat(Runs.of(7).iqm()).isEqualTo(7);
  }

  /** A 95 % interval of the mean of the middle half of normals holds 0 in about 95 % of samples. */
  @Test
  void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
    Philox draws = Philox.of(5, "test");
    int held = 0;
    for (int sample = 0; sample < 100; sample++) {
      double[][] scores = new double[2][20];
      for (int k = 0; k < 40; k++) {
        scores[k / 20][k % 20] = draws.normal(sample, k, 0, 0);
      }
      Runs.Interval interval = Runs.of(scores).iqm(sample);
      held += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }
    assertThat(held).isBetween(87, 100);
  }

  @Test
  void theChanceOfImprovementCountsPairs() {
    Runs better = Runs.of(new double[][] {{2, 4}, {1, 1}});
    Runs worse = Runs.of(new double[][] {{1, 3}, {1, 1}});
    assertThat(better.improvement(worse)).isCloseTo((0.75 + 0.5) / 2, within(1e-12));
    assertThat(better.improvement(worse) + worse.improvement(better)).isCloseTo(1, within(1e-12));
    Runs.Interval interval = better.improvement(worse, 1);
    assertThat(interval.low()).isLessThan(interval.value());
    assertThat(interval.high()).isGreaterThan(interval.value());
  }

  /** A bootstrap of one run a task draws that run again: a width of 0 would be no certainty. */
  @Test
  void aChanceFromOneRunASideHasNoInterval() {
    Runs one = Runs.of(new double[][] {{2}, {1}});
    Runs other = Runs.of(new double[][] {{1}, {3}});
    Runs.Interval chance = one.improvement(other, 1);
    assertThat(chance.value()).isEqualTo(0.5);
    assertThat(chance.low()).isNaN();
    assertThat(chance.high()).isNaN();
    Runs two = Runs.of(new double[][] {{1, 3}, {3}});
    assertThat(one.improvement(two, 1).low()).isEqualTo(0);
    assertThat(two.improvement(one, 1).high()).isEqualTo(1);
  }

  @Test
  void oneRunHasNoIntervalAndNoNumberIsRefused() {
    assertThat(Runs.of(3).median(1).low()).isNaN();
    assertThatThrownBy(() -> Runs.of(1, Double.NaN)).hasMessageContaining("score of NaN");
    assertThatThrownBy(() -> Runs.of(1).improvement(Runs.of(new double[][] {{1}, {2}})))
        .hasMessageContaining("1 tasks here, 2 there");
  }
}
