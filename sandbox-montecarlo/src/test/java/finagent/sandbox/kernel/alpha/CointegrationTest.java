package finagent.sandbox.kernel.alpha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Normal;
import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reference values from Python: statsmodels 0.15.0, {@code coint(a, b, trend="c", maxlag=1,
 * autolag=None)}, {@code mackinnonp(t, "c", 2)}, {@code mackinnoncrit(2, "c", 251)}; SciPy's {@code
 * norm.cdf}.
 */
class CointegrationTest {
  private static final int N = 252;

  /** A random walk b and a = 0.3 + 1.4 b + u, with u autoregressive, all exact in 64 bits. */
  private static double[][] walk(double rho) {
    double[] b = new double[N];
    double[] a = new double[N];
    double u = 0;
    a[0] = 0.3;
    for (int t = 1; t < N; t++) {
      long k = t + 1;
      double e = (k * 40503 % 65536) / 65536.0 - 0.5;
      double f = ((k * k * 30011 + k * 7919) % 65536) / 65536.0 - 0.5;
      b[t] = b[t - 1] + e * 0.02;
      u = rho * u + f * 0.02;
      a[t] = 0.3 + 1.4 * b[t] + u;
    }
    return new double[][] {centred(a), centred(b)};
  }

  private static double[] centred(double[] x) {
    double mean = Arrays.stream(x).sum() / x.length;
    return Arrays.stream(x).map(v -> v - mean).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, -7.954343617558349, 3.9339484883464556e-11, 1.2019965460911952",
    "0.9, -2.890801764271729, 0.13849476477701939, 1.057473898772043",
    "0.97, -1.4727630505630194, 0.7714874256442386, 1.1206973062328227",
    "1.0, -1.394910240726172, 0.7992525509458566, 1.401021788275005"
  })
  void engleGrangerAgreesWithStatsmodels(double rho, double tau, double p, double beta) {
    double[][] walk = walk(rho);
    EngleGranger test = EngleGranger.test(walk[0], walk[1]);
    assertThat(test.beta()).isCloseTo(beta, Percentage.withPercentage(1e-8));
    assertThat(test.tau()).isCloseTo(tau, Percentage.withPercentage(1e-7));
    assertThat(MacKinnon.pValue(test.tau())).isCloseTo(p, Percentage.withPercentage(1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "-19, 0",
    "-6, 1.6234924812268292e-06",
    "-4, 0.00718130705505248",
    "-3.3, 0.05473481458507781",
    "-2.62, 0.2296596033101832",
    "-2.61, 0.23282006550147893",
    "-1, 0.902847226038779",
    "0, 0.9859002580259643",
    "0.9, 0.9939524645785258",
    "1, 1"
  })
  void pValuesAreMacKinnons(double tau, double p) {
    assertThat(MacKinnon.pValue(tau)).isCloseTo(p, within(1e-12 * p));
  }

  @Test
  void criticalValuesAreMacKinnons() {
    assertThat(MacKinnon.critical(1, 251)).isCloseTo(-3.9406052338851767, within(1e-14));
    assertThat(MacKinnon.critical(5, 251)).isCloseTo(-3.360581327756702, within(1e-14));
    assertThat(MacKinnon.critical(10, 251)).isCloseTo(-3.0613903850732527, within(1e-14));
    assertThatThrownBy(() -> MacKinnon.critical(2, 251))
        .hasMessage("Invalid size of a test: 2 % (must be 1, 5 or 10)");
  }

  @Test
  void theTwoSourcesAgreeOnWhatFivePercentIs() {
    assertThat(MacKinnon.pValue(MacKinnon.critical(5, 1_000_000))).isCloseTo(0.05, within(0.0005));
    assertThat(MacKinnon.pValue(MacKinnon.critical(1, 1_000_000))).isCloseTo(0.01, within(0.0005));
  }

  @ParameterizedTest
  @CsvSource({
    "-8, 6.22096057427174e-16",
    "-3, 0.0013498980316300933",
    "-2.5, 0.006209665325776132",
    "-1, 0.15865525393145707",
    "0, 0.5",
    "0.5, 0.6914624612740131",
    "2.4, 0.9918024640754038",
    "2.6, 0.9953388119762813",
    "5, 0.9999997133484281"
  })
  void theNormalDistributionIsAccurate(double x, double p) {
    assertThat(Normal.cdf(x)).isCloseTo(p, within(2e-13 * p));
  }

  @Test
  void aSeriesIsNotCointegratedWithItself() {
    double[] a = walk(1)[0];
    assertThat(EngleGranger.test(a, a).tau()).isNaN();
  }

  @Test
  void falseDiscoveriesAreControlledAsPublished() {
    // Benjamini and Hochberg 1995, section 3.2: of 15 p-values at rate 0.05 the first four.
    double[] p = {
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0000
    };
    assertThat(FalseDiscovery.threshold(p, 0.05)).isEqualTo(0.0095);
    assertThat(FalseDiscovery.threshold(new double[] {0.5, 0.9}, 0.05)).isEqualTo(-1);
    assertThat(FalseDiscovery.threshold(new double[0], 0.05)).isEqualTo(-1);
  }
}
