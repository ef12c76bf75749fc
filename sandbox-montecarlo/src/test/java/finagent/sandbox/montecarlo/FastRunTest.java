package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.sandbox.backtest.Toys;
import finagent.sandbox.kernel.alpha.Momentum;
import finagent.sandbox.kernel.data.Liquidity;
import finagent.sandbox.kernel.portfolio.SignWeights;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Account.Fill;
import finagent.sandbox.ledger.Account.Rebalance;
import finagent.sandbox.ledger.Account.Sizing;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.KernelFactory;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import finagent.sandbox.random.Philox;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FastRunTest {
  private static final double NO = Double.POSITIVE_INFINITY;

  private record Named(String kernel, Function<Params, Kernel> maker) implements KernelFactory {
    @Override
    public Kernel create(Params params) {
      return maker.apply(params);
    }
  }

  static final Kernels KERNELS =
      Kernels.of(
          List.of(
              new Named("momentum", p -> new Momentum(5, 1, false)),
              new Named("liquidity", p -> new Liquidity(7)),
              new Named("both", p -> SignWeights.equal(true)),
              new Named("long", p -> SignWeights.equal(false))));

  /** Long what rose and, with shorts, short what fell. */
  static Program program(Account account, boolean shorts, boolean liquidity) {
    return program(account, shorts, liquidity, false);
  }

  private static Program program(
      Account account, boolean shorts, boolean liquidity, boolean grouped) {
    Step momentum = new Step("m", "momentum", Params.of(), List.of(Wire.market("close")), 1);
    List<Wire> traded = List.of(Wire.market("volume"), Wire.market("split"), Wire.market("close"));
    Step known = new Step("l", "liquidity", Params.of(), traded, 2);
    List<Wire> inputs = List.of(Wire.step(0, 0), Wire.market("member"));
    Step weights = new Step("w", shorts ? "both" : "long", Params.of(), inputs, 1);
    Book book =
        new Book(
            "b",
            "b",
            Wire.step(2, 0),
            grouped ? Wire.market("legs") : null,
            liquidity ? List.of(Wire.step(1, 0), Wire.step(1, 1)) : List.of(),
            List.of(),
            account,
            Long.MIN_VALUE,
            Journal.Kept.ALL);
    return new Program(List.of(momentum, known, weights), List.of(book));
  }

  private static Panel market(int bars, int width, int seed) {
    return market(bars, width, seed, 0);
  }

  /** With a share of bars that do not trade. */
  private static Panel market(int bars, int width, int seed, double idle) {
    Panel toy = Toys.panel(bars, width);
    Philox random = Philox.of(seed, "fast-run");
    Map<String, double[]> columns = new LinkedHashMap<>(toy.bars().columns());
    double[] close = columns.get("close");
    double[] open = columns.get("open");
    double[] volume = columns.get("volume");
    columns.put("legs", new double[bars * width]);
    Arrays.setAll(columns.get("legs"), c -> c % width % 4);
    for (int t = 0; t < bars; t++) {
      for (int i = 0; i < width; i++) {
        int c = t * width + i;
        double before = t == 0 ? 20 + i : close[c - width];
        open[c] = before * (1 + 0.01 * random.normal(0, t, i, 0));
        close[c] = open[c] * (1 + 0.02 * random.normal(0, t, i, 1));
        boolean trades = random.uniform(0, t, i, 3) >= idle;
        volume[c] = trades ? 1e4 * (0.5 + random.uniform(0, t, i, 2)) : t % 2 == 0 ? 0 : Double.NaN;
      }
    }
    double[] rates = new double[bars];
    double[] spreads = new double[bars];
    double[] borrows = new double[bars];
    for (int t = 0; t < bars; t++) {
      rates[t] = t % 11 == 4 ? Double.NaN : 0.03 * random.uniform(1, t, 0, 0);
      spreads[t] = t % 3 == 0 ? 5 : 1;
      borrows[t] = t % 5 == 0 ? 10 : 1;
    }
    return Panel.of(
        "random",
        Frame.of(toy.time(), toy.instruments(), columns),
        Actions.none(),
        Map.of(),
        Map.of("cash-rate", rates, "spread-multiple", spreads, "borrow-multiple", borrows),
        List.of());
  }

  @Provide
  Arbitrary<Account> accounts() {
    Arbitrary<Account.Costs> costs =
        Combinators.combine(
                Arbitraries.of(0.0, 1e-4),
                Arbitraries.of(0.0, 0.005),
                Arbitraries.of(0.0, 0.35),
                Arbitraries.of(0.0, 3e-4),
                Arbitraries.of(0.0, 1.0),
                Arbitraries.of(0.0, 0.02),
                Arbitraries.of(true, false))
            .as(
                (c, p, m, s, i, b, fixed) ->
                    new Account.Costs(
                        c, p, m, s, i, b, fixed ? 0.015 : -0.0025, 0.01, 0.02, fixed, fixed));
    return Combinators.combine(
            Arbitraries.of(Fill.class),
            Arbitraries.of(Rebalance.class),
            Arbitraries.of(0.0, 0.002, 0.05),
            Arbitraries.of(1, 3),
            Arbitraries.of(NO, 0.5, 1.0, 2.0),
            Combinators.combine(Arbitraries.of(1e3, 1e7), Arbitraries.of(0, 1, 3)).as(Start::new),
            costs)
        .as(
            (fill, every, band, tranches, leverage, start, charged) ->
                account(start, fill, every, band, tranches, NO, leverage, charged));
  }

  private record Start(double capital, int patience) {}

  private static Account account(
      Start start,
      Fill fill,
      Rebalance every,
      double band,
      int tranches,
      double maxAdv,
      double leverage,
      Account.Costs costs) {
    return new Account(
        start.capital(),
        "USD",
        fill,
        Sizing.NOTIONAL,
        start.patience(),
        every,
        band,
        tranches,
        maxAdv,
        leverage,
        Account.Dividends.CASH,
        costs);
  }

  @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
  void theFastPathIsTheLedgerToTheLastBit(
      @ForAll("accounts") Account account,
      @ForAll boolean shorts,
      @ForAll boolean liquidity,
      @ForAll boolean grouped,
      @ForAll boolean idle,
      @ForAll @IntRange(min = 1, max = 13) int width,
      @ForAll @IntRange(min = 0, max = 1000) int seed) {
    Program program = program(account, shorts, liquidity, grouped);
    Panel panel = market(70, width, seed, idle ? 0.1 : 0);
    PanelRun ledger = PanelRun.ledger(program, KERNELS);
    PanelRun fast = PanelRun.fast(program, KERNELS);
    for (int again = 0; again < 2; again++) {
      Double sharpe = ledger.run(panel).sharpe();
      assertThat(fast.run(panel).sharpe()).isEqualTo(sharpe);
      assertThat(fast.throughLedger()).isFalse();
      assertThat(fast.equity()).containsExactly(ledger.equity());
      assertThat(fast.firstDecision()).isEqualTo(ledger.firstDecision());
      Double turnover = ledger.run(panel).turnover();
      assertThat(fast.run(panel).turnover()).isEqualTo(turnover);
    }
  }

  @Test
  void aMarketWithABarWithoutAPriceGoesThroughTheLedger() {
    Program program = program(Account.plain(1e6), true, false);
    PanelRun ledger = PanelRun.ledger(program, KERNELS);
    PanelRun fast = PanelRun.fast(program, KERNELS);
    for (String column : List.of("close", "open")) {
      Panel panel = market(70, 6, 1);
      panel.bars().column(column)[40 * 6 + 2] = Double.NaN;
      assertThat(fast.run(panel).sharpe()).isEqualTo(ledger.run(panel).sharpe());
      assertThat(fast.throughLedger()).isTrue();
      assertThat(fast.equity()).containsExactly(ledger.equity());
      panel.bars().column(column)[40 * 6 + 2] = 10;
      assertThat(fast.run(panel).sharpe()).isEqualTo(ledger.run(panel).sharpe());
      assertThat(fast.throughLedger()).isFalse();
    }
  }

  @Test
  void whatOnlyTheLedgerCanDoIsRefusedByName() {
    Account plain = Account.plain(1e6);
    Account capped =
        account(
            new Start(1e6, 0), Fill.CLOSE, Rebalance.DAILY, 0, 1, 0.1, NO, Account.Costs.none());
    assertThat(PanelRun.refusal(program(capped, true, true)))
        .hasValue("a cap on volume (maxAdv 0.1) goes through the ledger");
    Program inLoop = Toys.program(plain, true);
    assertThat(PanelRun.refusal(inLoop))
        .hasValue("'halve' looks at the account and goes through the ledger");
    assertThat(PanelRun.of(inLoop, Toys.kernels()).run(market(70, 4, 2)).depth()).isNegative();
    assertThatThrownBy(() -> PanelRun.fast(inLoop, Toys.kernels()))
        .hasMessageContaining("'halve' looks at the account");
  }
}
