package finagent.sandbox.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Normal;
import finagent.sandbox.risk.Simulation.Technique;
import finagent.sandbox.stats.StudentT;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonteCarloTest {
  private static final double LEVEL = .99;
  private static final double VOLATILITY = .02;
  private static final Exposures ONE = Exposures.of(List.of("A"), new double[] {1_000});
  private static final Covariance OF_ONE =
      Covariance.of(new double[][] {{VOLATILITY * VOLATILITY}});

  /** A lognormal position: {@code 1 - exp(-z s)}, and the mean of it beyond. */
  private static double exactVar(double s) {
    return -1_000 * Math.expm1(-Normal.quantile(LEVEL) * s);
  }

  private static double exactEs(double s) {
    double z = Normal.quantile(LEVEL);
    return 1_000 * (1 - Math.exp(s * s / 2) * Normal.cdf(-z - s) / (1 - LEVEL));
  }

  private static TailRisk one(Technique technique, int paths, long seed) {
    return MonteCarlo.of(ONE, OF_ONE, Simulation.normal(technique, paths, seed), LEVEL, 1);
  }

  @ParameterizedTest
  @EnumSource(Technique.class)
  void everyTechniqueFindsTheClosedForm(Technique technique) {
    TailRisk risk = one(technique, 100_000, 1);
    assertThat(risk.valueAtRisk().value())
        .isCloseTo(exactVar(VOLATILITY), within(3 * risk.valueAtRisk().simulationError() + 1e-9));
    assertThat(risk.expectedShortfall().value())
        .isCloseTo(
            exactEs(VOLATILITY), within(3 * risk.expectedShortfall().simulationError() + 1e-9));
    double s = VOLATILITY * Math.sqrt(10);
    TailRisk ten = MonteCarlo.of(ONE, OF_ONE, Simulation.normal(technique, 100_000, 1), LEVEL, 10);
    assertThat(ten.valueAtRisk().value())
        .isCloseTo(exactVar(s), within(3 * ten.valueAtRisk().simulationError() + 1e-9));
  }

  @ParameterizedTest
  @EnumSource(Technique.class)
  void theReportedErrorsCoverTheTruthAsOftenAsTheyShould(Technique technique) {
    Exposures book = WorkedBook.book();
    Covariance quarter = Covariance.of(WorkedBook.ANNUAL).times(.25);
    TailRisk truth =
        MonteCarlo.of(book, quarter, Simulation.normal(Technique.BOTH, 200_000, 99), LEVEL, 1);
    int coveredVar = 0;
    int coveredEs = 0;
    int seeds = 200;
    for (int seed = 0; seed < seeds; seed++) {
      TailRisk risk =
          MonteCarlo.of(book, quarter, Simulation.normal(technique, 4_000, seed), LEVEL, 1);
      coveredVar += covers(risk.valueAtRisk(), truth.valueAtRisk().value());
      coveredEs += covers(risk.expectedShortfall(), truth.expectedShortfall().value());
    }
    // 190 expected, standard deviation 3.1.
    assertThat(coveredVar).isBetween(177, 199);
    assertThat(coveredEs).isBetween(177, 199);
  }

  private static int covers(Estimate estimate, double truth) {
    return Math.abs(estimate.value() - truth) <= 1.96 * estimate.simulationError() ? 1 : 0;
  }

  @Test
  void theErrorOfPlainPathsIsThatOfTheClosedFormLaw() {
    double p = 1 - LEVEL;
    int n = 100_000;
    double z = Normal.quantile(LEVEL);
    double slope = 1_000 * VOLATILITY * Math.exp(-z * VOLATILITY);
    double law = Math.sqrt(p * (1 - p) / n) / Normal.density(z) * slope;
    assertThat(one(Technique.PLAIN, n, 3).valueAtRisk().simulationError() / law)
        .isCloseTo(1, within(.2));
  }

  @Test
  void controlAndImportanceNeedFarFewerPaths() {
    Exposures book = WorkedBook.book();
    Covariance daily = WorkedBook.daily();
    double[] error = new double[Technique.values().length];
    for (Technique technique : Technique.values()) {
      error[technique.ordinal()] =
          MonteCarlo.of(book, daily, Simulation.normal(technique, 20_000, 5), LEVEL, 1)
              .expectedShortfall()
              .simulationError();
    }
    assertThat(error[Technique.CONTROL.ordinal()]).isLessThan(error[0] / 5);
    assertThat(error[Technique.IMPORTANCE.ordinal()]).isLessThan(error[0] / 5);
    assertThat(error[Technique.BOTH.ordinal()]).isLessThan(error[0] / 20);
  }

  @Test
  void fatTailsAreDrawnJointlyWithTheStatedCovariance() {
    Covariance tiny = Covariance.of(new double[][] {{1e-12}});
    double scale = 1_000 * 1e-6 * Math.sqrt(2.0 / 4);
    for (Technique technique : Technique.values()) {
      TailRisk risk = MonteCarlo.of(ONE, tiny, new Simulation(4, technique, 100_000, 7), LEVEL, 1);
      double var = scale * StudentT.of(4).quantile(LEVEL);
      double es = scale * StudentT.of(4).shortfall(LEVEL);
      assertThat(risk.valueAtRisk().value())
          .as("%s", technique)
          .isCloseTo(var, within(3.5 * risk.valueAtRisk().simulationError() + 1e-6 * var));
      assertThat(risk.expectedShortfall().value())
          .isCloseTo(es, within(3.5 * risk.expectedShortfall().simulationError() + 1e-6 * es));
    }
    // Sums of ten t moves have ten times the variance and thinner tails than one.
    TailRisk ten =
        MonteCarlo.of(ONE, tiny, new Simulation(4, Technique.PLAIN, 50_000, 7), LEVEL, 10);
    double ratio = ten.valueAtRisk().value() / (1e-3 * Math.sqrt(10));
    assertThat(ratio)
        .isBetween(Normal.quantile(LEVEL), StudentT.of(4).quantile(LEVEL) * Math.sqrt(.5));
  }

  @Test
  void contributionsAddUpToTheShortfall() {
    Exposures book = WorkedBook.book();
    Simulation simulation = Simulation.normal(Technique.BOTH, 20_000, 5);
    Contributions parts = MonteCarlo.contributions(book, WorkedBook.daily(), simulation, .975, 1);
    TailRisk whole = MonteCarlo.of(book, WorkedBook.daily(), simulation, .975, 1);
    assertThat(parts.total()).isCloseTo(whole.expectedShortfall().value(), within(1e-6));
    assertThat(parts.at(0) / parts.total()).isCloseTo(.0121 / .03086, within(.01));
  }

  @Test
  void aPathIsTheSameWheneverItIsDrawn() {
    Simulation simulation = Simulation.normal(Technique.PLAIN, 1_000, 5);
    JointMoves moves = new JointMoves(WorkedBook.book(), WorkedBook.daily(), simulation, LEVEL, 1);
    double first = moves.profit(777);
    moves.profit(3);
    assertThat(moves.profit(777)).isEqualTo(first);
    assertThat(one(Technique.BOTH, 2_000, 1)).isEqualTo(one(Technique.BOTH, 2_000, 1));
    assertThat(one(Technique.BOTH, 2_000, 1)).isNotEqualTo(one(Technique.BOTH, 2_000, 2));
  }

  @Test
  void absurdPlansAreRefused() {
    assertThatThrownBy(() -> Simulation.normal(Technique.PLAIN, 0, 1))
        .hasMessageContaining("Invalid number of paths: 0 (must be 1000 .. 5000000");
    assertThatThrownBy(() -> Simulation.normal(Technique.PLAIN, Integer.MAX_VALUE, 1))
        .hasMessageContaining("run the sweep on a grid");
    assertThatThrownBy(() -> new Simulation(2, Technique.PLAIN, 1_000, 1))
        .hasMessageContaining("Invalid degrees of freedom: 2.0 (must be above 2");
    Simulation few = Simulation.normal(Technique.PLAIN, 1_000, 1);
    assertThatThrownBy(() -> MonteCarlo.of(ONE, OF_ONE, few, .999, 1))
        .hasMessageContaining("take at least 10000");
    assertThatThrownBy(() -> MonteCarlo.of(ONE, OF_ONE, few, .9, 0))
        .hasMessageContaining("Invalid horizon: 0");
    assertThatThrownBy(
            () -> MonteCarlo.of(ONE, OF_ONE, new Simulation(4, Technique.BOTH, 1_000, 1), .9, 5))
        .hasMessageContaining("sums of t moves have none");
  }
}
