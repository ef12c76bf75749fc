package finagent.sandbox.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values computed with 40 digits (erfc and its root). */
class NormalTest {
  @ParameterizedTest
  @CsvSource({
    "-0.1, 0.46017216272297101853",
    "-0.5, 0.30853753872598689636",
    "-1, 0.15865525393145705141",
    "-1.25, 0.10564977366685525769",
    "-1.3, 0.096800484585610333152",
    "-2, 0.0227501319481792072",
    "-3.7, 0.00010779973347738833694",
    "-6, 9.865876450376981407e-10",
    "-12.5, 3.7325642988777133772e-36",
    "-30, 4.9067139271481870595e-198",
    "0, 0.5",
    "0.7, 0.75803634777692698525",
    "1.96, 0.97500210485177956586"
  })
  void distributionIsAccurateToTheLastDigits(double x, double expected) {
    assertThat(Normal.cdf(x)).isCloseTo(expected, within(2e-15 * expected));
    assertThat(Normal.upper(-x)).isEqualTo(Normal.cdf(x));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-300, -37.047096299361199237",
    "1e-20, -9.2623400897984075796",
    "1e-5, -4.2648907939228246102",
    "0.02, -2.0537489106318230443",
    "0.3, -0.52440051270804081597",
    "0.6, 0.25334710313579974132",
    "0.975, 1.9599639845400538556"
  })
  void quantileIsAccurateToTheLastDigits(double p, double expected) {
    assertThat(Normal.quantile(p)).isCloseTo(expected, within(5e-16 * Math.abs(expected)));
  }

  @Property(tries = 300)
  void quantileUndoesTheDistribution(@ForAll @DoubleRange(min = -36, max = 5) @Scale(12) double x) {
    double p = Normal.cdf(x);
    double tolerance = 4e-15 * p / Normal.density(x) + 1e-15 * Math.abs(x);
    assertThat(Normal.quantile(p)).isCloseTo(x, within(tolerance));
  }

  @Property(tries = 100)
  void distributionNeverFalls(
      @ForAll @DoubleRange(min = -8, max = 8) @Scale(12) double x,
      @ForAll @DoubleRange(min = 1e-9, max = 1) @Scale(12) double step) {
    assertThat(Normal.cdf(x + step)).isGreaterThanOrEqualTo(Normal.cdf(x));
  }

  @Test
  void endsAreInfiniteAndOutsideThereIsNothing() {
    assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Normal.quantile(-0.1)).isNaN();
    assertThat(Normal.quantile(Double.NaN)).isNaN();
    assertThat(Normal.cdf(Double.NaN)).isNaN();
    assertThat(Normal.cdf(-50)).isZero();
    assertThat(Normal.cdf(50)).isEqualTo(1);
  }
}
