package finagent.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import finagent.sandbox.risk.Covariance;
import finagent.sandbox.risk.Exposures;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReverseStressTest {
  private static final Covariance ANNUAL =
      Covariance.of(new double[][] {{.04, .006, .012}, {.006, .09, .018}, {.012, .018, .16}});

  private static Exposures book(double... weights) {
    return Exposures.ofWeights(List.of("A", "B", "C"), weights, 1_000_000);
  }

  @Test
  void theWorkedBookLosesAQuarterLikeThis() {
    ReverseStress stress = ReverseStress.of(book(.5, .3, .2), ANNUAL, 250_000);
    assertThat(stress.at(0)).isCloseTo(-.19604666, within(5e-9));
    assertThat(stress.at(1)).isCloseTo(-.27219702, within(5e-9));
    assertThat(stress.at(2)).isCloseTo(-.35158782, within(5e-9));
    assertThat(stress.distance()).isCloseTo(.25 / Math.sqrt(.03086), within(1e-12));
    assertThat(book(.5, .3, .2).profit(stress.toArray(), 0)).isCloseTo(-250_000, within(1e-6));
  }

  @Test
  void noOtherShockWithThatLossIsNearer() {
    Exposures book = book(.5, .3, .2);
    ReverseStress stress = ReverseStress.of(book, ANNUAL, 250_000);
    Philox random = Philox.of(1, "reverse");
    for (int k = 0; k < 200; k++) {
      double[] other = stress.toArray();
      for (int i = 0; i < 3; i++) {
        other[i] += .05 * random.normal(k, i, 0, 0);
      }
      other[0] += (-250_000 - book.profit(other, 0)) / book.money(0);
      assertThat(distance(other)).isGreaterThan(stress.distance());
    }
  }

  private static double distance(double[] shock) {
    double[] z = new double[3];
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      z[i] = shock[i];
      for (int j = 0; j < i; j++) {
        z[i] -= ANNUAL.root(i, j) * z[j];
      }
      z[i] /= ANNUAL.root(i, i);
      sum += z[i] * z[i];
    }
    return Math.sqrt(sum);
  }

  @Test
  void noInstrumentFallsByMoreThanEverything() {
    ReverseStress stress = ReverseStress.of(book(.5, .3, .2), ANNUAL, 800_000);
    assertThat(stress.held(2)).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(stress.at(i)).isGreaterThanOrEqualTo(-1);
    }
    assertThat(book(.5, .3, .2).profit(stress.toArray(), 0)).isCloseTo(-800_000, within(1e-6));
    assertThat(stress.distance()).isGreaterThan(.8 / Math.sqrt(.03086));
    assertThatThrownBy(() -> ReverseStress.of(book(.5, .3, .2), ANNUAL, 1_000_001))
        .hasMessageContaining("the book is long 1000000.0 and cannot lose more");
    assertThatThrownBy(() -> ReverseStress.of(book(.5, .3, .2), ANNUAL, 0))
        .hasMessage("Invalid loss: 0.0 (must be > 0 and finite)");
  }

  @Test
  void shortsLoseWhenPricesRise() {
    ReverseStress stress = ReverseStress.of(book(-.5, 0, 0), ANNUAL, 100_000);
    assertThat(stress.at(0)).isCloseTo(.2, within(1e-12));
    assertThat(stress.at(1)).isCloseTo(.2 * .006 / .04, within(1e-12));
  }
}
