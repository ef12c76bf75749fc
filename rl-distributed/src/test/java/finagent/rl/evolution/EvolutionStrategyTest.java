package finagent.rl.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.evolution.EvolutionStrategy.Evaluation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionStrategyTest {
  private static final float[] BEST = {1, -2, 0.5f};

  private static double score(float[] x) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum -= (x[k] - BEST[k]) * (x[k] - BEST[k]);
    }
    return sum;
  }

  private static List<Evaluation> round(EvolutionStrategy es, float[] centre, long round) {
    List<Evaluation> made = new ArrayList<>();
    for (int pair = 0; pair < es.pairs(); pair++) {
      double plus = score(es.candidate(centre, round, pair, true));
      made.add(new Evaluation(pair, plus, score(es.candidate(centre, round, pair, false))));
    }
    return made;
  }

  @Test
  void scoresBecomeCentredRanksAndEqualsShareThem() {
    double lowest = Double.NEGATIVE_INFINITY;
    assertThat(EvolutionStrategy.shaped(new double[] {10, lowest, 7, 1e9, 8}))
        .containsExactly(0.25, -0.5, -0.25, 0.5, 0);
    assertThat(EvolutionStrategy.shaped(new double[] {3, 1, 3})).containsExactly(0.25, -0.5, 0.25);
    assertThat(EvolutionStrategy.shaped(new double[] {4, 4})).containsExactly(0, 0);
  }

  @Test
  void aPairStandsOnBothSidesOfTheCentre() {
    EvolutionStrategy es = new EvolutionStrategy(3, 0.1, 0.1, 5);
    float[] plus = es.candidate(BEST, 2, 1, true);
    float[] minus = es.candidate(BEST, 2, 1, false);
    for (int k = 0; k < BEST.length; k++) {
      assertThat((plus[k] + minus[k]) / 2).isCloseTo(BEST[k], within(1e-6f));
      assertThat(plus[k]).isNotEqualTo(minus[k]);
    }
    assertThat(es.candidate(BEST, 2, 2, true)).isNotEqualTo(plus);
    assertThat(es.candidate(BEST, 3, 1, true)).isNotEqualTo(plus);
  }

  /** One pair: ranks 1/2 and -1/2, so the step is rate / (2 deviation) x noise to the better. */
  @Test
  void oneRoundWorkedByHand() {
    EvolutionStrategy es = new EvolutionStrategy(1, 0.5, 0.2, 7);
    float[] centre = {0, 0};
    float[] plus = es.candidate(centre, 0, 0, true);
    float[] moved = es.update(centre, 0, List.of(new Evaluation(0, 3, 2)));
    float[] back = es.update(centre, 0, List.of(new Evaluation(0, 2, 3)));
    for (int k = 0; k < 2; k++) {
      float noise = plus[k] / 0.5f;
      assertThat(moved[k]).isCloseTo(0.2f / (2 * 0.5f) * noise, within(1e-6f));
      assertThat(back[k]).isEqualTo(-moved[k]);
    }
  }

  @Test
  void theOrderInWhichScoresComeBackChangesNoBit() {
    EvolutionStrategy es = new EvolutionStrategy(20, 0.1, 0.1, 1);
    List<Evaluation> scored = round(es, BEST, 4);
    List<Evaluation> turned = new ArrayList<>(scored);
    Collections.reverse(turned);
    assertThat(es.update(BEST, 4, turned)).isEqualTo(es.update(BEST, 4, scored));
  }

  @Test
  void itClimbsAHillItKnowsOnlyByScores() {
    EvolutionStrategy es = new EvolutionStrategy(20, 0.1, 0.02, 3);
    float[] centre = new float[3];
    for (int k = 0; k < 200; k++) {
      centre = es.update(centre, k, round(es, centre, k));
    }
    assertThat(score(new float[3])).isEqualTo(-5.25);
    assertThat(score(centre)).isGreaterThan(-0.05);
  }

  @Test
  void aRoundWithHolesDoublesOrNonsenseIsRefused() {
    EvolutionStrategy es = new EvolutionStrategy(2, 0.1, 0.1, 1);
    Evaluation first = new Evaluation(0, 1, 2);
    assertThatThrownBy(() -> es.update(BEST, 0, List.of(first)))
        .hasMessageContaining("1 of 2 pairs");
    assertThatThrownBy(() -> es.update(BEST, 0, List.of(first, first)))
        .hasMessageContaining("Pair 0 is unknown or scored twice");
    assertThatThrownBy(() -> new Evaluation(1, Double.NaN, 0)).hasMessageContaining("worst score");
    assertThatThrownBy(() -> es.candidate(BEST, 0, 2, true)).hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> new EvolutionStrategy(0, 0.1, 0.1, 1))
        .hasMessageContaining("Invalid evolution: 0 pairs");
  }
}
