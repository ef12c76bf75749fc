package finagent.sandbox.kernel.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.kernel.Drive;
import finagent.sandbox.program.Layout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PortfoliosTest {
  private static final double NONE = Double.NaN;
  private static final Layout FIVE = Drive.layout("A", "B", "C", "D", "E");
  private static final double[] ALL = {1, 1, 1, 1, 1};

  @Test
  void equalWeightGivesEachNameTheSame() {
    double[] score = {2, -1, 0, NONE, 0.1};
    double third = 1.0 / 3;
    assertThat(Drive.once(SignWeights.equal(true), FIVE, score, ALL))
        .containsExactly(third, -third, 0, 0, third);
    assertThat(Drive.once(SignWeights.equal(false), FIVE, score, ALL))
        .containsExactly(0.5, 0, 0, 0, 0.5);
  }

  @Test
  void equalWeightLeavesOutWhoIsNotInTheMask() {
    assertThat(Drive.once(SignWeights.equal(true), FIVE, ALL, new double[] {1, 0, 1, 0, NONE}))
        .containsExactly(0.5, 0, 0.5, 0, 0);
  }

  @Test
  void inverseVolWeighsByOneOverSigma() {
    double[] score = {1, -1, 1, 1, 1};
    double[] sigma = {0.01, 0.02, NONE, 0, 0.04};
    // 100, 50, -, -, 25 out of 175.
    assertThat(Drive.once(SignWeights.inverseVol(true), FIVE, score, ALL, sigma))
        .containsExactly(new double[] {100 / 175.0, -50 / 175.0, 0, 0, 25 / 175.0}, within(1e-15));
  }

  @Test
  void nothingToHoldIsNothingHeld() {
    double[] none = {NONE, NONE, NONE, NONE, NONE};
    assertThat(Drive.once(SignWeights.equal(true), FIVE, none, ALL)).containsExactly(0, 0, 0, 0, 0);
    assertThat(Drive.once(new RankLongShort(0.4, 0.4, 0.5, false), FIVE, none, ALL, ALL))
        .containsExactly(0, 0, 0, 0, 0);
  }

  @Test
  void rankLongShortHoldsTheEnds() {
    double[] score = {5, 1, 3, 2, 4};
    assertThat(Drive.once(new RankLongShort(0.4, 0.2, 0.5, false), FIVE, score, ALL, ALL))
        .containsExactly(0.25, -0.5, 0, 0, 0.25);
  }

  @Test
  void rankLongShortBreaksTiesById() {
    double[] score = {1, 1, 1, 1, 1};
    assertThat(Drive.once(new RankLongShort(0.4, 0.4, 1, false), FIVE, score, ALL, ALL))
        .containsExactly(0.5, 0.5, 0, -0.5, -0.5);
    assertThat(
            Drive.once(
                new RankLongShort(0.4, 0.4, 1, false),
                Drive.layout("E", "D", "C", "B", "A"),
                score,
                ALL,
                ALL))
        .containsExactly(-0.5, -0.5, 0, 0.5, 0.5);
  }

  @Test
  void aSideOfLessThanOneNameIsEmpty() {
    double[] score = {5, 1, 3, 2, 4};
    assertThat(Drive.once(new RankLongShort(0.2, 0.19, 0.5, false), FIVE, score, ALL, ALL))
        .containsExactly(0.5, 0, 0, 0, 0);
  }

  @Test
  void theShareIsNotLostToRounding() {
    double[] score = new double[100];
    double[] mask = new double[100];
    String[] ids = new String[100];
    for (int i = 0; i < 100; i++) {
      ids[i] = "I" + (100 + i);
      score[i] = i;
      mask[i] = 1;
    }
    // 0.29 x 100 is 28.999999999999996 in doubles.
    double[] weights =
        Drive.once(new RankLongShort(0.29, 0, 0.5, false), Drive.layout(ids), score, mask, mask);
    assertThat(Arrays.stream(weights).filter(w -> w > 0).count()).isEqualTo(29);
  }

  @Test
  void rankLongShortByVolatilityKeepsEachSidesGross() {
    double[] score = {5, 1, 3, 2, 4};
    double[] sigma = {0.01, 0.02, NONE, 0.04, 0.03};
    // C does not count: of 4, two a side. Longs A 100, E 33.3; shorts B 50, D 25.
    assertThat(Drive.once(new RankLongShort(0.5, 0.5, 0.5, true), FIVE, score, ALL, sigma))
        .containsExactly(new double[] {0.375, -1 / 3.0, 0, -1 / 6.0, 0.125}, within(1e-15));
  }

  @Test
  void perPairGivesEachPairItsGross() {
    double[] pairs = {0.5, -0.5, 0, 0.4, -0.6};
    double[] groups = {2, 2, 0, 4, 4};
    double[][] out = Drive.of(new PerPair(0.05, 1, true), FIVE, 2, pairs, groups).inBlocks(1);
    assertThat(out[0]).containsExactly(new double[] {0.025, -0.025, 0, 0.02, -0.03}, within(1e-17));
    assertThat(out[1]).containsExactly(groups);
    assertThat(Drive.of(new PerPair(0.05, 1, false), FIVE, 2, pairs, groups).inBlocks(1)[1])
        .containsExactly(0, 0, 0, 0, 0);
  }

  @Test
  void perPairStaysWithinItsWholeGross() {
    double[] pairs = {0.5, -0.5, NONE, 0.4, -0.6};
    double[] weights = Drive.of(new PerPair(0.6, 1, true), FIVE, 2, pairs, ALL).inBlocks(1)[0];
    assertThat(weights).containsExactly(new double[] {0.25, -0.25, 0, 0.2, -0.3}, within(1e-16));
  }

  @Test
  void refusesSharesThatOverlap() {
    assertThatThrownBy(() -> new RankLongShort(0.6, 0.5, 0.5, false))
        .hasMessage("Invalid shares: long 0.6, short 0.5 (must be >= 0 and at most 1 together)");
    assertThatThrownBy(() -> new RankLongShort(0.5, 0.5, 0, false))
        .hasMessage("Invalid grossPerSide: 0.0 (must be > 0)");
    assertThatThrownBy(() -> new PerPair(0, 1, true)).hasMessageContaining("0.0 per pair");
  }
}
