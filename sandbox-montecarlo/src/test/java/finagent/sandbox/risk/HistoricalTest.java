package finagent.sandbox.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Normal;
import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.Moments;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoricalTest {
  @Test
  void ofAHundredProfitsTheWorstFiveArePickedByHand() {
    double[] profits = IntStream.rangeClosed(1, 100).mapToDouble(k -> k - 50.0).toArray();
    TailRisk risk = Historical.of(profits, .95);
    assertThat(risk.valueAtRisk().value()).isEqualTo(45);
    assertThat(risk.expectedShortfall().value()).isCloseTo(47, within(1e-12));
    // 1.5 profits: the worst and half of the next.
    assertThat(Historical.of(profits, .985).expectedShortfall().value())
        .isCloseTo((49 + 48 / 2.0) / 1.5, within(1e-9));
  }

  @Test
  void theErrorsAreThoseOfTheClosedFormLaw() {
    int n = 20_000;
    int samples = 60;
    double p = .01;
    double z = Normal.quantile(.99);
    double varLaw = Math.sqrt(p * (1 - p) / n) / Normal.density(z);
    double[] shortfalls = new double[samples];
    double varError = 0;
    double esError = 0;
    for (int k = 0; k < samples; k++) {
      Philox random = Philox.of(k, "historical-test");
      double[] profits =
          IntStream.range(0, n).mapToDouble(t -> random.normal(t, 0, 0, 0)).toArray();
      TailRisk risk = Historical.of(profits, .99);
      varError += risk.valueAtRisk().estimationError() / samples;
      esError += risk.expectedShortfall().estimationError() / samples;
      shortfalls[k] = risk.expectedShortfall().value();
    }
    assertThat(varError / varLaw).isCloseTo(1, within(.1));
    assertThat(esError / Moments.of(shortfalls).deviation()).isCloseTo(1, within(.3));
    assertThat(Moments.of(shortfalls).mean()).isCloseTo(Normal.density(z) / p, within(.02));
  }

  @Test
  void overlappingHorizonsSumProfitsAndSayHowLittleTheyKnow() {
    TailRisk risk = Historical.of(new double[] {-1, -2, 3, -4, 5, 1, 2, -3}, .75, 2);
    // Sums: -3 1 -1 1 6 3 -1; the worst quarter of 7 is 1.75 of them.
    assertThat(risk.valueAtRisk().value()).isEqualTo(1);
    assertThat(risk.expectedShortfall().value()).isCloseTo((3 + .75) / 1.75, within(1e-12));
    assertThat(risk.notes()).containsExactly("7 overlapping windows hold only 4 independent ones");
  }

  @Test
  void aTailWithoutProfitsIsRefused() {
    assertThatThrownBy(() -> Historical.of(new double[] {1, 2, 3}, .99))
        .hasMessageContaining("3 profits have no worst")
        .hasMessageContaining("needs at least 100");
    assertThatThrownBy(() -> Historical.of(new double[] {1, 2, 3}, .6, 4))
        .hasMessageContaining("Invalid horizon: 4 sessions; the history has 3");
  }

  @Test
  void contributionsAddUpToTheTotal() {
    Philox random = Philox.of(4, "contributions");
    double[] returns =
        IntStream.range(0, 900).mapToDouble(k -> .01 * random.normal(k, 0, 0, 0)).toArray();
    History history = History.of(WorkedBook.IDS, returns);
    Exposures book = WorkedBook.book();
    double[] profits = history.profits(book);
    TailRisk whole = Historical.of(profits, .975);
    assertThat(Contributions.shortfall(book, history, .975).total())
        .isCloseTo(whole.expectedShortfall().value(), within(1e-8));
    assertThat(Contributions.valueAtRisk(book, history, .975).total())
        .isCloseTo(whole.valueAtRisk().value(), within(1e-8));
  }

  @Test
  void normalContributionsAddUpAndFollowTheirFormula() {
    Exposures book = WorkedBook.book();
    Contributions parts = Contributions.valueAtRisk(book, WorkedBook.daily(), .99, 1);
    assertThat(parts.total()).isCloseTo(25_743.78, within(.005));
    // w_i (C w)_i / w'Cw = .0121, .01008, .00868 over .03086.
    assertThat(parts.at(0) / parts.total()).isCloseTo(.0121 / .03086, within(1e-12));
    assertThat(parts.at(2) / parts.total()).isCloseTo(.00868 / .03086, within(1e-12));
    assertThat(Contributions.shortfall(book, WorkedBook.daily(), .975, 1).total())
        .isCloseTo(25_870.54, within(.005));
  }

  @Test
  void historiesAndBooksMustMatch() {
    History history = History.of(List.of("A"), new double[] {.1, -.1});
    assertThatThrownBy(() -> history.profits(WorkedBook.book()))
        .hasMessageContaining("both must list the same instruments");
    assertThatThrownBy(() -> History.of(List.of("A"), new double[] {.1, -1.1}))
        .hasMessageContaining("Invalid return of 'A' in row 1: -1.1");
    assertThatThrownBy(() -> Exposures.of(List.of("A"), new double[] {0}))
        .hasMessageContaining("holds nothing");
  }
}
