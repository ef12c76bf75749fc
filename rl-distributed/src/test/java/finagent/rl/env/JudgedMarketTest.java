package finagent.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.algorithm.Evaluator.Score;
import org.junit.jupiter.api.Test;

class JudgedMarketTest {
  private static final int BARS = 2001;

  /** Each step of holding weight times signal over seeds 0-9: log growth, or simple return. */
  private static Score followed(JudgedMarket market, double weight, double cost, boolean log) {
    double[] all = new double[10 * (BARS - 1)];
    double[] seen = new double[2];
    int at = 0;
    for (int seed = 0; seed < 10; seed++) {
      Environment env = market.world(seed, cost, BARS).open(1);
      env.reset(0);
      while (!env.truncated()) {
        env.observe(seen);
        double reward = env.step(new double[] {weight * seen[0]});
        all[at++] = log ? reward : StrictMath.expm1(reward);
      }
    }
    assertThat(at).isEqualTo(all.length);
    return Score.of(all);
  }

  @Test
  void followingThePlantedSignalEarnsWhatTheFormulaSays() {
    JudgedMarket market = new JudgedMarket(BARS, 0.004, 0.01, 0.1);
    assertThat(market.bestWeight()).isEqualTo(1);
    Score score = followed(market, 1, 0, true);
    assertThat(score.standardError()).isLessThan(1e-4);
    assertThat(score.mean()).isCloseTo(market.growth(1), within(3 * score.standardError()));
  }

  /** The signal turns every tenth bar; then twice the equity is traded, at 5 basis points. */
  @Test
  void costsTakeTheirShareWheneverTheSignalTurns() {
    JudgedMarket market = new JudgedMarket(BARS, 0.004, 0.01, 0.1);
    double gross = followed(market, 1, 0, true).mean();
    double net = followed(market, 1, 0.0005, true).mean();
    assertThat(gross - net).isBetween(0.9e-4, 1.3e-4);
  }

  @Test
  void theBestWeightIsKellys() {
    JudgedMarket market = new JudgedMarket(BARS, 0.0005, 0.03, 0.1);
    double best = market.bestWeight();
    assertThat(best).isCloseTo(0.0005 / (0.0009 - 2.5e-7), within(1e-12));
    assertThat(market.growth(best)).isGreaterThan(market.growth(best + 0.01));
    assertThat(market.growth(best)).isGreaterThan(market.growth(best - 0.01));
  }

  /** Three standard errors are 2.2 basis points a bar: an edge twice as large would be found. */
  @Test
  void aMartingalePaysNobody() {
    Score score = followed(JudgedMarket.martingale(BARS), 1, 0, false);
    assertThat(score.standardError()).isLessThan(7.5e-5);
    assertThat(score.mean()).isCloseTo(0, within(3 * score.standardError()));
  }

  @Test
  void aMarketWithoutNoiseIsRefused() {
    assertThatThrownBy(() -> new JudgedMarket(BARS, 0.02, 0.01, 0.1))
        .hasMessageContaining("edge 0.02, noise 0.01");
  }
}
