package finagent.sandbox.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.vector.Lane;
import finagent.sandbox.vector.Passes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocksTest {
  private static final Philox RANDOM = Philox.of(7, "blocks-test");

  private static double[] row() {
    return new double[Lane.STRIDE];
  }

  /** Every kind of number, two rows each. */
  private static List<double[]> everything(Blocks blocks, long path, int lanes) {
    List<double[]> all = new ArrayList<>();
    for (int kind = 0; kind < 5; kind++) {
      double[] x = row();
      double[] y = row();
      blocks.at(path, lanes, 3, 99, kind);
      switch (kind) {
        case 0 -> blocks.uniforms(x, 0, y, 0);
        case 1 -> blocks.normals(x, 0, y, 0);
        case 2 -> blocks.inverseNormals(x, 0, y, 0);
        case 3 -> blocks.t(4.5, x, 0);
        default -> {
          blocks.normals(x, 0, y, 0);
          blocks.exp(y, 0, y, 0);
        }
      }
      all.add(Arrays.copyOf(x, lanes));
      all.add(Arrays.copyOf(y, lanes));
    }
    return all;
  }

  @Test
  void vectorsAndScalarsGiveTheSameBits() {
    for (long chunk = 0; chunk < 200; chunk++) {
      long path = (chunk << 9) + (chunk << 33);
      List<double[]> scalar = everything(Blocks.of(RANDOM, Passes.scalar()), path, 512);
      assertSame(everything(Blocks.of(RANDOM), path, 512), scalar, 0);
    }
  }

  private static void assertSame(List<double[]> part, List<double[]> whole, int from) {
    for (int k = 0; k < part.size(); k++) {
      double[] expected = Arrays.copyOfRange(whole.get(k), from, from + part.get(k).length);
      assertThat(part.get(k)).containsExactly(expected);
    }
  }

  @Test
  void aPathAloneIsThePathOfItsBlock() {
    for (Blocks blocks : List.of(Blocks.of(RANDOM), Blocks.antithetic(RANDOM))) {
      List<double[]> whole = everything(blocks, 1024, 512);
      for (int p : new int[] {0, 1, 77, 200, 511}) {
        assertSame(everything(blocks, 1024 + p, 1), whole, p);
      }
      assertSame(everything(blocks, 1024 + 101, 300), whole, 101);
    }
  }

  @Test
  void uniformsAreThoseOfPhiloxToFiftyTwoBits() {
    double[] x = row();
    double[] y = row();
    long path = (5L << 32) + 1536;
    Blocks.of(RANDOM).at(path, 512, -4, 17, 6).uniforms(x, 0, y, 0);
    for (int p = 0; p < 512; p++) {
      long first = RANDOM.bits(path + p, -4, 17, 6, false);
      long second = RANDOM.bits(path + p, -4, 17, 6, true);
      assertThat(x[p]).isEqualTo(((first >>> 12) + 0.5) * 0x1p-52);
      assertThat(y[p]).isEqualTo(((second >>> 12) + 0.5) * 0x1p-52);
    }
  }

  @Test
  void normalsAreBoxMullerOfTheirUniforms() {
    double[] u = row();
    double[] v = row();
    double[] x = row();
    double[] y = row();
    double[] e = row();
    Blocks blocks = Blocks.of(RANDOM);
    for (int step = 0; step < 100; step++) {
      blocks.at(512, 512, step, 0, 0).uniforms(u, 0, v, 0);
      blocks.normals(x, 0, y, 0);
      blocks.exp(x, 0, e, 0);
      for (int p = 0; p < 512; p++) {
        double radius = Math.sqrt(-2 * StrictMath.log(u[p]));
        double tolerance = 1.5e-15 * radius;
        assertThat(x[p]).isCloseTo(radius * StrictMath.cos(2 * Math.PI * v[p]), within(tolerance));
        assertThat(y[p]).isCloseTo(radius * StrictMath.sin(2 * Math.PI * v[p]), within(tolerance));
        assertThat(e[p]).isCloseTo(StrictMath.exp(x[p]), within(4.5e-16 * e[p]));
      }
    }
  }

  /** Roots of the normal distribution function with 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "1e-15, -7.9413453261709967713",
    "3.3e-13, -7.187475997582008926",
    "1e-11, -6.7060231554951362961",
    "1.3887943864964021e-11, -6.6579046435011035837",
    "1e-7, -5.19933758219281694",
    "0.01, -2.3263478740408410931",
    "0.0749, -1.4402382675279636631",
    "0.0751, -1.4388253927525399824",
    "0.42, -0.20189347914185089071",
    "0.5000001, 2.5066282733116483012e-7",
    "0.77, 0.73884684918521368782",
    "0.93, 1.475791028179171099"
  })
  void inverseNormalsAreAccurateToOnePartInTenToTheFifteen(double u, double expected) {
    double[] in = row();
    double[] out = row();
    in[0] = u;
    Blocks.of(RANDOM).at(0, 1, 0, 0, 0).quantiles(in, out, 0);
    assertThat(out[0]).isCloseTo(expected, within(1e-15 * Math.abs(expected)));
  }

  @Test
  void studentsTIsThatOfPhilox() {
    double[] x = row();
    for (double degrees : new double[] {0.7, 3, 40}) {
      Blocks.of(RANDOM).at(0, 512, 9, 0, 0).t(degrees, x, 0);
      for (int p = 0; p < 512; p++) {
        double expected = RANDOM.t(degrees, p, 9, 0, 0);
        assertThat(x[p]).isCloseTo(expected, within(1e-12 * Math.abs(expected) + 1e-12));
      }
    }
  }

  @Test
  void antitheticPairsMirrorEachOther() {
    double[] x = row();
    double[] y = row();
    Blocks blocks = Blocks.antithetic(RANDOM);
    blocks.at(512, 512, 0, 0, 0).normals(x, 0, y, 0);
    for (int p = 0; p < 512; p += 2) {
      assertThat(x[p + 1]).isEqualTo(-x[p]);
      assertThat(y[p + 1]).isEqualTo(-y[p]);
    }
    blocks.uniforms(x, 0, y, 0);
    for (int p = 0; p < 512; p += 2) {
      assertThat(x[p + 1]).isEqualTo(1 - x[p]);
    }
  }

  @Test
  void aBlockStaysWithinItsChunk() {
    Blocks blocks = Blocks.of(RANDOM);
    assertThatThrownBy(() -> blocks.at(500, 13, 0, 0, 0))
        .hasMessage("Invalid block: 13 paths from 500 on (must lie within one chunk of 512)");
  }
}
