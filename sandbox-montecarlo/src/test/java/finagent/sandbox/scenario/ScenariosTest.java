package finagent.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Actions.Action;
import finagent.sandbox.market.Actions.Kind;
import finagent.sandbox.market.Panel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What each shipped scenario does to a known book, worked by hand on a market that stands still.
 */
class ScenariosTest {
  private static final Account.Costs FREE = Account.Costs.none();

  private static double end(Stressed stressed) {
    double[] equity = Flat.hold(stressed.panel(), stressed.costs()).equity().column("equity");
    return equity[equity.length - 1];
  }

  private static Stressed last(String name, int bars) {
    return Scenarios.last(name, Map.of()).apply(Flat.panel(bars), FREE, Flat.BETAS);
  }

  @Test
  void aCrashTakes208000FromTheWorkedBookInOneSession() {
    Stressed crash = last("market-crash", 40);
    double[] equity = Flat.hold(crash.panel(), FREE).equity().column("equity");
    assertThat(equity[18]).isCloseTo(1_000_000, within(1e-6));
    assertThat(equity[19]).isCloseTo(1_000_000 - 208_000, within(1e-6));
    assertThat(equity[39]).isCloseTo(equity[19], within(1e-6));
    assertThat(crash.panel().perSession("benchmark").orElseThrow()[19])
        .isCloseTo(-.2, within(1e-15));
    assertThat(crash.panel().bars().at("volume", 19, 0)).isEqualTo(2e6);
    assertThat(crash.panel().perSession("spread-multiple").orElseThrow()[19]).isEqualTo(3);
    assertThat(crash.panel().perSession("spread-multiple").orElseThrow()[18]).isEqualTo(1);
    // The crash comes after the open of its session.
    assertThat(crash.panel().bars().at("open", 19, 0)).isEqualTo(100);
    assertThat(crash.panel().bars().at("low", 19, 0)).isCloseTo(76, within(1e-12));
  }

  @Test
  void aBearMarketEndsAtThirtyPercentBelowForBetaOneEvenInLog() {
    Panel bear = last("bear", 130).panel();
    assertThat(bear.bars().at("close", 129, 2)).isCloseTo(70, within(1e-9));
    assertThat(bear.bars().at("close", 129, 0)).isCloseTo(100 * (1 - 1.2 * .3), within(1e-9));
    double first = bear.bars().at("close", 10, 2) / 100;
    assertThat(first).isCloseTo(Math.pow(.7, 1 / 120.0), within(1e-12));
    assertThat(bear.bars().at("close", 99, 2) / bear.bars().at("close", 98, 2))
        .isCloseTo(first, within(1e-12));
  }

  @Test
  void aBullMarketGainsTwentyPercentAYear() {
    Panel bull = last("bull", 260).panel();
    assertThat(bull.bars().at("close", 259, 2))
        .isCloseTo(100 * Math.pow(1.2, 250 / 252.0), within(1e-9));
  }

  @Test
  void aBlackSwanTakesThirtyFivePercentInFiveSessions() {
    Stressed swan = last("black-swan", 30);
    assertThat(swan.panel().bars().at("close", 14, 2)).isCloseTo(65, within(1e-9));
    assertThat(end(swan)).isCloseTo(1_000_000 - .35 * 1_040_000, within(1e-6));
    assertThat(swan.panel().perSession("spread-multiple").orElseThrow()[29]).isEqualTo(8);
  }

  @Test
  void higherRatesHitSectorsByTheirOwnNumbersAndRaiseInterest() {
    double[] rates = new double[30];
    java.util.Arrays.fill(rates, .01);
    Panel panel = Flat.panel(30, Actions.none(), Map.of("cash-rate", rates));
    Panel shocked =
        Scenarios.last("interest-rate-change", Map.of()).apply(panel, FREE, Flat.BETAS).panel();
    assertThat(shocked.bars().at("close", 29, 0)).isCloseTo(103, within(1e-9));
    assertThat(shocked.bars().at("close", 29, 1)).isCloseTo(90, within(1e-9));
    assertThat(shocked.bars().at("close", 29, 2)).isCloseTo(94, within(1e-9));
    double[] after = shocked.perSession("cash-rate").orElseThrow();
    assertThat(after[9]).isEqualTo(.01);
    assertThat(after[10]).isCloseTo(.03, within(1e-15));
    Journal cash = Flat.trade(shocked, FREE, Map.of());
    double days = panel.time().session(11) - panel.time().session(10);
    double before = cash.equity().at(Journal.E_EQUITY, 10);
    assertThat(cash.equity().at(Journal.E_INTEREST, 11))
        .isCloseTo(before * .03 * days / 365, within(1e-8));
  }

  @Test
  void aSectorNobodyIsInIsNamed() {
    TreeMap<String, Double> moves = new TreeMap<>(Map.of("Enregy", -.4, "real estate", -.3));
    Stressed moved =
        new Scenario(
                "moved", Window.last(5), List.of(new Move(0, 5, -.1, moves, Move.Basis.ON_TOP)))
            .apply(Flat.panel(10), FREE, Flat.BETAS);
    assertThat(moved.notes())
        .containsExactly(
            "no instrument is in sector enregy: its move changes nothing; there are [Energy,"
                + " Financials, Real Estate]");
    assertThat(moved.panel().bars().at("close", 9, 1)).isCloseTo(70, within(1e-9));
    assertThat(moved.panel().bars().at("close", 9, 2)).isCloseTo(90, within(1e-9));
  }

  @Test
  void aMarketWithoutARateGetsTheAccountsPlusTheChange() {
    Account.Costs costs = new Account.Costs(0, 0, 0, 0, 0, 0, 0, 0, .015);
    Panel shocked =
        new Scenario("rates", Window.last(5), List.of(new Rates(2, .02)))
            .apply(Flat.panel(10), costs)
            .panel();
    double[] rates = shocked.perSession("cash-rate").orElseThrow();
    assertThat(rates[6]).isEqualTo(.015);
    assertThat(rates[7]).isCloseTo(.035, within(1e-15));
    assertThat(rates[9]).isCloseTo(.035, within(1e-15));
  }

  @Test
  void aLiquidityCrisisChargesFiveSpreadsAndThreeBorrowFees() {
    Account.Costs costs = Flat.costs(0x1p-11, .05);
    Map<Integer, double[]> wants = Map.of(0, new double[] {-.5, 0, 0}, 25, new double[] {0, .5, 0});
    Stressed crisis = Scenarios.last("liquidity-crisis", Map.of()).apply(Flat.panel(30), costs);
    Journal before = Flat.trade(Flat.panel(30), costs, wants);
    Journal after = Flat.trade(crisis.panel(), crisis.costs(), wants);
    assertThat(after.equity().at(Journal.E_SPREAD, 0))
        .isEqualTo(before.equity().at(Journal.E_SPREAD, 0));
    assertThat(after.equity().at(Journal.E_SPREAD, 25) / after.equity().at(Journal.E_TRADED, 25))
        .isCloseTo(5 * 0x1p-11, within(1e-18));
    // Borrow at the close of bar 15, charged at bar 16, on the same short.
    assertThat(after.equity().at(Journal.E_BORROW, 16))
        .isCloseTo(3 * before.equity().at(Journal.E_BORROW, 16), within(1e-9));
    assertThat(after.equity().at(Journal.E_BORROW, 5))
        .isEqualTo(before.equity().at(Journal.E_BORROW, 5));
    assertThat(crisis.panel().bars().at("volume", 20, 1)).isEqualTo(5e5);
    assertThat(crisis.notes()).isEmpty();
    assertThat(Scenarios.last("liquidity-crisis", Map.of()).apply(Flat.panel(30), FREE).notes())
        .containsExactly(
            "the account pays no spread: wider spreads change nothing",
            "the account pays no borrow fee: a higher one changes nothing");
  }

  @Test
  void fiveSpreadsOnTheSameFillsCostExactlyFiveTimes() {
    Account.Costs costs = Flat.costs(0x1p-11, 0);
    Map<Integer, double[]> wants = Map.of(25, new double[] {.31, .27, .11});
    Stressed crisis = Scenarios.last("liquidity-crisis", Map.of()).apply(Flat.panel(30), costs);
    Journal before = Flat.trade(Flat.panel(30), costs, wants);
    Journal after = Flat.trade(crisis.panel(), crisis.costs(), wants);
    assertThat(after.trades().column("quantity")).isEqualTo(before.trades().column("quantity"));
    assertThat(after.equity().at(Journal.E_SPREAD, 25))
        .isEqualTo(5 * before.equity().at(Journal.E_SPREAD, 25));
    double[] wide = after.trades().column("spread");
    double[] usual = before.trades().column("spread");
    double[] attributed = after.attribution().column("spread");
    for (int k = 0; k < 3; k++) {
      assertThat(wide[k]).isEqualTo(5 * usual[k]);
      assertThat(attributed[k]).isCloseTo(wide[k], within(1e-9));
    }
  }

  @Test
  void anEarningsSeasonIsOneJumpPerInstrument() {
    Panel season = last("earnings-season", 20).panel();
    for (int i = 0; i < 3; i++) {
      int jumps = 0;
      for (int t = 1; t < 20; t++) {
        double before = season.bars().at("close", t - 1, i);
        boolean jump = Math.abs(season.bars().at("close", t, i) / before - 1) > 1e-12;
        jumps += jump ? 1 : 0;
        assertThat(season.bars().at("volume", t, i)).isEqualTo(jump ? 1.5e6 : 1e6);
        assertThat(season.bars().at("open", t, i)).isEqualTo(season.bars().at("close", t, i));
      }
      assertThat(jumps).isEqualTo(1);
    }
    double[] spread = season.perSession("spread-multiple").orElseThrow();
    double sum = 0;
    for (double multiple : spread) {
      sum += multiple - 1;
    }
    assertThat(sum).isCloseTo(.2, within(1e-12));
  }

  @Test
  void dividendsKeepTheirYieldAndSplitsTheirRatio() {
    Actions actions =
        Actions.of(
            List.of(new Action(5, 0, "A", Kind.DIVIDEND, 2), new Action(7, 0, "A", Kind.SPLIT, 2)));
    Panel panel = Flat.panel(10, actions, Map.of());
    double[] close = panel.bars().column("close");
    for (int t = 5; t < 10; t++) {
      close[t * 3] = t < 7 ? 98 : 49;
      panel.bars().column("open")[t * 3] = close[t * 3];
      panel.bars().column("high")[t * 3] = close[t * 3];
      panel.bars().column("low")[t * 3] = close[t * 3];
    }
    Scenario fall =
        new Scenario("fall", Window.last(8), List.of(Move.of(0, 1, -.5, Move.Basis.ON_TOP)));
    Panel fallen = fall.apply(panel, FREE, Betas.given(Map.of())).panel();
    assertThat(fallen.actions().at(0).amount()).isCloseTo(1, within(1e-14));
    assertThat(fallen.actions().at(1).amount()).isEqualTo(2);
    double[] equity =
        Flat.trade(fallen, FREE, Map.of(0, new double[] {1, 0, 0})).equity().column("equity");
    assertThat(equity[9]).isCloseTo(500_000, within(1e-6));
    assertThat(fallen.bars().at("close", 9, 0)).isCloseTo(24.5, within(1e-12));
  }
}
