package finagent.sandbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.grid.Shared;
import finagent.sandbox.kernel.data.Liquidity;
import finagent.sandbox.kernel.portfolio.SignWeights;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.KernelFactory;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ControlsTest {
  private static final int WIDTH = 9;
  private static final int DRAWS = 12;
  private static final Account ACCOUNT =
      Account.plain(1e9).with(new Account.Costs(0, 0, 0, 1e-4, 1, 0, 0, 0, 0));

  private record Named(String kernel, Function<Params, Kernel> maker) implements KernelFactory {
    @Override
    public Kernel create(Params params) {
      return maker.apply(params);
    }
  }

  private static final Kernels KERNELS =
      Kernels.of(
          List.of(
              new Named("liquidity", p -> new Liquidity(7)),
              new Named("long", p -> SignWeights.equal(false))));

  /** Holds all there is, in equal parts. */
  private static Program equalWeight(Account account, boolean liquidity) {
    List<Wire> traded = List.of(Wire.market("volume"), Wire.market("split"), Wire.market("close"));
    List<Wire> all = List.of(Wire.market("close"), Wire.market("member"));
    Step known = new Step("l", "liquidity", Params.of(), traded, 2);
    Step weights = new Step("w", "long", Params.of(), all, 1);
    Book book =
        new Book(
            "b",
            "b",
            Wire.step(1, 0),
            null,
            liquidity ? List.of(Wire.step(0, 0), Wire.step(0, 1)) : List.of(),
            List.of(),
            account,
            Long.MIN_VALUE,
            Journal.Kept.ALL);
    return new Program(List.of(known, weights), List.of(book));
  }

  private static List<BookResult> controls(Program program, Panel panel) {
    NoiseWork work = new NoiseWork(program, KERNELS, DRAWS, 1);
    Shared shared = new Shared(panel, Interpreter.noFeatures(panel));
    List<double[]> parts =
        work.range().split(3).stream().map(range -> work.run(shared, range)).toList();
    return work.results("k", shared, parts);
  }

  private static Columns buyAndHold(Program program, Panel panel) {
    return controls(program, panel).stream()
        .filter(result -> result.key().equals("k/buy-and-hold"))
        .findFirst()
        .orElseThrow()
        .journal()
        .equity();
  }

  /** From the first decision on. */
  private static double[] own(Program program, Panel panel, String column) {
    Backtest backtest =
        Backtest.open(
            program, KERNELS, panel, Interpreter.noFeatures(panel), Journal.Detail.EQUITY);
    backtest.run();
    Trader trader = backtest.traders().get(0);
    double[] all = trader.close().equity().column(column);
    return Arrays.copyOfRange(all, trader.firstDecision(), all.length);
  }

  @Test
  void buyAndHoldPaysTheImpactOfABookThatDecidesOnce() {
    Panel twoMonths = Toys.panel(35, WIDTH);
    Account monthly = ACCOUNT.with(Account.Rebalance.MONTH_END);
    Program once = equalWeight(monthly, true);
    double[] impact = own(once, twoMonths, "impact");
    assertThat(impact[0]).isZero();
    assertThat(impact[1]).isPositive();
    assertThat(Arrays.stream(impact).sum()).isEqualTo(impact[1]);
    Columns held = buyAndHold(once, twoMonths);
    assertThat(held.column("impact")).containsExactly(impact);
    assertThat(held.column("equity")).containsExactly(own(once, twoMonths, "equity"));
  }

  @Test
  void whatIsNotKnownIsDearForBoth() {
    Panel twoMonths = Toys.panel(35, WIDTH);
    Program unknown = equalWeight(ACCOUNT.with(Account.Rebalance.MONTH_END), false);
    double[] impact = own(unknown, twoMonths, "impact");
    assertThat(impact[1]).isPositive();
    assertThat(buyAndHold(unknown, twoMonths).column("impact")).containsExactly(impact);
  }
}
