package finagent.sandbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final int BARS = 200;
  private static final int WIDTH = 9;
  private static final double CAPITAL = 1e6;
  private static final Account ACCOUNT =
      Account.plain(CAPITAL).with(new Account.Costs(1e-4, 0.001, 1, 2e-4, 0.1, 0.01, 0, 0, 0.02));

  /** The toy market with sectors, a cash rate, a benchmark (the mean instrument) and a dividend. */
  private static Panel market(Map<String, String> sectors) {
    Panel toy = Toys.panel(BARS, WIDTH);
    double[] close = toy.bars().columns().get("close");
    double[] benchmark = new double[BARS];
    for (int t = 1; t < BARS; t++) {
      for (int i = 0; i < WIDTH; i++) {
        benchmark[t] += (close[t * WIDTH + i] / close[(t - 1) * WIDTH + i] - 1) / WIDTH;
      }
    }
    double[] rate = new double[BARS];
    Arrays.fill(rate, 0.03);
    return Panel.of(
        "toy",
        toy.bars(),
        Actions.of(List.of(new Actions.Action(90, 4, "I004", Actions.Kind.DIVIDEND, 0.5))),
        sectors,
        Map.of("benchmark", benchmark, "cash-rate", rate),
        List.of());
  }

  private static Trader run(Panel panel) {
    Backtest backtest =
        Backtest.open(
            Toys.program(ACCOUNT, false),
            Toys.kernels(),
            panel,
            Interpreter.noFeatures(panel),
            Journal.Detail.TRADES);
    backtest.run();
    return backtest.traders().get(0);
  }

  private static List<Metric> attribution(Panel panel) {
    Trader trader = run(panel);
    return Attribution.of(panel, trader.close(), trader.firstDecision());
  }

  private static double sum(List<Metric> metrics, String scope, String name) {
    return metrics.stream()
        .filter(m -> m.scope().equals(scope) && m.name().equals(name))
        .mapToDouble(Metric::value)
        .sum();
  }

  private static double value(List<Metric> metrics, String scope, String item, String name) {
    return metrics.stream()
        .filter(m -> m.scope().equals(scope) && m.item().equals(item) && m.name().equals(name))
        .mapToDouble(Metric::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everySplitAddsUpToTheReturn() {
    Map<String, String> sectors = Map.of("I000", "odd", "I001", "even", "I002", "odd");
    Panel panel = market(sectors);
    List<Metric> metrics = attribution(panel);
    double gained = run(panel).close().equity().at(Journal.E_EQUITY, BARS - 1) - CAPITAL;
    double interest = value(metrics, "source", "interest", "return") * CAPITAL;
    assertThat(interest).isNotZero();
    assertThat(value(metrics, "source", "dividends", "return")).isNotZero();
    assertThat(value(metrics, "source", "total", "return"))
        .isCloseTo(gained / CAPITAL, within(1e-14));
    assertThat(value(metrics, "source", "rounding", "return")).isCloseTo(0, within(1e-12));
    assertThat(sum(metrics, "source", "return"))
        .as("the sources and the total they add up to")
        .isCloseTo(2 * gained / CAPITAL, within(1e-12));
    assertThat(sum(metrics, "instrument", "profit") + interest).isCloseTo(gained, within(1e-6));
    assertThat(sum(metrics, "sector", "profit") + interest).isCloseTo(gained, within(1e-6));
    assertThat(value(metrics, "sector", "odd", "spread"))
        .isCloseTo(
            value(metrics, "instrument", "I000", "spread")
                + value(metrics, "instrument", "I002", "spread"),
            within(1e-9));
  }

  @Test
  void marketAndAlphaAddUpToTheReturnsOverCash() {
    Panel panel = market(Map.of());
    Trader trader = run(panel);
    double[] equity = trader.close().equity().column("equity");
    double over = 0;
    for (int t = trader.firstDecision() + 1; t < BARS; t++) {
      int days = panel.time().session(t) - panel.time().session(t - 1);
      over += equity[t] / equity[t - 1] - 1 - 0.03 * days / 365;
    }
    List<Metric> metrics = attribution(panel);
    assertThat(sum(metrics, "factor", "return")).isCloseTo(over, within(1e-12));
    assertThat(value(metrics, "factor", "alpha", "annual"))
        .isCloseTo(
            value(metrics, "factor", "alpha", "return") * 252 / (BARS - 1 - trader.firstDecision()),
            within(1e-12));
    assertThat(value(metrics, "factor", "market", "r-squared")).isBetween(0.0, 1.0);
  }

  @Test
  void withoutSectorsOrBenchmarkNothingIsSaidOfThem() {
    Panel plain = Toys.panel(BARS, WIDTH);
    assertThat(attribution(plain))
        .extracting(Metric::scope)
        .contains("instrument", "source")
        .doesNotContain("sector", "factor");
  }
}
