package finagent.sandbox.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Normal;
import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.Moments;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametricTest {
  private static double[] normals(int n, long seed, double deviation) {
    Philox random = Philox.of(seed, "parametric-test");
    return IntStream.range(0, n).mapToDouble(t -> deviation * random.normal(t, 0, 0, 0)).toArray();
  }

  @Test
  void theWorkedBookHasItsWorkedRisk() {
    Exposures book = WorkedBook.book();
    TailRisk var99 = Parametric.normal(book, WorkedBook.daily(), .99, 1);
    assertThat(var99.valueAtRisk().value()).isCloseTo(25_743.78, within(.005));
    assertThat(var99.valueAtRisk().simulationError()).isZero();
    assertThat(var99.valueAtRisk().estimationError()).isNaN();
    TailRisk es975 = Parametric.normal(book, WorkedBook.daily(), .975, 1);
    assertThat(es975.expectedShortfall().value()).isCloseTo(25_870.54, within(.005));
  }

  @Test
  void threefoldVolatilityIsThreefoldRisk() {
    TailRisk risk = Parametric.normal(WorkedBook.book(), WorkedBook.daily().times(9), .99, 1);
    assertThat(risk.valueAtRisk().value()).isCloseTo(77_231.35, within(.005));
  }

  @Test
  void aCrashCostsEachInstrumentItsBeta() {
    assertThat(WorkedBook.book().profit(new double[] {1.2, .8, 1}, -.2))
        .isCloseTo(-208_000, within(1e-6));
    assertThat(WorkedBook.book().profit(new double[] {10, 0, 0}, -.2)).isEqualTo(-500_000);
  }

  @Test
  void fourSessionsAreTwiceTheRiskOfOne() {
    double one =
        Parametric.normal(WorkedBook.book(), WorkedBook.daily(), .99, 1).valueAtRisk().value();
    double four =
        Parametric.normal(WorkedBook.book(), WorkedBook.daily(), .99, 4).valueAtRisk().value();
    assertThat(four).isCloseTo(2 * one, within(1e-9));
  }

  /** What is backtested is what is reported, whatever the book earned on the way. */
  @Test
  void profitsAloneGiveWhatTheirCovarianceGives() {
    double[] returns = normals(600, 3, .01);
    for (int k = 0; k < returns.length; k++) {
      returns[k] += .005;
    }
    History history = History.of(WorkedBook.IDS, returns);
    double[] profits = history.profits(WorkedBook.book());
    TailRisk whole =
        Parametric.normal(WorkedBook.book(), Covariance.sample(history), .975, 5)
            .knownWithin(Moments.of(profits).relativeError());
    TailRisk alone = Parametric.normal(profits, .975, 5);
    assertThat(alone.valueAtRisk().value()).isCloseTo(whole.valueAtRisk().value(), within(1e-6));
    assertThat(alone.expectedShortfall().value())
        .isCloseTo(whole.expectedShortfall().value(), within(1e-6));
    assertThat(alone.valueAtRisk().estimationError())
        .isCloseTo(whole.valueAtRisk().estimationError(), within(1e-6));
  }

  /** Of fat tails too: those of t(8) have kurtosis 4.5, which makes it a third larger. */
  @ParameterizedTest
  @ValueSource(doubles = {8, 1e6})
  void theEstimationErrorHasTheSizeOfTheScatterOverSamples(double degrees) {
    int samples = 400;
    double[] estimates = new double[samples];
    double reported = 0;
    double scale = .01 * Math.sqrt((degrees - 2) / degrees);
    for (int k = 0; k < samples; k++) {
      Philox random = Philox.of(k, "parametric-test");
      double[] profits =
          IntStream.range(0, 500).mapToDouble(t -> scale * random.t(degrees, t, 0, 0, 0)).toArray();
      Estimate estimate = Parametric.normal(profits, .99, 1).valueAtRisk();
      estimates[k] = estimate.value();
      reported += estimate.estimationError() / samples;
    }
    assertThat(reported / Moments.of(estimates).deviation()).isCloseTo(1, within(.15));
    assertThat(Moments.of(estimates).mean()).isCloseTo(.01 * Normal.quantile(.99), within(2e-4));
  }

  @Test
  void withoutSkewOrExcessTheBentQuantileIsTheNormalOne() {
    CornishFisher plain = new CornishFisher(.001, .02, 0, 0);
    assertThat(plain.valueAtRisk(.99)).isCloseTo(.02 * Normal.quantile(.99) - .001, within(1e-15));
    double k = Normal.density(Normal.quantile(.975)) / .025;
    assertThat(plain.shortfall(.975)).isCloseTo(.02 * k - .001, within(1e-14));
    assertThat(plain.notes()).isEmpty();
  }

  @Test
  void theBentQuantileAndItsTailMeanAgreeWithQuadrature() {
    // mpmath: the expansion at z(0.01), and its integral over the normal tail over 0.01.
    CornishFisher bent = new CornishFisher(0, 1, -.4, 1.5);
    assertThat(bent.valueAtRisk(.99)).isCloseTo(2.910941722793727, within(1e-12));
    assertThat(bent.shortfall(.99)).isCloseTo(3.697110477509686, within(1e-12));
    assertThat(new CornishFisher(0, 1, -2, 1).notes().get(0)).contains("outside the domain");
  }

  @Test
  void fatTailsCostMoreThanTheNormalLawSays() {
    Philox random = Philox.of(9, "fat");
    double[] fat = IntStream.range(0, 5_000).mapToDouble(t -> random.t(4, t, 0, 0, 0)).toArray();
    TailRisk t = Parametric.studentT(fat, .99);
    assertThat(t.valueAtRisk().value())
        .isCloseTo(3.747, within(3 * t.valueAtRisk().estimationError()));
    assertThat(t.valueAtRisk().estimationError()).isBetween(.03, .2);
    assertThat(t.expectedShortfall().value())
        .isCloseTo(5.221, within(3 * t.expectedShortfall().estimationError()));
    assertThat(Parametric.normal(fat, .995, 1).valueAtRisk().value())
        .isLessThan(Parametric.studentT(fat, .995).valueAtRisk().value());
    assertThat(Parametric.cornishFisher(fat, .99, 1).valueAtRisk().estimationError()).isPositive();
  }

  @Test
  void aBookThatCannotMoveIsRefusedNotGivenARiskOfZero() {
    assertThatThrownBy(() -> Parametric.normal(new double[100], .99, 1))
        .hasMessageContaining("do not differ (volatility 0)");
    Covariance twins = Covariance.of(new double[][] {{1, 1}, {1, 1}});
    Exposures hedged = Exposures.of(java.util.List.of("A", "B"), new double[] {1, -1});
    assertThatThrownBy(() -> Parametric.normal(hedged, twins, .99, 1))
        .hasMessageContaining("hedged completely");
    assertThatThrownBy(() -> Parametric.normal(new double[] {1, Double.NaN}, .99, 1))
        .hasMessageContaining("Invalid profit in row 1: NaN");
    assertThatThrownBy(() -> Parametric.normal(new double[] {1, 2}, 99, 1))
        .hasMessage("Invalid level: 99.0 (must be above 0.5 and below 1, e.g. 0.99)");
  }
}
