package finagent.rl.env;

import static finagent.rl.env.LinearQuadraticTrading.OPTIMAL_OF_POSITION;
import static finagent.rl.env.LinearQuadraticTrading.OPTIMAL_OF_SIGNAL;
import static finagent.rl.env.LinearQuadraticTrading.OPTIMAL_RETURN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.algorithm.Evaluator;
import finagent.rl.algorithm.Policy;
import org.junit.jupiter.api.Test;

class LinearQuadraticTradingTest {
  private static final Evaluator JUDGE = Evaluator.standard(LinearQuadraticTrading::of);

  private static Policy linear(double ofPosition, double ofSignal) {
    return (seen, action) -> action[0] = (ofPosition * seen[0] + ofSignal * seen[1]) / 3;
  }

  /** Expected return of y = k x + l f without limits, from the second moments of x and f. */
  private static double expected(double k, double l) {
    double xx = 0;
    double xf = 0;
    double ff = 0;
    double sum = 0;
    for (int t = 0; t < 200; t++) {
      double yy = k * k * xx + 2 * k * l * xf + l * l * ff;
      double yf = k * xf + l * ff;
      double yx = k * xx + l * xf;
      sum += yf - 0.5 * yy - 5 * (yy - 2 * yx + xx);
      xx = yy;
      xf = 0.9 * yf;
      ff = 0.81 * ff + 0.25;
    }
    return sum;
  }

  @Test
  void theOptimumSolvesRiccatisEquationAtADiscountOf99Percent() {
    double curvature = 0;
    double slope = 0;
    for (int k = 0; k < 5000; k++) {
      double q = 11 + 0.99 * curvature;
      double u = 1 + 0.9 * 0.99 * slope;
      curvature = 10 - 100 / q;
      slope = 10 * u / q;
    }
    double q = 11 + 0.99 * curvature;
    assertThat(10 / q).isCloseTo(OPTIMAL_OF_POSITION, within(1e-6));
    assertThat((1 + 0.9 * 0.99 * slope) / q).isCloseTo(OPTIMAL_OF_SIGNAL, within(1e-6));
    assertThat(expected(OPTIMAL_OF_POSITION, OPTIMAL_OF_SIGNAL))
        .isCloseTo(OPTIMAL_RETURN, within(1e-4));
  }

  @Test
  void theOptimalPolicyEarnsWhatItShould() {
    Evaluator.Score score = JUDGE.judge(linear(OPTIMAL_OF_POSITION, OPTIMAL_OF_SIGNAL));
    assertThat(score.mean()).isCloseTo(OPTIMAL_RETURN, within(3 * score.standardError()));
    assertThat(score.standardError()).isLessThan(2);
  }

  @Test
  void noPolicyOfAGridBeatsIt() {
    Policy best = linear(OPTIMAL_OF_POSITION, OPTIMAL_OF_SIGNAL);
    for (double k : new double[] {0.5, 0.65, 0.73, 0.8, 0.95}) {
      for (double l : new double[] {0, 0.1, 0.21, 0.3, 0.5}) {
        Evaluator.Score gain = JUDGE.compare(linear(k, l), best);
        assertThat(gain.mean()).isLessThan(3 * gain.standardError());
        double loss = expected(k, l) - OPTIMAL_RETURN;
        assertThat(loss).isLessThan(0.07);
        if (k < 0.9 && l < 0.25) {
          // Bolder policies would hold more than 3, which the formula allows and the world not.
          assertThat(gain.mean())
              .isCloseTo(loss, within(0.02 * Math.abs(loss) + 4 * gain.standardError()));
        }
      }
    }
  }
}
