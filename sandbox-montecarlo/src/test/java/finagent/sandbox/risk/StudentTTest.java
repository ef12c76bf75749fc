package finagent.sandbox.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.StudentT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values: mpmath 1.3 with 30 digits. */
class StudentTTest {
  @ParameterizedTest
  @CsvSource({
    "2.5, 0.01, -5.3531111730308743",
    "2.5, 0.3, -0.59730773825231749",
    "2.5, 1e-8, -1389.2275830275381",
    "4, 0.01, -3.7469473879791968",
    "4, 0.025, -2.7764451051977943",
    "4, 1e-8, -131.59473694062355",
    "7.3, 0.025, -2.3450667365477036",
    "30, 0.01, -2.4572615424005914",
    "1000, 0.025, -1.9623390808264085",
    "1000, 1e-8, -5.6579123376791052"
  })
  void quantilesAgreeWithThirtyDigits(double degrees, double p, double expected) {
    StudentT t = StudentT.of(degrees);
    assertThat(t.quantile(p) / expected).isCloseTo(1, within(1e-12));
    assertThat(t.quantile(1 - p)).isCloseTo(-expected, within(1e-6 * -expected));
    assertThat(t.cdf(expected) / p).isCloseTo(1, within(1e-11));
  }

  @Test
  void oneDegreeIsCauchyAndTwoHaveAClosedForm() {
    assertThat(StudentT.of(1).cdf(-1)).isCloseTo(.25, within(1e-14));
    assertThat(StudentT.of(1).density(0)).isCloseTo(1 / Math.PI, within(1e-14));
    double x = -1.7;
    assertThat(StudentT.of(2).cdf(x)).isCloseTo(.5 + x / (2 * Math.sqrt(2 + x * x)), within(1e-14));
    assertThat(StudentT.of(5).quantile(.5)).isZero();
  }

  @Test
  void shortfallsAgreeWithThirtyDigits() {
    assertThat(StudentT.of(4).shortfall(.975)).isCloseTo(3.993557022712851, within(1e-11));
    assertThat(StudentT.of(3).shortfall(.99)).isCloseTo(7.003082036242112, within(1e-11));
    assertThatThrownBy(() -> StudentT.of(1).shortfall(.99))
        .hasMessageContaining("1.0 degrees of freedom is infinite");
    assertThatThrownBy(() -> StudentT.of(Double.NaN)).hasMessageContaining("must be > 0");
  }

  @Test
  void aFitFindsTheDegreesItWasDrawnFrom() {
    Philox random = Philox.of(3, "fit");
    double[] values = new double[20_000];
    for (int t = 0; t < values.length; t++) {
      values[t] = 1 + 2 * random.t(5, t, 0, 0, 0);
    }
    FittedT fit = FittedT.of(values);
    assertThat(fit.degrees()).isCloseTo(5, within(.5));
    assertThat(fit.scale()).isCloseTo(2, within(.04));
    assertThat(fit.location()).isCloseTo(1, within(.05));
  }
}
