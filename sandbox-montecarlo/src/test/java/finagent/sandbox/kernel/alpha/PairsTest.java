package finagent.sandbox.kernel.alpha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.kernel.Drive;
import finagent.sandbox.kernel.Sample;
import finagent.sandbox.program.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairsTest {
  /** Weekdays from 2006-01-02: 22 bars in January, 20 in February, 23 in March. */
  private static final int FEBRUARY = 22;

  private static final int MARCH = 42;

  private static final int BARS = 65;
  private static final PairRules RULES = new PairRules(1, 42, List.of("A/B"), 1, 1, 2, 0.5, 4, 8);

  /** Spread of the log indices: noise around 0 until March, then what the test says. */
  private static double[][] legs(double... march) {
    double[] a = new double[BARS];
    double[] b = new double[BARS];
    double walk = 0;
    double sum = 0;
    for (int t = 0; t < BARS; t++) {
      // From March on b stands still at its mean, so that the spread alone moves z.
      walk = t < MARCH ? walk + 0.05 * Sample.noise(1, t) : sum / (MARCH - 1);
      sum += t > 0 && t < MARCH ? walk : 0;
      b[t] = StrictMath.exp(walk);
      a[t] = StrictMath.exp(walk + spread(t, march));
    }
    return new double[][] {a, b};
  }

  private static double spread(int t, double... march) {
    int k = t - MARCH;
    return k < 0 ? 0.01 * Sample.noise(2, t) : k < march.length ? 0.00287 * march[k] : 0;
  }

  private static double[][] run(PairRules rules, Layout layout, double[]... series) {
    return Drive.of(new Pairs(rules), layout, 2, Drive.column(series)).inBlocks(64);
  }

  /** Sides of the pair by bar of March: the sign of A's position. */
  private static double[] sides(PairRules rules, double... march) {
    double[][] legs = legs(march);
    double[] positions = run(rules, Drive.layout("A", "B"), legs)[0];
    double[] sides = new double[march.length];
    for (int k = 0; k < sides.length; k++) {
      sides[k] = Math.signum(positions[2 * (MARCH + k)]);
    }
    return sides;
  }

  private static PairRules maxHold(int bars) {
    return new PairRules(1, 42, List.of("A/B"), 1, 1, 2, 0.5, 4, bars);
  }

  @Test
  void opensBeyondEnterAndClosesWithinExit() {
    assertThat(sides(RULES, 0, 1.5, 2.6, 2.6, 1.2, 0.2, 1.5))
        .containsExactly(0, 0, -1, -1, -1, 0, 0);
    assertThat(sides(RULES, 0, -2.6, -1.2, 0.2)).containsExactly(0, 1, 1, 0);
  }

  @Test
  void closesWhenTheSpreadChangesSides() {
    assertThat(sides(RULES, 0, 2.6, -1.5, -1.5)).containsExactly(0, -1, 0, 0);
  }

  @Test
  void aStopLastsUntilTheNextFormation() {
    assertThat(sides(RULES, 0, 2.6, 6, 2.6, 0, 2.6)).containsExactly(0, -1, 0, 0, 0, 0);
  }

  @Test
  void isNotOpenedBeyondTheStop() {
    assertThat(sides(RULES, 0, 6, 2.6)).containsExactly(0, 0, -1);
  }

  @Test
  void afterMaxHoldTheSpreadMustComeBackFirst() {
    assertThat(sides(maxHold(2), 0, 2.6, 2.6, 2.6, 2.6, 1, 2.6))
        .containsExactly(0, -1, -1, 0, 0, 0, -1);
  }

  @Test
  void eachOpenPairHasGrossOneInTheHedgeRatio() {
    double[][] out = run(RULES, Drive.layout("A", "B"), legs(0, 2.6));
    double a = out[0][2 * (MARCH + 1)];
    double b = out[0][2 * (MARCH + 1) + 1];
    assertThat(Math.abs(a) + Math.abs(b)).isCloseTo(1, within(1e-15));
    assertThat(a).isNegative();
    assertThat(b).isPositive();
    assertThat(-b / a).isCloseTo(1, within(0.1));
  }

  @Test
  void bothLegsShareAGroupFromTheBarTheyFirstMove() {
    double[] groups = run(RULES, Drive.layout("A", "B"), legs(0, 2.6, 2.6, 0, 0, 0))[1];
    for (int k = 0; k < 6; k++) {
      double wanted = k == 0 ? 0 : 1;
      assertThat(groups[2 * (MARCH + k)]).isEqualTo(wanted);
      assertThat(groups[2 * (MARCH + k) + 1]).isEqualTo(wanted);
    }
  }

  @Test
  void aLegThatIsGoneNoLongerHoldsTheOtherBack() {
    double[][] legs = legs(0, 2.6, 2.6, 2.6);
    Arrays.fill(legs[1], MARCH + 2, BARS, Double.NaN);
    double[] groups = run(RULES, Drive.layout("A", "B"), legs)[1];
    assertThat(Arrays.copyOfRange(groups, 2 * (MARCH + 1), 2 * (MARCH + 4)))
        .as("open, closed because B is gone, and after")
        .containsExactly(1, 1, 1, 1, 0, 0);
  }

  @Test
  void pairsAFormationClosesStillHangTogether() {
    // A jumps above B after the formation of February and stays there; so March has it at its mean.
    PairRules often = new PairRules(1, 20, List.of("A/B"), 1, 1, 2, 0.5, 1e6, 99);
    double[][] legs = new double[2][BARS];
    double walk = 0;
    for (int t = 0; t < BARS; t++) {
      walk += 0.05 * Sample.noise(1, t);
      double apart = t < FEBRUARY + 2 ? 0.01 * Sample.noise(2, t) : 0.02;
      legs[0][t] = StrictMath.exp(walk + apart);
      legs[1][t] = StrictMath.exp(walk);
    }
    double[][] out = run(often, Drive.layout("A", "B"), legs);
    assertThat(out[0][2 * (MARCH - 1)]).as("open to the end of February").isNotZero();
    assertThat(out[0][2 * MARCH]).as("closed by the formation of March").isZero();
    assertThat(Arrays.copyOfRange(out[1], 2 * (MARCH - 1), 2 * (MARCH + 3)))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void opensOnlyWhenBothLegsMayBeTraded() {
    double[] mask = new double[2 * BARS];
    Arrays.fill(mask, 1);
    mask[2 * (MARCH + 1) + 1] = 0;
    double[] positions =
        Drive.of(new Pairs(RULES), Drive.layout("A", "B"), 2, Drive.column(legs(0, 2.6, 2.6)), mask)
            .inBlocks(64)[0];
    assertThat(positions[2 * (MARCH + 1)]).isZero();
    assertThat(positions[2 * (MARCH + 2)]).isNegative();
  }

  @Test
  void aLegThatIsGoneClosesThePair() {
    double[][] legs = legs(0, 2.6, 2.6, 2.6);
    Arrays.fill(legs[1], MARCH + 2, BARS, Double.NaN);
    double[] positions = run(RULES, Drive.layout("A", "B"), legs)[0];
    assertThat(positions[2 * (MARCH + 1)]).isNegative();
    assertThat(positions[2 * (MARCH + 2)]).isZero();
  }

  @Test
  void thereIsNoFormationWithoutAFullWindow() {
    double[][] legs = legs(0, 2.6);
    legs[0][1] = Double.NaN;
    double[] positions = run(RULES, Drive.layout("A", "B"), legs)[0];
    assertThat(Arrays.stream(positions).filter(x -> x != 0).count()).isZero();
  }

  @Test
  void candidatesShareASectorUnlessNobodyHasOne() {
    PairRules all = new PairRules(1, 42, List.of(), 1, 5, 2, 0.5, 4, 8);
    double[][] legs = legs(0, 2.6);
    List<String> ids = List.of("A", "B");
    assertThat(run(all, Drive.layout(ids, Map.of("A", "bank", "B", "oil")), legs)[0])
        .containsOnly(0);
    assertThat(run(all, Drive.layout(ids, Map.of("A", "bank")), legs)[0]).containsOnly(0);
    assertThat(run(all, Drive.layout(ids, Map.of("A", "bank", "B", "bank")), legs)[0])
        .contains(0, 0)
        .isNotEqualTo(new double[2 * BARS]);
    assertThat(run(all, Drive.layout(ids, Map.of()), legs)[0]).isNotEqualTo(new double[2 * BARS]);
  }

  @Test
  void pairsThatHangTogetherShareOneGroup() {
    double[][] legs = legs(0, 2.6);
    double[] c = legs[1].clone();
    for (int t = 0; t < BARS; t++) {
      c[t] *= StrictMath.exp(t < MARCH ? 0.001 * Sample.noise(9, t) : 0);
    }
    PairRules two = new PairRules(1, 42, List.of("A/B", "A/C"), 1, 2, 2, 0.5, 4, 8);
    double[] groups = run(two, Drive.layout("C", "A", "B"), legs[1], legs[0], c)[1];
    int at = 3 * (MARCH + 1);
    assertThat(Arrays.copyOfRange(groups, at, at + 3)).containsExactly(1, 1, 1);
  }

  @Test
  void refusesPairsItCannotFind() {
    PairRules list = new PairRules(1, 42, List.of("A/X"), 1, 1, 2, 0.5, 4, 8);
    assertThatThrownBy(() -> new Pairs(list).open(Drive.layout("A", "B")))
        .hasMessage("Pair 'A/X' names 'X', which the data does not have; it has [A, B]");
    assertThatThrownBy(() -> new PairRules(1, 42, List.of("AX"), 1, 1, 2, 0.5, 4, 8))
        .hasMessage("Invalid pair: 'AX' (write two instruments as A/B)");
    assertThatThrownBy(() -> new PairRules(1, 42, List.of(), 1, 1, 2, 2, 4, 8))
        .hasMessageContaining("exit 2.0, enter 2.0");
  }
}
