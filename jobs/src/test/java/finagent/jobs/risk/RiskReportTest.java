package finagent.jobs.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import finagent.sandbox.risk.Covariance;
import finagent.sandbox.risk.Estimate;
import finagent.sandbox.risk.Exposures;
import finagent.sandbox.risk.History;
import finagent.sandbox.risk.Parametric;
import finagent.sandbox.stats.Moments;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskReportTest {
  private static final Exposures BOOK =
      Exposures.of(List.of("A", "B"), new double[] {600_000, 400_000});

  /** Independent normal returns of 1 % and 2 % a session. */
  private static History history(int rows) {
    Philox random = Philox.of(1, "risk-report-test");
    double[] returns = new double[2 * rows];
    for (int k = 0; k < returns.length; k++) {
      returns[k] = (1 + k % 2) * 0.01 * random.normal(0, k / 2, k % 2, 0);
    }
    return History.of(List.of("A", "B"), returns);
  }

  private static Question question(int window, int horizon) {
    return new Question(0.99, horizon, window, 20_000, 5, 1);
  }

  @Test
  void allMethodsFindTheRiskThatWasPutIn() {
    RiskReport report = RiskReport.of(BOOK, history(3_000), question(2_000, 1));
    // z(0.99) x sqrt((600,000 x 1 %)^2 + (400,000 x 2 %)^2) = 2.326348 x 10,000
    for (Method method : report.methods()) {
      double slack = method.method().equals("filtered-ewma") ? 0.4 : 0.15;
      assertThat(method.valueAtRisk().value())
          .as(method.method())
          .isCloseTo(23_263.48, within(slack * 23_263.48));
    }
    assertThat(report.tested()).extracting(Tested::sessions).hasSize(4).containsOnly(1_000);
    assertThat(report.tested().get(0).shortfall().statistic()).isBetween(-1.0, 1.0);
    assertThat(report.tested().get(0).shortfall().probability()).isGreaterThan(0.01);
    assertThat(report.tested().get(0).kupiec().probability()).isGreaterThan(0.01);
  }

  private static double normal(double[] returns, int from, int rows) {
    double[] past = Arrays.copyOfRange(returns, 2 * from, 2 * (from + rows));
    Covariance covariance = Covariance.sample(History.of(List.of("A", "B"), past));
    return Parametric.normal(BOOK, covariance, 0.95, 1).valueAtRisk().value();
  }

  /** On a book that earned a third of a deviation each session: mean 0, as it is reported. */
  @Test
  void theNormalForecastThatIsTestedIsTheOneThatIsReported() {
    Philox random = Philox.of(2, "risk-report-test");
    double[] returns = new double[2 * 700];
    for (int k = 0; k < returns.length; k++) {
      returns[k] = 0.01 * (0.3 + random.normal(0, k / 2, k % 2, 0));
    }
    History all = History.of(List.of("A", "B"), returns);
    RiskReport report = RiskReport.of(BOOK, all, new Question(0.95, 1, 300, 1_000, 5, 1));
    assertThat(report.methods().get(0).method()).isEqualTo("normal");
    assertThat(report.methods().get(0).valueAtRisk().value()).isEqualTo(normal(returns, 400, 300));
    double[] profits = all.profits(BOOK);
    int hits = 0;
    for (int t = 300; t < profits.length; t++) {
      hits += profits[t] < -normal(returns, t - 300, 300) ? 1 : 0;
    }
    assertThat(report.tested().get(0).method()).isEqualTo("normal");
    assertThat(report.tested().get(0).exceedances()).isEqualTo(hits).isPositive();
  }

  /** Of t(8) profits: their kurtosis makes the error a third larger than that of normal ones. */
  @Test
  void fatTailsMakeTheDeviationLessWellKnown() {
    Philox random = Philox.of(4, "risk-report-test");
    double[] returns = new double[2 * 2_000];
    for (int k = 0; k < returns.length; k++) {
      returns[k] = 0.01 * random.t(8, k / 2, 0, 0, 0);
    }
    History history = History.of(List.of("A", "B"), returns);
    RiskReport report = RiskReport.of(BOOK, history, question(2_000, 1));
    double known = Moments.of(history.profits(BOOK)).relativeError();
    assertThat(known).isGreaterThan(1.15 / Math.sqrt(2 * 2_000));
    for (String name : List.of("normal", "monte-carlo", "monte-carlo-t")) {
      Method method =
          report.methods().stream().filter(m -> m.method().equals(name)).findFirst().orElseThrow();
      for (Estimate risk : List.of(method.valueAtRisk(), method.expectedShortfall())) {
        assertThat(risk.estimationError() / risk.value()).as(name).isCloseTo(known, within(1e-12));
      }
    }
  }

  @Test
  void aShortHistoryIsUsedAndSaid() {
    RiskReport report = RiskReport.of(BOOK, history(90), question(500, 1));
    assertThat(report.sessions()).isEqualTo(90);
    assertThat(report.notes())
        .anyMatch(note -> note.startsWith("the window is 90 sessions, not 500"))
        .anyMatch(note -> note.startsWith("filtered-garch left out"))
        .anyMatch(note -> note.startsWith("historical left out: 90 profits have no worst 1"))
        .anyMatch(note -> note.startsWith("no backtest"));
    assertThat(report.tested()).isEmpty();
  }

  @Test
  void questionsWithoutAnAnswerAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RiskReport.of(BOOK, history(90), question(500, 100)))
        .withMessageContaining("A horizon of 100 sessions is longer than the history");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> question(500, 501))
        .withMessageContaining("Invalid horizon: 501");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RiskReport.of(
                    BOOK, History.of(List.of("A", "B"), new double[200]), question(60, 1)))
        .withMessageContaining("volatility");
  }
}
