package finagent.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must hold in any market, for any targets, under any account. */
class LedgerLawsTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  @Property(tries = 2000)
  void anIndependentReplayerFindsTheSameEquity(@ForAll long seed) {
    Tape tape = Worlds.tape(seed, seed % 3 == 0, seed % 4 != 0);
    Account account = Worlds.account(seed);
    Journal journal = tape.run(account);
    double[] equity = journal.equity().column("equity");
    double[] replayed = Replayer.equity(tape, account, journal);
    for (int t = 0; t < tape.bars; t++) {
      double scale = Math.max(account.capital(), Math.abs(equity[t]));
      assertThat(equity[t]).as("bar %d", t).isCloseTo(replayed[t], within(1e-9 * scale));
    }
  }

  @Property(tries = 200)
  void resumedAtEveryCutEqualsStraightThrough(@ForAll long seed) {
    Tape tape = Worlds.tape(seed, false, true);
    Account account = Worlds.account(seed);
    Journal whole = tape.run(account);
    for (int cut = 0; cut < tape.bars; cut++) {
      List<Journal> parts = tape.runInTwo(account, cut);
      same(whole.equity(), parts.get(0).equity(), parts.get(1).equity());
      same(whole.trades(), parts.get(0).trades(), parts.get(1).trades());
      same(whole.positions(), parts.get(0).positions(), parts.get(1).positions());
      same(whole.attribution(), new Columns(Journal.ATTRIBUTION), parts.get(1).attribution());
    }
  }

  private static void same(Columns whole, Columns first, Columns second) {
    assertThat(whole.rows()).isEqualTo(first.rows() + second.rows());
    for (String name : whole.names()) {
      double[] joined = Arrays.copyOf(first.column(name), whole.rows());
      System.arraycopy(second.column(name), 0, joined, first.rows(), second.rows());
      assertThat(bits(joined)).as(name).isEqualTo(bits(whole.column(name)));
    }
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Property(tries = 500)
  void attributionAndInterestAddUpToTheChangeInEquity(@ForAll long seed) {
    Tape tape = Worlds.tape(seed, false, true);
    Account account = Worlds.account(seed);
    Journal journal = tape.run(account);
    Columns rows = journal.attribution();
    double sum = Arrays.stream(journal.equity().column("interest")).sum();
    double largest = account.capital();
    for (int r = 0; r < rows.rows(); r++) {
      sum += rows.at(1, r) + rows.at(2, r);
      largest = Math.max(largest, Math.abs(rows.at(1, r)));
      for (int cost = 3; cost <= 6; cost++) {
        sum -= rows.at(cost, r);
      }
    }
    double[] equity = journal.equity().column("equity");
    assertThat(equity[tape.bars - 1] - account.capital()).isCloseTo(sum, within(1e-9 * largest));
    assertThat(Arrays.stream(rows.column("traded")).sum())
        .isCloseTo(Arrays.stream(journal.equity().column("traded")).sum(), within(1e-6 * largest));
  }

  @Property(tries = 500)
  void withoutActionsCashMovesOnlyByTradesCostsAndFinancing(@ForAll long seed) {
    Tape tape = Worlds.tape(seed, false, false);
    Account account = Worlds.account(seed);
    Journal journal = tape.run(account);
    double[] bought = new double[tape.bars];
    Columns trades = journal.trades();
    for (int r = 0; r < trades.rows(); r++) {
      if (trades.at(Journal.T_QUANTITY, r) != 0) {
        bought[(int) trades.at(Journal.BAR, r)] +=
            trades.at(Journal.T_QUANTITY, r) * trades.at(Journal.T_PRICE, r);
      }
    }
    Columns rows = journal.equity();
    double cash = account.capital();
    for (int t = 0; t < tape.bars; t++) {
      double costs = 0;
      for (int c = Journal.E_COMMISSION; c <= Journal.E_BORROW; c++) {
        costs += rows.at(c, t);
      }
      cash += rows.at(Journal.E_INTEREST, t) - costs - bought[t];
      assertThat(rows.at(Journal.E_CASH, t))
          .isCloseTo(cash, within(1e-9 * Math.max(account.capital(), Math.abs(cash))));
    }
  }

  @Property(tries = 500)
  void aLongOnlyBookWithoutLeverageNeverOverdrawsCash(@ForAll long seed) {
    Tape tape = Worlds.tape(seed, true, true);
    Account any = Worlds.account(seed);
    double leverage = seed % 2 == 0 ? NONE : 1;
    Account account = Worlds.with(any, any.fill(), Account.Sizing.NOTIONAL, leverage);
    assertThat(Arrays.stream(tape.run(account).equity().column("cash")).min().orElseThrow())
        .isGreaterThanOrEqualTo(0);
  }

  @Property(tries = 500)
  void noOrderIsCutWithoutARowThatSaysWhy(@ForAll long seed) {
    Tape tape = Worlds.tape(seed, false, false);
    Account any = Worlds.account(seed);
    Account account = Worlds.with(any, any.fill(), Account.Sizing.NOTIONAL, any.maxLeverage());
    Columns trades = tape.run(account).trades();
    for (int r = 0; r < trades.rows(); r++) {
      double money = trades.at(Journal.T_QUANTITY, r) * trades.at(Journal.T_PRICE, r);
      double ordered = trades.at(Journal.T_ORDERED, r);
      if (trades.at(Journal.T_REASON, r) == Journal.Reason.FILLED.code()) {
        // A close trades the shares held: the money it raises moves with the price.
        boolean full = Math.abs(money - ordered) <= 2e-9 * Math.abs(ordered);
        int decided = (int) trades.at(Journal.T_DECIDED, r);
        int i = (int) trades.at(Journal.T_INSTRUMENT, r);
        assertThat(full || closes(tape, account, decided, i)).isTrue();
      }
    }
  }

  private static boolean closes(Tape tape, Account account, int decided, int i) {
    double sum = 0;
    int left = account.tranches();
    for (int t = decided; t >= 0 && left > 0; t--) {
      if (tape.targets[t].length > 0) {
        sum += Math.abs(Double.isNaN(tape.targets[t][i]) ? 0 : tape.targets[t][i]);
        left--;
      }
    }
    return sum == 0;
  }

  @Property(tries = 300)
  void theSameSharesAreWorthLessByExactlyTheCosts(@ForAll long seed) {
    Tape tape = Worlds.tape(seed, false, true);
    Arrays.fill(tape.targets, 1, tape.bars, new double[0]);
    tape.want(0, new double[tape.width]);
    Arrays.fill(tape.targets[0], 0.5);
    Arrays.fill(tape.rate, 0);
    Account any = Worlds.account(seed);
    Account.Costs c = any.costs();
    Account.Costs costs =
        new Account.Costs(
            c.commission(), c.perShare(), c.minimum(), c.halfSpread(), c.impact(), 0, 0, 0, 0);
    Account free =
        Worlds.with(any, any.fill(), Account.Sizing.SHARES, NONE).with(Account.Costs.none());
    Columns dear = tape.run(free.with(costs)).equity();
    Columns cheap = tape.run(free).equity();
    double paid = 0;
    for (int t = 0; t < tape.bars; t++) {
      for (int k = Journal.E_COMMISSION; k <= Journal.E_IMPACT; k++) {
        paid += dear.at(k, t);
      }
      double difference = cheap.at(Journal.E_EQUITY, t) - dear.at(Journal.E_EQUITY, t);
      assertThat(difference).isGreaterThanOrEqualTo(-1e-9 * any.capital());
      assertThat(difference).isCloseTo(paid, within(1e-9 * any.capital()));
    }
  }

  @Property(tries = 300)
  void eightTimesTheCapitalIsEightTimesEverythingToTheBit(@ForAll long seed) {
    Tape tape = Worlds.tape(seed, false, true);
    Account any = Worlds.account(seed);
    Account.Costs c = any.costs();
    Account.Costs noMinimum =
        new Account.Costs(
            c.commission(), c.perShare(), 0, c.halfSpread(), c.impact(), c.borrow(), 0, 0.01, 0.02);
    Account small =
        Worlds.with(any, any.fill(), Account.Sizing.NOTIONAL, any.maxLeverage()).with(noMinimum);
    Columns one = tape.run(small).equity();
    Arrays.stream(tape.adv).forEach(row -> Arrays.setAll(row, i -> row[i] * 8));
    Columns eight = tape.run(scaled(small, 8)).equity();
    for (int column = Journal.E_EQUITY; column < Journal.E_STALE; column++) {
      for (int t = 0; t < tape.bars; t++) {
        assertThat(eight.at(column, t)).isEqualTo(8 * one.at(column, t));
      }
    }
  }

  private static Account scaled(Account a, double factor) {
    return new Account(
        a.capital() * factor,
        a.currency(),
        a.fill(),
        a.sizing(),
        a.patience(),
        a.rebalance(),
        a.band(),
        a.tranches(),
        a.maxAdv(),
        a.maxLeverage(),
        a.dividends(),
        a.costs());
  }

  @Property(tries = 300)
  void reorderedInstrumentsGiveTheSameBook(@ForAll long seed) {
    Tape tape = Worlds.tape(seed, false, false);
    Account account = Worlds.account(seed);
    double[] before = tape.run(account).equity().column("equity");
    for (double[][] rows :
        List.of(
            tape.open, tape.close, tape.volume, tape.adv, tape.sigma, tape.targets, tape.groups)) {
      for (double[] row : rows) {
        for (int i = 0; i < row.length / 2; i++) {
          double first = row[i];
          row[i] = row[row.length - 1 - i];
          row[row.length - 1 - i] = first;
        }
      }
    }
    double[] after = tape.run(account).equity().column("equity");
    assertThat(after).containsExactly(before, within(1e-9 * account.capital()));
  }
}
