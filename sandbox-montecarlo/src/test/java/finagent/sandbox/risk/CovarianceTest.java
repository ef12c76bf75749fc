package finagent.sandbox.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CovarianceTest {
  private static final double[] VOLATILITY = {.1, .2, .3};

  @Test
  void theRootTimesItselfIsTheMatrix() {
    Covariance daily = WorkedBook.daily();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double product = 0;
        for (int k = 0; k < 3; k++) {
          product += daily.root(i, k) * daily.root(j, k);
        }
        assertThat(product).isCloseTo(daily.at(i, j), within(1e-18));
      }
    }
  }

  @Test
  void correlationsThatContradictEachOtherAreRefused() {
    double[][] impossible = {{1, .9, -.9}, {.9, 1, .9}, {-.9, .9, 1}};
    assertThatThrownBy(() -> Covariance.of(VOLATILITY, impossible))
        .hasMessageContaining("not positive semi-definite")
        .hasMessageContaining("instrument 2");
    double[][] hidden = {{1, 1, 0}, {1, 1, .5}, {0, .5, 1}};
    assertThatThrownBy(() -> Covariance.of(VOLATILITY, hidden))
        .hasMessageContaining("not positive semi-definite");
  }

  @Test
  void perfectCorrelationIsAllowed() {
    double[][] one = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
    assertThat(Covariance.of(VOLATILITY, one).deviation(new double[] {1, 1, 1}))
        .isCloseTo(.6, within(1e-15));
  }

  @Test
  void badEntriesAreNamed() {
    assertThatThrownBy(() -> Covariance.of(new double[] {.1, 0}, new double[][] {{1, 0}, {0, 1}}))
        .hasMessage(
            "Invalid volatility of instrument 1: 0.0 (must be > 0; leave out what does not move)");
    assertThatThrownBy(() -> Covariance.of(new double[][] {{1, .5}, {.4, 1}}))
        .hasMessageContaining("must be symmetric");
    assertThatThrownBy(() -> Covariance.of(new double[][] {{1, Double.NaN}, {Double.NaN, 1}}))
        .hasMessageContaining("must be symmetric");
    assertThatThrownBy(() -> Covariance.of(new double[][] {{0}}))
        .hasMessage("Invalid variance of instrument 0: 0.0 (must be > 0 and finite)");
  }

  @Test
  void correlationsMoveAShareOfTheWayToOne() {
    Covariance moved = WorkedBook.daily().correlated(.7);
    double before = .006 / (.2 * .3);
    double after = moved.at(0, 1) / Math.sqrt(moved.at(0, 0) * moved.at(1, 1));
    assertThat(after).isCloseTo(before + .7 * (1 - before), within(1e-14));
    assertThat(moved.at(2, 2)).isEqualTo(WorkedBook.daily().at(2, 2));
  }

  @Test
  void aSampleCovarianceHasItsTextbookEntries() {
    History history = History.of(List.of("A", "B"), new double[] {.01, .03, -.01, .01, .03, -.04});
    Covariance sample = Covariance.sample(history);
    assertThat(sample.at(0, 0)).isCloseTo(.0004, within(1e-18));
    assertThat(sample.at(0, 1)).isCloseTo(-.0005, within(1e-18));
    assertThat(sample.at(1, 1)).isCloseTo(.0013, within(1e-18));
    History flat = History.of(List.of("A", "STALE"), new double[] {.01, 0, -.01, 0});
    assertThatThrownBy(() -> Covariance.sample(flat))
        .hasMessageContaining("Instrument 'STALE' did not move in 2 returns");
  }
}
