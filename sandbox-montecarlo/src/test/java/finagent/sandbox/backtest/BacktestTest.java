package finagent.sandbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestTest {
  private static final Panel PANEL = Toys.panel(120, 9);
  private static final Account ACCOUNT =
      Account.plain(1e6).with(new Account.Costs(1e-4, 0.001, 1, 2e-4, 0.1, 0.01, 0, 0, 0.02));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void savedAndResumedAtEveryCutEqualsStraightThrough(boolean inLoop) throws IOException {
    Program program = Toys.program(ACCOUNT, inLoop);
    Columns whole = equity(open(program));
    for (int cut = 1; cut < PANEL.time().size(); cut++) {
      Backtest first = open(program);
      first.runTo(cut);
      Backtest second = open(program);
      second.resume(there(first.save()));
      second.run();
      Columns rest = second.traders().get(0).close().equity();
      assertThat(rest.rows()).isEqualTo(whole.rows() - cut);
      for (int c = 0; c < whole.names().size(); c++) {
        for (int row = 0; row < rest.rows(); row++) {
          assertThat(Double.doubleToRawLongBits(rest.at(c, row)))
              .as("%s at bar %d after a cut at %d", whole.names().get(c), cut + row, cut)
              .isEqualTo(Double.doubleToRawLongBits(whole.at(c, cut + row)));
        }
      }
    }
  }

  @Test
  void aMonthlyBookDecidesWhatADailyLookAtTheSameSessionsWouldDecide() {
    Program monthly = Toys.program(ACCOUNT.with(Account.Rebalance.MONTH_END), false);
    Columns lazy = equity(open(monthly));
    Program watched = Toys.program(ACCOUNT.with(Account.Rebalance.MONTH_END), true);
    Columns eager = equity(open(watched));
    assertThat(lazy.column("traded")).contains(0.0);
    int firstTrade = 0;
    while (lazy.at(Journal.E_TRADED, firstTrade) == 0) {
      firstTrade++;
    }
    assertThat(eager.at(Journal.E_TRADED, firstTrade))
        .isEqualTo(lazy.at(Journal.E_TRADED, firstTrade));
  }

  @Test
  void aProgramCutToSomeBooksGivesTheirResultsAndDropsOtherSteps() {
    Program one = Toys.program(ACCOUNT, false);
    Program two =
        new Program(
            one.steps(),
            java.util.List.of(one.books().get(0), Toys.program(ACCOUNT, true).books().get(0)));
    Columns alone = equity(open(one));
    Columns cut = equity(open(two.only(0, 1)));
    assertThat(cut.column("equity")).isEqualTo(alone.column("equity"));
    assertThat(two.only(0, 1).steps()).hasSize(2);
    assertThat(two.only(0, 0).steps()).isEmpty();
  }

  private static Columns equity(Backtest backtest) {
    backtest.run();
    return backtest.traders().get(0).close().equity();
  }

  private static Backtest open(Program program) {
    return Backtest.open(
        program, Toys.kernels(), PANEL, Interpreter.noFeatures(PANEL), Journal.Detail.ALL);
  }

  private static Snapshot there(Snapshot snapshot) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    snapshot.write(new DataOutputStream(bytes));
    return Snapshot.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
