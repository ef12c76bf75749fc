package finagent.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Cuts, costs and financing, worked out by hand. */
class LedgerCutsTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  private static Tape two(double[] first, double[] second) {
    Tape tape = new Tape(first.length, 2);
    for (int t = 0; t < first.length; t++) {
      tape.bar(t, 0, first[t], first[t]).bar(t, 1, second[t], second[t]);
    }
    return tape;
  }

  @Test
  void aGapUpWithAllCashInvestedCutsTheBuysAlike() {
    // 600 and 400 ordered out of 1,000; the money is fixed, so a gap alone overdraws nothing ...
    Tape tape = two(new double[] {10, 20}, new double[] {10, 20}).want(0, 0.6, 0.4);
    Journal journal = tape.run(Accounts.of(1_000).account());
    assertThat(journal.positions().column("quantity")[0]).isCloseTo(30, within(1e-9));
    // ... 1 % of commission does: all that is bought is 1,000 / 1.01, and cash ends at zero.
    Accounts dear = Accounts.of(1_000).costs(Accounts.costs(0.01, 0, 0, 0));
    journal = tape.run(dear.account());
    assertThat(journal.trades().column("reason")).containsOnly(Journal.Reason.CASH.code());
    assertThat(journal.trades().column("quantity"))
        .containsExactly(new double[] {30 / 1.01, 20 / 1.01}, within(1e-9));
    assertThat(journal.equity().at(Journal.E_CASH, 1)).isBetween(0.0, 1e-8);
  }

  @Test
  void aGapUpOfWholeSharesIsCutToTheCashThereIsWithoutMargin() {
    // 100 shares ordered at 10; they cost 1,250 at 12.5: 80 can be paid for.
    Tape tape = new Tape(2, 1).bar(0, 0, 10, 10).bar(1, 0, 12.5, 12.5).want(0, 1);
    Accounts rules = Accounts.of(1_000).shares();
    assertThat(Tape.trades(tape.run(rules.limits(NONE, 1).account())))
        .containsExactly("1 CASH 80.0 @ 12.5");
    assertThat(Tape.trades(tape.run(rules.account()))).containsExactly("1 FILLED 100.0 @ 12.5");
  }

  @Test
  void aSwitchIsCutToWhatItsSaleBringsInAfterCosts() {
    // 1 % of commission: 1,000 buy 990.10 of the first; its sale brings 980.20, less than the
    // 990.10 ordered of the second: 980.20 / 1.01 is bought and cash ends at zero.
    Tape tape =
        two(new double[] {10, 10, 10}, new double[] {20, 20, 20}).want(0, 1, 0).want(1, 0, 1);
    Accounts dear = Accounts.of(1_000).costs(Accounts.costs(0.01, 0, 0, 0));
    Journal journal = tape.run(dear.account());
    double sold = 1_000 / 1.01 * 0.99;
    assertThat(journal.trades().column("quantity")[2]).isCloseTo(sold / 1.01 / 20, within(1e-9));
    assertThat(journal.equity().at(Journal.E_CASH, 2)).isBetween(0.0, 1e-8);
  }

  @Test
  void leverageAboveOneLetsCashGoNegativeToItsLimit() {
    Tape tape = Tape.ofCloses(10, 10).want(0, 3);
    Columns rows = tape.run(Accounts.of(1_000).limits(NONE, 2).account()).equity();
    assertThat(rows.at(Journal.E_GROSS, 1)).isCloseTo(2_000, within(1e-6));
    assertThat(rows.at(Journal.E_CASH, 1)).isCloseTo(-1_000, within(1e-6));
  }

  @Test
  void marginCutsLongsAndShortsAlike() {
    // Gross of 3 is wanted and 1.5 allowed: both legs are halved, the book stays neutral.
    Tape tape = two(new double[] {10, 10}, new double[] {10, 10}).want(0, 1.5, -1.5);
    Journal journal = tape.run(Accounts.of(1_000).limits(NONE, 1.5).account());
    assertThat(Tape.trades(journal))
        .containsExactly("1 MARGIN 75.0 @ 10.0", "1 MARGIN -75.0 @ 10.0");
  }

  @Test
  void aCutLegCutsTheOtherLegsOfItsGroupAlike() {
    // 50 shares a leg; the cap is 5 % of 200 = 10 for the second: both legs trade a fifth.
    Tape tape = two(new double[] {10, 10}, new double[] {10, 10}).want(0, 0.5, -0.5);
    tape.adv[0] = new double[] {1e6, 200};
    tape.groups[0] = new double[] {3, 3};
    assertThat(Tape.trades(tape.run(Accounts.of(1_000).limits(0.05, NONE).account())))
        .containsExactly("1 GROUP 10.0 @ 10.0", "1 VOLUME -10.0 @ 10.0");
  }

  @Test
  void theVolumeCapIsOfTheAdvKnownAtTheDecision() {
    Tape tape = Tape.ofCloses(10, 10).want(0, 0.5);
    tape.adv[0][0] = 400;
    tape.adv[1][0] = 1;
    Accounts rules = Accounts.of(1_000).limits(0.1, NONE);
    assertThat(Tape.trades(tape.run(rules.account()))).containsExactly("1 VOLUME 40.0 @ 10.0");
    tape.adv[0][0] = Double.NaN;
    assertThat(Tape.trades(tape.run(rules.account()))).containsExactly("1 VOLUME 0.0 @ 10.0");
  }

  @Test
  void commissionHasAMinimumPerOrder() {
    // 50 shares for 500: 1 % is 5, below the minimum of 8; 0.1 a share on top makes 10.
    Tape tape = Tape.ofCloses(10, 10, 10).want(0, 0.5);
    Accounts rules = Accounts.of(1_000);
    Columns least = tape.run(rules.costs(Accounts.costs(0.01, 0, 8, 0)).account()).equity();
    assertThat(least.column("commission")).containsExactly(0, 8, 0);
    assertThat(least.column("equity")).containsExactly(1_000, 992, 992);
    Columns more = tape.run(rules.costs(Accounts.costs(0.01, 0.1, 8, 0)).account()).equity();
    assertThat(more.column("commission")).containsExactly(0, 10, 0);
  }

  @Test
  void impactFollowsTheSquareRootOfTheShareOfVolume() {
    // 1.5 x 2 % x sqrt(50 / 5,000) x 500 = 1.5; not known: 1.5 x 3 % x sqrt(10 %) x 500.
    Tape tape = Tape.ofCloses(10, 10).want(0, 0.5);
    Account account = Accounts.of(1_000).costs(Accounts.costs(0, 0, 0, 1.5)).account();
    tape.adv[0][0] = 5_000;
    assertThat(tape.run(account).equity().at(Journal.E_IMPACT, 1)).isCloseTo(1.5, within(1e-12));
    tape.adv[0][0] = Double.NaN;
    tape.sigma[0][0] = Double.NaN;
    assertThat(tape.run(account).equity().at(Journal.E_IMPACT, 1))
        .isCloseTo(1.5 * 0.03 * Math.sqrt(0.1) * 500, within(1e-12));
  }

  @Test
  void interestAndBorrowRunOverTheWeekend() {
    // Short 500 from Thursday; Friday to Monday is three days on 1,500 of cash and 500 of shorts.
    Tape tape = Tape.ofCloses(10, 10, 10).want(0, -0.5);
    tape.sessions = new int[] {6, 7, 10};
    Account.Costs costs = new Account.Costs(0, 0, 0, 0, 0, 0.0365, 0.01, 0, 0);
    tape.rate[0] = -0.01;
    tape.rate[1] = 0.0265;
    Columns rows = tape.run(Accounts.of(1_000).costs(costs).account()).equity();
    assertThat(rows.at(Journal.E_INTEREST, 2)).isCloseTo(1_500 * 0.0365 * 3 / 365, within(1e-6));
    assertThat(rows.at(Journal.E_BORROW, 2)).isCloseTo(500 * 0.0365 * 3 / 365, within(1e-6));
  }

  @Test
  void aFixedRateStandsAloneWhateverTheMarketPays() {
    Account.Costs fixed = new Account.Costs(0, 0, 0, 0, 0, 0, 0, 0.08, 0.03, true, true);
    double owed = -1_000 * 0.08 * 3 / 365;
    for (double market : new double[] {0.05, Double.NaN}) {
      assertThat(interest(fixed, market)).containsExactly(new double[] {0, 0, owed}, within(1e-12));
    }
    Account.Costs margin = new Account.Costs(0, 0, 0, 0, 0, 0, 0.01, 0.08, 0.03, false, true);
    assertThat(interest(margin, 0.05)[1]).isCloseTo(1_000 * 0.06 / 365, within(1e-12));
    assertThat(interest(margin, 0.05)[2]).isCloseTo(owed, within(1e-3));
  }

  /** Of 1,000 in cash over one day, then of 1,000 owed over a weekend. */
  private static double[] interest(Account.Costs costs, double rate) {
    Tape tape = Tape.ofCloses(10, 10, 10).want(0, 2);
    tape.sessions = new int[] {6, 7, 10};
    Arrays.fill(tape.rate, rate);
    Account account = Accounts.of(1_000).costs(costs).limits(NONE, 2).account();
    return tape.run(account).equity().column("interest");
  }

  @Test
  void cashNeverEarnsLessThanNothing() {
    Tape tape = Tape.ofCloses(10, 10, 10);
    Account.Costs costs = new Account.Costs(0, 0, 0, 0, 0, 0, -0.05, 0, 0.01);
    assertThat(tape.run(Accounts.of(1_000).costs(costs).account()).equity().column("equity"))
        .containsOnly(1_000);
  }

  @Test
  void buyAndHoldWithoutCostsIsThePriceRatio() {
    Tape tape = Tape.ofCloses(10, 12.5, 20, 15).want(0, 1);
    double[] equity =
        tape.run(Accounts.of(1_024).fill(Account.Fill.CLOSE).account()).equity().column("equity");
    for (int t = 0; t < 4; t++) {
      assertThat(equity[t]).isCloseTo(1_024 * tape.close[t][0] / 10, within(1e-8));
    }
  }
}
