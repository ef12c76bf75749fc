package finagent.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.market.Actions.Kind;
import org.junit.jupiter.api.Test;

/** Corporate actions, each worked out by hand. */
class LedgerActionsTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  /** 100 shares at 100 are bought at the open of bar 1 out of 20,000. */
  private static Tape hundredShares(double... closes) {
    return Tape.ofCloses(closes).want(0, 0.5);
  }

  private static double[] equity(Tape tape, Accounts rules) {
    return tape.run(rules.account()).equity().column("equity");
  }

  @Test
  void aTwoForOneSplitDoublesSharesAndLeavesMoneyAlone() {
    Tape tape = hundredShares(100, 100, 50, 55).act(2, 0, Kind.SPLIT, 2);
    Journal journal = tape.run(Accounts.of(20_000).account());
    assertThat(journal.equity().column("equity")).containsExactly(20_000, 20_000, 20_000, 21_000);
    assertThat(Tape.trades(journal))
        .containsExactly("1 FILLED 100.0 @ 100.0", "2 SPLIT 100.0 @ 50.0");
    assertThat(journal.positions().column("quantity")).containsExactly(100, 200);
  }

  @Test
  void aReverseSplitPaysTheFractionInCashWhenOrdersAreWholeShares() {
    // 110 shares become 5.5: 5 stay, half a share is paid out at 20 x 100 = 2,000.
    Tape tape = Tape.ofCloses(100, 100, 2_000, 2_200).want(0, 0.55).act(2, 0, Kind.SPLIT, 0.05);
    Journal journal = tape.run(Accounts.of(20_000).shares().account());
    assertThat(Tape.trades(journal))
        .containsExactly(
            "1 FILLED 110.0 @ 100.0", "2 SPLIT -104.5 @ 2000.0", "2 CASH_IN_LIEU -0.5 @ 2000.0");
    assertThat(journal.equity().column("cash")).containsExactly(20_000, 9_000, 10_000, 10_000);
    assertThat(journal.equity().column("equity")).containsExactly(20_000, 20_000, 20_000, 21_000);
  }

  @Test
  void aReverseSplitKeepsFractionsWhenOrdersAreMoney() {
    Tape tape = Tape.ofCloses(100, 100, 2_000, 2_200).want(0, 0.55).act(2, 0, Kind.SPLIT, 0.05);
    Journal journal = tape.run(Accounts.of(20_000).account());
    assertThat(journal.positions().column("quantity")).containsExactly(110, 5.5);
    assertThat(journal.equity().column("equity")).containsExactly(20_000, 20_000, 20_000, 21_100);
  }

  @Test
  void anOrderThatWaitsFollowsTheSplit() {
    // 100 shares ordered at 100; bar 1 is missing; 2:1 at bar 2: 200 shares are bought at 50.
    Tape tape = hundredShares(100, 100, 50, 55).missing(1, 0).act(2, 0, Kind.SPLIT, 2);
    Accounts rules = Accounts.of(20_000).shares().patience(1);
    assertThat(Tape.trades(tape.run(rules.account()))).containsExactly("2 FILLED 200.0 @ 50.0");
  }

  @Test
  void aLongReceivesAndAShortPaysTheDividend() {
    Tape tape = hundredShares(100, 100, 97, 97).act(2, 0, Kind.DIVIDEND, 3);
    assertThat(equity(tape, Accounts.of(20_000))).containsExactly(20_000, 20_000, 20_000, 20_000);
    tape.want(0, -0.5);
    Columns rows = tape.run(Accounts.of(20_000).account()).equity();
    assertThat(rows.column("dividends")).containsExactly(0, 0, -300, 0);
    assertThat(rows.column("cash")).containsExactly(20_000, 30_000, 29_700, 29_700);
    assertThat(rows.column("equity")).containsExactly(20_000, 20_000, 20_000, 20_000);
  }

  @Test
  void sharesBoughtAtTheExDateOpenAreNotPaid() {
    Tape tape = hundredShares(100, 97, 97).act(1, 0, Kind.DIVIDEND, 3);
    assertThat(tape.run(Accounts.of(20_000).account()).equity().column("dividends"))
        .containsExactly(0, 0, 0);
  }

  @Test
  void aDividendReinvestedAtReferenceBuysAtTheLastCloseLessTheDividend() {
    // 300 of dividend at 100 - 3 = 97: the position grows by 100 / 97, as a total-return index.
    Tape tape = hundredShares(100, 100, 97, 194).act(2, 0, Kind.DIVIDEND, 3);
    Accounts rules = Accounts.of(20_000).dividends(Account.Dividends.REINVEST_AT_REFERENCE);
    double[] equity = equity(tape, rules);
    assertThat(equity[2]).isCloseTo(20_000, within(1e-9));
    assertThat(equity[3]).isCloseTo(10_000 + 100 * (1 + 3 / 97.0) * 194, within(1e-9));
  }

  @Test
  void aDividendReinvestedAtTheNextOpenWaitsForABar() {
    Tape tape = hundredShares(100, 100, 97, 96, 96).missing(2, 0).act(2, 0, Kind.DIVIDEND, 3);
    Journal journal =
        tape.run(Accounts.of(20_000).dividends(Account.Dividends.REINVEST_NEXT_OPEN).account());
    assertThat(Tape.trades(journal))
        .containsExactly("1 FILLED 100.0 @ 100.0", "3 DIVIDEND_REINVESTED 3.125 @ 96.0");
    assertThat(journal.equity().column("cash"))
        .containsExactly(20_000, 10_000, 10_300, 10_000, 10_000);
  }

  @Test
  void aDividendThatWaitsForItsOpenIsNotThereForOrders() {
    // All in: 200 shares, 600 of dividend; instrument 1 wants half of the book at bar 2.
    Tape tape = new Tape(4, 2);
    for (int t = 0; t < 4; t++) {
      tape.bar(t, 0, 100, 100).bar(t, 1, 10, 10);
    }
    tape.want(0, 1, 0).want(1, 1, 0.5).missing(2, 0).act(2, 0, Kind.DIVIDEND, 3);
    Accounts rules = Accounts.of(20_000).dividends(Account.Dividends.REINVEST_NEXT_OPEN);
    Journal journal = tape.run(rules.account());
    assertThat(journal.equity().at(Journal.E_CASH, 2)).isEqualTo(600);
    assertThat(journal.equity().at(Journal.E_CASH, 3)).isCloseTo(0, within(1e-9));
  }

  @Test
  void aSpinOffTurnsItsPartOfTheValueIntoCash() {
    // A tenth of 100 goes: 10 a share in cash, the share is worth 90 and rises to 99.
    Tape tape = hundredShares(100, 100, 90, 99).act(2, 0, Kind.SPINOFF, 0.9);
    Columns rows = tape.run(Accounts.of(20_000).account()).equity();
    assertThat(rows.at(Journal.E_CASH, 2)).isCloseTo(11_000, within(1e-9));
    assertThat(rows.at(Journal.E_EQUITY, 2)).isCloseTo(20_000, within(1e-9));
    assertThat(rows.at(Journal.E_EQUITY, 3)).isCloseTo(20_900, within(1e-9));
  }

  @Test
  void aDelistingClosesThePositionAtItsLastReturn() {
    Tape tape = hundredShares(100, 100, 100, 100).missing(2, 0).missing(3, 0);
    tape.act(2, 0, Kind.DELISTING, -0.3);
    Journal journal = tape.run(Accounts.of(20_000).account());
    assertThat(journal.equity().column("equity")).containsExactly(20_000, 20_000, 17_000, 17_000);
    assertThat(journal.equity().column("gross")).containsExactly(0, 10_000, 0, 0);
    assertThat(Tape.trades(journal))
        .containsExactly("1 FILLED 100.0 @ 100.0", "2 DELISTED -100.0 @ 70.0");
  }

  @Test
  void anOrderInADelistedInstrumentEndsAndTakesItsGroupAlong() {
    Tape tape = new Tape(3, 2);
    for (int t = 0; t < 3; t++) {
      tape.bar(t, 0, 10, 10).bar(t, 1, 10, 10);
    }
    tape.want(0, 0.5, -0.5).act(1, 0, Kind.DELISTING, -1);
    tape.groups[0] = new double[] {7, 7};
    assertThat(Tape.trades(tape.run(Accounts.of(1_000).account())))
        .containsExactly("1 DELISTED 0.0 @ NaN", "1 GROUP 0.0 @ NaN");
  }

  @Test
  void aSplitRatioOfZeroIsRefused() {
    Tape tape = hundredShares(100, 100, 100).act(2, 0, Kind.SPLIT, 0);
    Account account = Accounts.of(20_000).limits(NONE, NONE).account();
    assertThatThrownBy(() -> tape.run(account))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid SPLIT of I000 at bar 2: 0.0");
  }
}
