package finagent.sandbox.montecarlo;

import static finagent.sandbox.montecarlo.Study.assertHonest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Normal;
import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.StudentT;
import finagent.sandbox.vector.Lane;
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
