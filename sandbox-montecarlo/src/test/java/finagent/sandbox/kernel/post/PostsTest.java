package finagent.sandbox.kernel.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.kernel.Drive;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Layout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostsTest {
  private static final double NONE = Double.NaN;
  private static final Layout FIVE =
      Drive.layout(
          List.of("A", "B", "C", "D", "E"),
          Map.of("A", "bank", "B", "bank", "C", "oil", "D", "oil", "E", "gas"));

  private static double[] post(Kernel kernel, double... score) {
    return Drive.once(kernel, FIVE, score, new double[] {1, 1, 1, 1, 1});
  }

  private static double[] masked(Kernel kernel, double... score) {
    return Drive.once(kernel, FIVE, score, new double[] {1, 1, 1, 1, 0});
  }

  @Test
  void winsorizePullsTheExtremesToTheirNeighbours() {
    assertThat(post(new Winsorize(0.2), 9, 1, 2, 3, -50)).containsExactly(3, 1, 2, 3, 1);
    assertThat(post(new Winsorize(0.19), 9, 1, 2, 3, -50)).containsExactly(9, 1, 2, 3, -50);
    assertThat(post(new Winsorize(0.4), 9, 1, 2, 3, -50)).containsExactly(2, 2, 2, 2, 2);
  }

  @Test
  void zscoreHasMeanZeroAndSampleDeviationOne() {
    // 1, 2, 3, 4, 5: mean 3, sample variance 10/4.
    double[] z = post(new ZScore(), 1, 2, 3, 4, 5);
    double sd = Math.sqrt(2.5);
    assertThat(z)
        .containsExactly(new double[] {-2 / sd, -1 / sd, 0, 1 / sd, 2 / sd}, within(1e-15));
  }

  @Test
  void zscoreOfEqualScoresIsZero() {
    assertThat(post(new ZScore(), 0.1, 0.1, 0.1, 0.1, NONE)).containsExactly(0, 0, 0, 0, NONE);
    assertThat(post(new ZScore(), 7, NONE, NONE, NONE, NONE))
        .containsExactly(0, NONE, NONE, NONE, NONE);
  }

  @Test
  void ranksAreEvenlySpreadAndTiesShare() {
    assertThat(post(new Rank(), 10, 30, 20, 50, 40)).containsExactly(-1, 0, -0.5, 1, 0.5);
    assertThat(post(new Rank(), 10, 10, 20, 20, 20)).containsExactly(-0.75, -0.75, 0.5, 0.5, 0.5);
    assertThat(post(new Rank(), 5, NONE, NONE, NONE, NONE))
        .containsExactly(0, NONE, NONE, NONE, NONE);
    assertThat(post(new Rank(), 0.0, -0.0, 0.0, -0.0, 1))
        .containsExactly(-0.25, -0.25, -0.25, -0.25, 1);
  }

  @Test
  void neutralizingTakesTheSectorMeanOff() {
    assertThat(post(new NeutralizeSector(), 1, 3, 10, 40, 7)).containsExactly(-1, 1, -15, 15, 0);
    assertThat(post(new NeutralizeSector(), 1, NONE, 10, 40, 7))
        .containsExactly(0, NONE, -15, 15, 0);
  }

  @Test
  void whoIsOutOfTheMaskOrHasNoFiniteScoreDoesNotCount() {
    double infinite = Double.POSITIVE_INFINITY;
    assertThat(masked(new Rank(), 1, 2, 3, infinite, 99)).containsExactly(-1, 0, 1, NONE, NONE);
    assertThat(masked(new ZScore(), 1, 2, 3, NONE, 99)).containsExactly(-1, 0, 1, NONE, NONE);
    assertThat(masked(new Winsorize(0.34), 1, 2, 30, NONE, 99))
        .containsExactly(2, 2, 2, NONE, NONE);
    assertThat(masked(new NeutralizeSector(), 1, 3, 30, infinite, 99))
        .containsExactly(-1, 1, 0, NONE, NONE);
  }

  @Test
  void anEmptySessionIsEmpty() {
    for (Kernel kernel :
        List.of(new Rank(), new ZScore(), new Winsorize(0.1), new NeutralizeSector())) {
      assertThat(post(kernel, NONE, NONE, NONE, NONE, NONE))
          .containsExactly(NONE, NONE, NONE, NONE, NONE);
    }
  }

  @Test
  void combineWeighsScoresInTheOrderOfTheirNames() {
    double[] mom = {1, 2, NONE, 4, 5};
    double[] rev = {10, NONE, 30, 40, 50};
    double[] sum = Drive.once(new Combine(List.of("rev=0.25", "mom=2")), FIVE, mom, rev);
    assertThat(sum).containsExactly(4.5, NONE, NONE, 18, 22.5);
  }

  @Test
  void aScoreOfWeightZeroMayBeMissing() {
    double[] mom = {1, 2, 3, 4, 5};
    double[] rev = {NONE, NONE, NONE, NONE, NONE};
    assertThat(Drive.once(new Combine(List.of("mom=1", "rev=0")), FIVE, mom, rev))
        .containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void combineRefusesWeightsThatDoNotFit() {
    double[] mom = {1, 2, 3, 4, 5};
    assertThatThrownBy(() -> Drive.once(new Combine(List.of("a=1", "b=1")), FIVE, mom))
        .hasMessageContaining("1 scores with 2 weights");
    assertThatThrownBy(() -> new Combine(List.of("a=1", "a=2")))
        .hasMessageContaining("'a' is named twice");
    assertThatThrownBy(() -> new Combine(List.of("a"))).hasMessageContaining("'a'");
    assertThatThrownBy(() -> new Combine(List.of("a=x"))).hasMessageContaining("'a=x'");
    assertThatThrownBy(() -> new Combine(List.of("a=NaN"))).hasMessageContaining("finite");
  }

  @Test
  void winsorizeRefusesHalfOfTheScores() {
    assertThatThrownBy(() -> new Winsorize(0.5))
        .hasMessage("Invalid share: 0.5 (must be >= 0 and < 0.5)");
  }
}
