package finagent.sandbox.montecarlo;

import static finagent.sandbox.montecarlo.Study.assertHonest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Normal;
import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.Moments;
import finagent.sandbox.stats.StudentT;
import finagent.sandbox.vector.Lane;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Value at risk and expected shortfall of known laws, with the errors reported. */
class TailTest {
  private static final double DEGREES = 4;

  private static Reduction normal(long seed, int chunks) {
    return sample(seed, chunks, false);
  }

  private static Reduction sample(long seed, int chunks, boolean student) {
    Blocks blocks = Blocks.of(Philox.of(seed, "tail-test"));
    Reduction reduction = new Reduction(5);
    double[] x = new double[Lane.STRIDE];
    double[] y = new double[Lane.STRIDE];
    for (long c = 0; c < chunks; c++) {
      blocks.at(c * Lane.WIDTH, Lane.WIDTH, 0, 0, 0);
      if (student) {
        blocks.t(DEGREES, x, 0);
      } else {
        blocks.normals(x, 0, y, 0);
      }
      reduction.add(ChunkRow.of(c, x, Lane.WIDTH));
    }
    return reduction;
  }

  @Test
  void normalLaw() {
    double z = Normal.quantile(0.99);
    double shortfall = Normal.density(Normal.quantile(0.975)) / 0.025;
    assertHonest(z, seed -> normal(seed, 40).valueAtRisk(0.99));
    assertHonest(shortfall, seed -> normal(seed, 40).expectedShortfall(0.975));
    assertHonest(0, seed -> normal(seed, 4).mean());
    assertHonest(1, seed -> normal(seed, 20).deviation());
    assertHonest(Normal.cdf(-1.5), seed -> normal(seed, 20).below(-1.5));
  }

  /** McNeil, Frey and Embrechts (2005), equation 2.27. */
  @Test
  void studentsLaw() {
    double q = StudentT.of(DEGREES).quantile(0.99);
    double density = Math.exp(StudentT.of(DEGREES).logDensity(q));
    double shortfall = density / 0.01 * (DEGREES + q * q) / (DEGREES - 1);
    assertHonest(q, seed -> sample(seed, 40, true).valueAtRisk(0.99));
    assertHonest(shortfall, seed -> sample(seed, 80, true).expectedShortfall(0.99));
  }

  @Test
  void theErrorReportedIsThatOfTheClosedFormLaw() {
    double density = Normal.density(Normal.quantile(0.99));
    for (long seed = 0; seed < 5; seed++) {
      Estimate risk = normal(seed, 400).valueAtRisk(0.99);
      double law = Math.sqrt(0.99 * 0.01 / risk.count()) / density;
      assertThat(risk.error()).isCloseTo(law, within(0.2 * law));
    }
  }

  /** Ten years at a volatility of 16 %: the kurtosis is 8.9. */
  @Test
  void theErrorOfTheDeviationIsThatOfFatTailsToo() {
    int seeds = 200;
    double[] deviations = new double[seeds];
    double reported = 0;
    double[] x = new double[Lane.STRIDE];
    double[] y = new double[Lane.STRIDE];
    for (int seed = 0; seed < seeds; seed++) {
      Blocks blocks = Blocks.of(Philox.of(seed, "lognormal"));
      Reduction reduction = new Reduction(0);
      for (long c = 0; c < 20; c++) {
        blocks.at(c * Lane.WIDTH, Lane.WIDTH, 0, 0, 0);
        blocks.normals(x, 0, y, 0);
        Arrays.setAll(x, p -> Math.expm1(0.5 * x[p]));
        reduction.add(ChunkRow.of(c, x, Lane.WIDTH));
      }
      deviations[seed] = reduction.deviation().value();
      reported += reduction.deviation().error() / seeds;
    }
    assertThat(Moments.of(deviations).deviation()).isCloseTo(reported, within(0.2 * reported));
    assertThat(reported).isGreaterThan(1.5 * 0.6 / Math.sqrt(2 * 20 * Lane.WIDTH));
  }

  @Test
  void valuesCloserThanABinHaveTheErrorOfTheNormalLaw() {
    Blocks blocks = Blocks.of(Philox.of(1, "close"));
    double[] x = new double[Lane.STRIDE];
    blocks.at(0, Lane.WIDTH, 0, 0, 0);
    blocks.normals(x, 0, new double[Lane.STRIDE], 0);
    Arrays.setAll(x, p -> 1.5 + 1e-5 * x[p]);
    Reduction reduction = new Reduction(0);
    reduction.add(ChunkRow.of(0, x, Lane.WIDTH));
    Estimate deviation = reduction.deviation();
    assertThat(deviation.error())
        .isCloseTo(deviation.value() / Math.sqrt(2 * Lane.WIDTH), within(1e-12));
  }

  @Test
  void aShareOfNothingOrOfAllHasAnError() {
    StopRule rule = new StopRule(0.1, true, 8, 1000);
    double error = Math.sqrt(2 * 4098 / Math.pow(4100, 3));
    for (double value : new double[] {0, 1}) {
      double[] values = new double[Lane.WIDTH];
      Arrays.fill(values, value);
      Reduction reduction = new Reduction(0);
      for (long c = 0; c < 8; c++) {
        reduction.add(ChunkRow.of(c, values, Lane.WIDTH));
      }
      assertThat(reduction.share().value()).isEqualTo(value);
      assertThat(reduction.share().error()).isCloseTo(error, within(1e-15));
      assertThat(reduction.below(0.5).value()).isEqualTo(1 - value);
      assertThat(reduction.below(0.5).error()).isCloseTo(error, within(1e-15));
      assertThat(rule.stops(8, reduction.share())).isEqualTo(value == 1);
    }
  }

  /** SciPy 1.17, scipy.stats.t. */
  @Test
  void studentsDistributionHasItsKnownValues() {
    assertThat(StudentT.of(2.5).quantile(1e-6)).isCloseTo(-220.17342917823686, within(1e-9));
    assertThat(StudentT.of(4).quantile(0.01)).isCloseTo(-3.746947387979197, within(1e-12));
    assertThat(StudentT.of(30).quantile(0.3)).isCloseTo(-0.5300190039065046, within(1e-12));
    assertThat(StudentT.of(4).quantile(0.99)).isCloseTo(3.746947387979197, within(1e-12));
    assertThat(StudentT.of(4).cdf(1.7)).isCloseTo(0.917822529364975, within(1e-13));
    assertThat(StudentT.of(30).cdf(1.7)).isCloseTo(0.9502610622057416, within(1e-13));
  }
}
