package finagent.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.backtest.Toys;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.risk.TotalReturns;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for scenarios on a market with splits, dividends, delistings, gaps and late listings.
 */
class ScenarioLawsTest {
  private static final Account.Costs COSTS =
      new Account.Costs(.0005, 0, 0, .0004, .5, .01, 0, 0, .02);
  private static final Panel PANEL =
      SyntheticMarket.of(
          new SyntheticMarket.Config(
              40, 700, LocalDate.of(2015, 1, 1), 3, SyntheticMarket.Kind.STANDARD));

  static List<String> names() {
    return List.copyOf(Scenarios.names());
  }

  private static void sameBits(double[] a, double[] b) {
    assertThat(a.length).isEqualTo(b.length);
    for (int k = 0; k < a.length; k++) {
      if (Double.doubleToLongBits(a[k]) != Double.doubleToLongBits(b[k])) {
        throw new AssertionError("bits differ at " + k + ": " + a[k] + " and " + b[k]);
      }
    }
  }

  private static void sameBits(Panel a, Panel b) {
    a.bars().columns().forEach((name, values) -> sameBits(values, b.bars().column(name)));
    assertThat(b.perSession().keySet()).isEqualTo(a.perSession().keySet());
    a.perSession().forEach((name, values) -> sameBits(values, b.perSession().get(name)));
    assertThat(b.actions().size()).isEqualTo(a.actions().size());
    for (int k = 0; k < a.actions().size(); k++) {
      assertThat(b.actions().at(k)).isEqualTo(a.actions().at(k));
    }
  }

  private static Columns equity(Panel panel, Account.Costs costs) {
    Account account = Account.plain(1e6).with(costs);
    Backtest backtest =
        Backtest.open(
            Toys.program(account, true),
            Toys.kernels(),
            panel,
            Interpreter.noFeatures(panel),
            Journal.Detail.ALL);
    backtest.run();
    return backtest.traders().get(0).close().equity();
  }

  @Test
  void aNeutralScenarioIsTheBaselineBitForBit() {
    Stressed plain = Scenario.neutral().apply(PANEL, COSTS);
    assertThat(plain.panel()).isSameAs(PANEL);
    int bars = PANEL.time().size();
    assertThat(Scenario.neutral().span(PANEL.time())).containsExactly(bars - 1, bars);
    assertThat(new int[] {plain.from(), plain.to()}).containsExactly(bars - 1, bars);
    Scenario ones =
        new Scenario(
            "ones",
            Window.last(100),
            List.of(
                new Volatility(0, 100, 1),
                new Correlation(0, 100, 0, 1),
                Move.of(0, 100, 0, Move.Basis.ON_TOP),
                new Liquidity(0, 100, 1, 1, 1),
                new Jumps(0, 100, 0, 1, 1, 1),
                new Rates(0, 0)));
    Stressed same = ones.apply(PANEL, COSTS);
    sameBits(PANEL, same.panel());
    assertThat(same.costs()).isEqualTo(COSTS);
    Columns before = equity(PANEL, COSTS);
    Columns after = equity(same.panel(), same.costs());
    for (int c = 0; c < before.names().size(); c++) {
      sameBits(before.column(before.names().get(c)), after.column(before.names().get(c)));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void barsStayBarsAndThePastStaysThePast(String name) {
    Scenario scenario = Scenarios.from(LocalDate.of(2016, 6, 1), name, Map.of());
    Stressed stressed = scenario.apply(PANEL, COSTS);
    Panel panel = stressed.panel();
    Frame bars = panel.bars();
    TotalReturns before = TotalReturns.of(PANEL);
    TotalReturns after = TotalReturns.of(panel);
    for (int t = 0; t < panel.time().size(); t++) {
      for (int i = 0; i < panel.width(); i++) {
        double close = bars.at("close", t, i);
        assertThat(Double.isNaN(close)).isEqualTo(Double.isNaN(PANEL.bars().at("close", t, i)));
        if (!Double.isNaN(close)) {
          double open = bars.at("open", t, i);
          assertThat(bars.at("low", t, i))
              .isPositive()
              .isLessThanOrEqualTo(Math.min(open, close) * (1 + 1e-12));
          assertThat(bars.at("high", t, i))
              .isGreaterThanOrEqualTo(Math.max(open, close) * (1 - 1e-12));
        }
        boolean known = !Double.isNaN(before.change(t, i));
        if (t < stressed.from() && !Double.isNaN(close)) {
          assertThat(bars.at("close", t, i)).isEqualTo(PANEL.bars().at("close", t, i));
        } else if (t >= stressed.to() && known && !Double.isNaN(before.change(t - 1, i))) {
          assertThat(after.change(t, i)).isCloseTo(before.change(t, i), within(1e-9));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aStrategyDecidesAndPaysAnewFromTheWindowOn(String name) {
    Stressed stressed =
        Scenarios.from(LocalDate.of(2016, 6, 1), name, Map.of()).apply(PANEL, COSTS);
    Columns before = equity(PANEL, COSTS);
    Columns after = equity(stressed.panel(), stressed.costs());
    boolean traded = false;
    for (int r = 0; r < before.rows(); r++) {
      if (before.at(Journal.BAR, r) < stressed.from()) {
        assertThat(after.at(Journal.E_EQUITY, r)).isEqualTo(before.at(Journal.E_EQUITY, r));
      } else {
        traded |= after.at(Journal.E_TRADED, r) != before.at(Journal.E_TRADED, r);
      }
    }
    assertThat(traded).isTrue();
  }

  @Test
  void withAReactingStrategyTheSpreadDiffersByTheChangeInFills() {
    Account.Costs costs = new Account.Costs(0, 0, 0, .0004, 0, 0, 0, 0, 0);
    Stressed crisis =
        Scenarios.from(LocalDate.of(2016, 6, 1), "liquidity-crisis", Map.of()).apply(PANEL, costs);
    Columns before = equity(PANEL, costs);
    Columns after = equity(crisis.panel(), crisis.costs());
    for (int r = 0; r < before.rows(); r++) {
      int bar = (int) before.at(Journal.BAR, r);
      boolean inside = bar >= crisis.from() && bar < crisis.to();
      double multiple = inside ? 5 : 1;
      double fills = after.at(Journal.E_TRADED, r) - before.at(Journal.E_TRADED, r);
      double expected = multiple * (before.at(Journal.E_SPREAD, r) + .0004 * fills);
      assertThat(after.at(Journal.E_SPREAD, r)).isCloseTo(expected, within(1e-7));
    }
  }

  @Test
  void aLadderHasTheMarketAsItIsOnItsNeutralRung() {
    List<Scenario> rungs = Ladders.volatility(60, .5, 1, 2);
    assertThat(rungs).extracting(Scenario::name).contains("volatility 1.0");
    sameBits(PANEL, rungs.get(1).apply(PANEL, COSTS).panel());
    sameBits(PANEL, Ladders.move(20, 0).get(0).apply(PANEL, COSTS).panel());
    assertThat(Ladders.parameter("market-crash", "move", -.1, -.3))
        .extracting(Scenario::name)
        .containsExactly("market-crash move -0.1", "market-crash move -0.3");
  }
}
