package finagent.sandbox.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.kernel.Drive;
import finagent.sandbox.kernel.Sample;
import finagent.sandbox.program.Layout;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class RiskTest {
  private static final double NONE = Double.NaN;
  private static final double FREE = Double.POSITIVE_INFINITY;
  private static final Layout FOUR =
      Drive.layout(
          List.of("A", "B", "C", "D"), Map.of("A", "bank", "B", "bank", "C", "oil", "D", "oil"));

  private static double[] limit(Limits limits, double... weights) {
    return Drive.once(limits, FOUR, weights);
  }

  @Example
  void aNameIsClipped() {
    assertThat(limit(new Limits(FREE, FREE, 0.1, FREE), 0.3, -0.2, 0.05, NONE))
        .containsExactly(0.1, -0.1, 0.05, 0);
  }

  @Example
  void aSectorIsScaled() {
    assertThat(limit(new Limits(FREE, FREE, FREE, 0.4), 0.5, -0.3, 0.1, 0.2))
        .containsExactly(new double[] {0.25, -0.15, 0.1, 0.2}, within(1e-16));
  }

  @Example
  void whoHasNoKnownSectorIsNotCapped() {
    Limits limits = new Limits(FREE, FREE, FREE, 0.4);
    Layout half = Drive.layout(List.of("A", "B", "C", "D"), Map.of("A", "bank", "B", "bank"));
    assertThat(Drive.once(limits, half, new double[] {0.5, -0.3, 0.5, 0.3}))
        .containsExactly(new double[] {0.25, -0.15, 0.5, 0.3}, within(1e-16));
    assertThat(Drive.once(limits, Drive.layout("A", "B"), new double[] {0.5, 0.3}))
        .containsExactly(0.5, 0.3);
  }

  @Example
  void theLargerSideGivesWayToTheNetLimit() {
    // Longs 0.9, shorts 0.4; at net 0.1 the longs may be 0.5.
    assertThat(limit(new Limits(FREE, 0.1, FREE, FREE), 0.6, -0.4, 0.3, 0))
        .containsExactly(new double[] {0.6 * 5 / 9, -0.4, 0.3 * 5 / 9, 0}, within(1e-16));
    assertThat(limit(new Limits(FREE, 0, FREE, FREE), -0.6, 0.3, 0, 0))
        .containsExactly(new double[] {-0.3, 0.3, 0, 0}, within(1e-16));
  }

  @Example
  void grossIsScaledLast() {
    assertThat(limit(new Limits(1, FREE, FREE, FREE), 1, -0.5, 0.5, 0))
        .containsExactly(0.5, -0.25, 0.25, 0);
  }

  @Example
  void withoutLimitsNothingChanges() {
    assertThat(limit(new Limits(FREE, FREE, FREE, FREE), 1, -0.5, 3, 0))
        .containsExactly(1, -0.5, 3, 0);
  }

  @Property(tries = 200)
  void allLimitsHoldTogether(
      @ForAll @DoubleRange(min = 0.1, max = 2) double gross,
      @ForAll @DoubleRange(min = 0, max = 0.5) double net,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double name,
      @ForAll @DoubleRange(min = 0.05, max = 1) double sector,
      @ForAll @LongRange(max = 1000) long seed) {
    double[] weights = new double[4];
    for (int i = 0; i < 4; i++) {
      weights[i] = 3 * Sample.noise(seed, i);
    }
    double[] w = limit(new Limits(gross, net, name, sector), weights);
    double sum = 0;
    double all = 0;
    for (int i = 0; i < 4; i++) {
      assertThat(Math.abs(w[i])).isLessThanOrEqualTo(name);
      assertThat(w[i] * weights[i]).isNotNegative();
      assertThat(Math.abs(w[i])).isLessThanOrEqualTo(Math.abs(weights[i]));
      sum += w[i];
      all += Math.abs(w[i]);
    }
    assertThat(all).isLessThanOrEqualTo(gross + 1e-12);
    assertThat(Math.abs(sum)).isLessThanOrEqualTo(net + 1e-12);
    assertThat(Math.abs(w[0]) + Math.abs(w[1])).isLessThanOrEqualTo(sector + 1e-12);
    assertThat(Math.abs(w[2]) + Math.abs(w[3])).isLessThanOrEqualTo(sector + 1e-12);
  }

  @Example
  void volTargetScalesByTheVolatilityOfThePaperPortfolio() {
    // Half in A. Its returns 0.1, -0.1, 0.1: paper 0.05, -0.05, 0.05.
    double[] index = {1, 1.1, 0.99, 1.089};
    double[] weights = {0.5, 0.5, 0.5, 0.5};
    double[] out = Drive.once(new VolTarget(0.5, 2, 10), Drive.layout("A"), weights, index);
    double annual = Math.sqrt(2 * 0.05 * 0.05) * Math.sqrt(252);
    assertThat(out[0]).isZero();
    assertThat(out[1]).isZero();
    assertThat(out[2]).isCloseTo(0.5 * 0.5 / annual, within(1e-12));
    assertThat(out[3]).isCloseTo(0.5 * 0.5 / annual, within(1e-12));
  }

  @Example
  void volTargetIsCapped() {
    double[] index = {1, 1.001, 1.002, 1.0035};
    double[] weights = {1, 1, 1, NONE};
    assertThat(Drive.once(new VolTarget(0.5, 2, 2), Drive.layout("A"), weights, index))
        .containsExactly(0, 0, 2, 0);
  }

  @Example
  void barsWithoutPositionsTeachNothingAboutVolatility() {
    double[] index = {1, 1, 1, 1.1, 0.99, 1.089};
    double[] weights = {0, NONE, 0.5, 0.5, 0.5, 0.5};
    double[] out = Drive.once(new VolTarget(0.5, 2, 10), Drive.layout("A"), weights, index);
    assertThat(out[2]).isZero();
    assertThat(out[3]).isZero();
    assertThat(out[4]).isPositive();
  }

  @Example
  void refusesWhatIsNoLimit() {
    assertThatThrownBy(() -> new Limits(0, 1, 1, 1)).hasMessageContaining("gross 0.0");
    assertThatThrownBy(() -> new VolTarget(0.1, 1, 2)).hasMessageContaining("window 1");
    assertThatThrownBy(() -> new DrawdownGuard(0, 5)).hasMessageContaining("limit 0.0");
  }
}
