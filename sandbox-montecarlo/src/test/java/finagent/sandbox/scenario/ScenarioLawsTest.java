package finagent.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
  void threefoldVolatilityScalesLogReturnsAboutTheirMean() {
    Scenario wild = new Scenario("wild", Window.last(60), List.of(new Volatility(0, 60, 3)));
    Stressed stressed = wild.apply(PANEL, COSTS);
    int n = stressed.from();
    int width = PANEL.width();
    double[] old = PANEL.bars().column("close");
    double[] wilder = stressed.panel().bars().column("close");
    int checked = 0;
    for (int i = 0; i < width; i++) {
      double mean = Math.log(old[(n + 59) * width + i] / old[(n - 1) * width + i]) / 60;
      boolean plain = quiet(i, n);
      for (int t = n; plain && t < n + 60; t++) {
        double r = Math.log(old[t * width + i] / old[(t - 1) * width + i]);
        double expected = mean + 3 * (r - mean);
        double is = Math.log(wilder[t * width + i] / wilder[(t - 1) * width + i]);
        assertThat(is).isCloseTo(expected, within(1e-11));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(600);
    for (double price : wilder) {
      assertThat(price > 0 || Double.isNaN(price)).isTrue();
    }
  }

  /** Whether an instrument trades at all bars of the window and has no actions in it. */
  private static boolean quiet(int i, int from) {
    for (int k = PANEL.actions().firstAtOrAfter(from); k < PANEL.actions().size(); k++) {
      if (PANEL.actions().at(k).instrument() == i) {
        return false;
      }
    }
    for (int t = from - 1; t < PANEL.time().size(); t++) {
      if (Double.isNaN(PANEL.bars().at("close", t, i))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void evenAHundredfoldVolatilityLeavesPricesAboveZero() {
    Scenario absurd = new Scenario("absurd", Window.last(60), List.of(new Volatility(0, 60, 100)));
    for (double price : absurd.apply(PANEL, COSTS).panel().bars().column("close")) {
      assertThat(price > 0 || Double.isNaN(price)).isTrue();
    }
  }

  @Test
  void aShockOnTopIsWhatItSaysWhateverTheMarketDid() {
    Betas betas = Betas.of(PANEL, 100, 600);
    Stressed crash =
        Scenarios.last("market-crash", Map.of("volatility", 1.0)).apply(PANEL, COSTS, betas);
    int t = crash.from();
    int seen = 0;
    for (int i = 0; i < PANEL.width(); i++) {
      double now = crash.panel().bars().at("close", t, i);
      if (!Double.isNaN(now)) {
        double beta = betas.of(PANEL.instruments().id(i));
        assertThat(now / PANEL.bars().at("close", t, i)).isCloseTo(1 - .2 * beta, within(1e-12));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(20);
  }

  @Test
  void correlationsMoveSevenTenthsOfTheWayToOne() {
    int n = 200;
    Scenario together =
        new Scenario("together", Window.last(n), List.of(new Correlation(0, n, .7, 5)));
    Stressed stressed = together.apply(PANEL, COSTS);
    Canvas before = canvas(PANEL, n);
    Canvas after = canvas(stressed.panel(), n);
    int checked = 0;
    for (int i = 0; i < PANEL.width(); i++) {
      for (int j = 0; j < i; j++) {
        double was = correlation(before, i, j);
        if (!Double.isNaN(was)) {
          double gap = correlation(after, i, j) - (was + .7 * (1 - was));
          assertThat(gap).isCloseTo(0, within(1e-8));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  private static Canvas canvas(Panel panel, int n) {
    return new Canvas(panel, Window.last(n).bars("test", panel.time()), Betas.given(Map.of()));
  }

  private static double correlation(Canvas canvas, int i, int j) {
    double a = canvas.mean(i, 0, canvas.bars);
    double b = canvas.mean(j, 0, canvas.bars);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int t = 0; t < canvas.bars; t++) {
      double x = canvas.close[t * canvas.columns + i] - a;
      double y = canvas.close[t * canvas.columns + j] - b;
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void replayingTheSameSessionsChangesNothing() {
    LocalDate first = PANEL.time().date(600);
    Replay replay = Replay.of(PANEL, first, PANEL.time().date(660));
    Scenario again = new Scenario("again", Window.from(first, replay.sessions()), List.of(replay));
    Panel same = again.apply(PANEL, COSTS).panel();
    double[] close = PANEL.bars().column("close");
    for (int k = 0; k < close.length; k++) {
      if (!Double.isNaN(close[k])) {
        assertThat(same.bars().column("close")[k]).isCloseTo(close[k], within(1e-9 * close[k]));
      }
    }
  }

  @Test
  void aReplayRepeatsMovesAndMapsStrangersByBeta() {
    Panel index = Flat.panel(80);
    double[] market = index.perSession("benchmark").orElseThrow();
    market[70] = -.2047;
    index.bars().column("close")[70 * 3] = 150;
    Replay replay = Replay.of(index, index.time().date(70), index.time().date(71));
    Panel now = Flat.panel(30);
    Scenario again = new Scenario("again", Window.last(2), List.of(replay));
    Panel replayed = again.apply(now, COSTS, Flat.BETAS).panel();
    assertThat(replayed.bars().at("close", 28, 0)).isCloseTo(150, within(1e-12));
    assertThat(replayed.bars().at("close", 29, 0)).isCloseTo(100, within(1e-12));
    assertThat(replayed.perSession("benchmark").orElseThrow()[28]).isCloseTo(-.2047, within(1e-15));
    Stressed strangers = again.apply(PANEL, COSTS, Betas.given(Map.of("SYN0000", 1.5)));
    int t = strangers.from();
    assertThat(strangers.panel().bars().at("close", t, 0) / PANEL.bars().at("close", t - 1, 0))
        .isCloseTo(1 - 1.5 * .2047, within(1e-12));
    assertThat(strangers.notes().get(0)).contains("40 of 40 instruments were not listed");
    assertThatThrownBy(() -> Replay.of(now, LocalDate.of(1987, 10, 5), LocalDate.of(1987, 12, 4)))
        .hasMessageContaining("does not hold 1987-10-05..1987-12-04");
  }

  @Test
  void aCutKeepsItsBarsItsActionsAndItsWarmUp() {
    Panel cut = Cut.of(PANEL, PANEL.time().date(300), PANEL.time().date(320), 50);
    assertThat(cut.time().size()).isEqualTo(71);
    assertThat(cut.bars().at("close", 50, 3)).isEqualTo(PANEL.bars().at("close", 300, 3));
    int first = PANEL.actions().firstAtOrAfter(250);
    assertThat(cut.actions().size()).isEqualTo(PANEL.actions().firstAtOrAfter(321) - first);
    assertThat(cut.actions().at(0).bar()).isEqualTo(PANEL.actions().at(first).bar() - 250);
    assertThatThrownBy(() -> Cut.of(PANEL, LocalDate.of(1987, 1, 1), LocalDate.of(1987, 2, 1), 0))
        .hasMessageContaining("Cannot cut 1987-01-01..1987-02-01");
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
