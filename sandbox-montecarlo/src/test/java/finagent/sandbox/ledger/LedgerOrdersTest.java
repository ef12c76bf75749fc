package finagent.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What becomes of an order, worked out by hand. */
class LedgerOrdersTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  private static Tape two(double[] first, double[] second) {
    Tape tape = new Tape(first.length, 2);
    for (int t = 0; t < first.length; t++) {
      tape.bar(t, 0, first[t], first[t]).bar(t, 1, second[t], second[t]);
    }
    return tape;
  }

  @Test
  void ordersFillWhereTheAccountSays() {
    Tape tape = new Tape(3, 1).bar(0, 0, 9, 10).bar(1, 0, 11, 12).bar(2, 0, 13, 14).want(0, 0.5);
    Accounts rules = Accounts.of(1_000);
    assertThat(Tape.trades(tape.run(rules.fill(Account.Fill.CLOSE).account())))
        .containsExactly("0 FILLED 50.0 @ 10.0");
    assertThat(Tape.trades(tape.run(rules.shares().account())))
        .containsExactly("1 FILLED 50.0 @ 11.0");
    assertThat(Tape.trades(tape.run(rules.shares().fill(Account.Fill.NEXT_CLOSE).account())))
        .containsExactly("1 FILLED 50.0 @ 12.0");
  }

  @Test
  void sellsPayForBuysOfTheSameBar() {
    Tape tape =
        two(new double[] {10, 10, 10}, new double[] {20, 20, 20}).want(0, 1, 0).want(1, 0, 1);
    Columns rows = tape.run(Accounts.of(1_000).account()).equity();
    assertThat(rows.column("gross")).containsExactly(new double[] {0, 1_000, 1_000}, within(1e-8));
    assertThat(rows.at(Journal.E_TRADED, 2)).isCloseTo(2_000, within(1e-8));
  }

  @Test
  void aMissingBarFillsNothingAndTheOrderExpires() {
    Tape tape = Tape.ofCloses(10, 10, 10).missing(1, 0).want(0, 0.5);
    Journal journal = tape.run(Accounts.of(1_000).account());
    assertThat(Tape.trades(journal)).containsExactly("1 NO_BAR 0.0 @ NaN");
    assertThat(journal.trades().column("ordered")).containsExactly(500);
  }

  @Test
  void aZeroVolumeBarFillsNothing() {
    Tape tape = Tape.ofCloses(10, 10, 10).want(0, 0.5);
    tape.volume[1][0] = 0;
    assertThat(Tape.trades(tape.run(Accounts.of(1_000).account())))
        .containsExactly("1 NO_BAR 0.0 @ NaN");
  }

  @Test
  void patienceLetsAnOrderWaitForItsBar() {
    Tape tape = Tape.ofCloses(10, 10, 10, 8).missing(1, 0).missing(2, 0).want(0, 0.5);
    assertThat(Tape.trades(tape.run(Accounts.of(1_000).patience(1).account())))
        .containsExactly("2 NO_BAR 0.0 @ NaN");
    assertThat(Tape.trades(tape.run(Accounts.of(1_000).patience(2).account())))
        .containsExactly("3 FILLED 62.5 @ 8.0");
  }

  @Test
  void aNewDecisionTakesThePlaceOfAnOrderThatWaits() {
    Tape tape = Tape.ofCloses(10, 10, 10).missing(1, 0).want(0, 0.5).want(1, 0.2);
    assertThat(Tape.trades(tape.run(Accounts.of(1_000).patience(5).account())))
        .containsExactly("1 REPLACED 0.0 @ NaN", "2 FILLED 20.0 @ 10.0");
  }

  @Test
  void aPositionWithoutABarKeepsItsLastCloseAndCountsAsStale() {
    Tape tape = Tape.ofCloses(10, 12, 99, 14).missing(2, 0).want(0, 0.5);
    Columns rows = tape.run(Accounts.of(1_000).fill(Account.Fill.CLOSE).account()).equity();
    assertThat(rows.column("equity")).containsExactly(1_000, 1_100, 1_100, 1_200);
    assertThat(rows.column("stale")).containsExactly(0, 0, 1, 0);
  }

  @Test
  void theLegsOfAGroupFillTogetherOrNotAtAll() {
    Tape tape = two(new double[] {10, 10}, new double[] {10, 10}).missing(1, 1).want(0, 0.5, -0.5);
    tape.groups[0] = new double[] {3, 3};
    assertThat(Tape.trades(tape.run(Accounts.of(1_000).account())))
        .containsExactly("1 GROUP 0.0 @ 10.0", "1 NO_BAR 0.0 @ NaN");
    tape.groups[0] = new double[] {3, 4};
    assertThat(Tape.trades(tape.run(Accounts.of(1_000).account())))
        .containsExactly("1 FILLED 50.0 @ 10.0", "1 NO_BAR 0.0 @ NaN");
  }

  @Test
  void anInstrumentWithinTheBandIsLeftAlone() {
    Tape tape =
        two(new double[] {10, 10, 11}, new double[] {10, 10, 11})
            .want(0, 0.5, 0.4)
            .want(1, 0.51, 0.45);
    Journal journal = tape.run(Accounts.of(1_000).band(0.02).account());
    assertThat(journal.trades().column("instrument")).containsExactly(0, 1, 1);
    assertThat(journal.trades().column("ordered"))
        .containsExactly(new double[] {500, 400, 50}, within(1e-9));
  }

  @Test
  void tranchesTakeTheTargetInTurn() {
    Tape tape = Tape.ofCloses(10, 10, 10, 10, 10).want(0, 0.8).want(1, 0.4).want(2, 0);
    assertThat(tape.run(Accounts.of(1_000).tranches(2).account()).equity().column("gross"))
        .containsExactly(new double[] {0, 400, 600, 200, 200}, within(1e-9));
  }

  @Test
  void aDecisionForTheWholeBookPassesTranchesAndBandBy() {
    Tape tape = Tape.ofCloses(10, 10, 10, 10, 10).want(0, 0.8).want(1, 0.8).want(2, 0).want(3, 0.4);
    tape.atOnce = 2;
    Account account = Accounts.of(1_000).tranches(4).band(0.25).account();
    // A quarter of 0.8 is within the band of 0.25; half of it is not; 0 at once is 0 at once.
    assertThat(tape.run(account).equity().column("gross"))
        .containsExactly(new double[] {0, 0, 400, 0, 0}, within(1e-9));
    Account plain = Accounts.of(1_000).tranches(4).account();
    assertThat(tape.run(plain).equity().column("gross"))
        .containsExactly(new double[] {0, 200, 400, 0, 100}, within(1e-9));
  }

  @Test
  void aCloseLeavesExactlyNothing() {
    Tape tape = Tape.ofCloses(10, 3, 0.7, 0.7).want(0, 1.0 / 3).want(1, Double.NaN);
    Journal journal = tape.run(Accounts.of(1_000).account());
    assertThat(journal.equity().column("gross")[2]).isZero();
    assertThat(journal.positions().column("bar")).containsExactly(1);
  }

  @Test
  void aSaleForMoneyDoesNotTurnALongIntoAShort() {
    // Long 100 shares for 1,000; 900 are to be sold; at 5 that would be 180 shares.
    Tape tape = Tape.ofCloses(10, 10, 5).want(0, 0.5).want(1, 0.05);
    assertThat(Tape.trades(tape.run(Accounts.of(2_000).account())))
        .containsExactly("1 FILLED 100.0 @ 10.0", "2 HELD -100.0 @ 5.0");
  }

  @Test
  void anAccountWithoutEquityClosesWhateverItsTargetsSay() {
    Tape tape = Tape.ofCloses(10, 10, 30, 30, 30).want(0, -1).want(2, -1);
    Columns rows = tape.run(Accounts.of(1_000).limits(NONE, 3).account()).equity();
    assertThat(rows.at(Journal.E_EQUITY, 2)).isEqualTo(-1_000);
    assertThat(rows.at(Journal.E_GROSS, 3)).isLessThan(rows.at(Journal.E_GROSS, 2));
  }

  @Test
  void misuseIsRefusedInWords() {
    Tape tape = Tape.ofCloses(10, 10, 10);
    Ledger ledger = tape.open(Account.plain(1_000));
    assertThatThrownBy(() -> ledger.decide(new double[] {1}, 0, null, 0, tape.row(0)))
        .hasMessage("The book may decide from bar 0 on; the ledger is at bar -1");
    ledger.advance(0, tape.row(0));
    ledger.decide(new double[] {1}, 0, null, 0, tape.row(0));
    assertThatThrownBy(() -> ledger.decide(new double[] {1}, 0, null, 0, tape.row(0)))
        .hasMessage("The book has decided at bar 0 already");
    assertThatThrownBy(() -> ledger.advance(2, tape.row(2)))
        .hasMessage("Invalid bar: 2; the ledger is at bar 0 and its book begins at 0");
    ledger.advance(1, tape.row(1));
    assertThatThrownBy(() -> ledger.decide(new double[] {NONE}, 0, null, 0, tape.row(1)))
        .hasMessageContaining("Invalid target weight of instrument 0: Infinity");
  }
}
