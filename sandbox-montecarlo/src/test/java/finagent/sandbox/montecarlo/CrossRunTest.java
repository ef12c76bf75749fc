package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.backtest.Toys;
import finagent.sandbox.backtest.Trader;
import finagent.sandbox.kernel.alpha.MaCross;
import finagent.sandbox.kernel.portfolio.SignWeights;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.KernelFactory;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.Performance;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossRunTest {
  private static final int BARS = 700;
  private static final int WIDTH = 11;

  private record Named(String kernel, Function<Params, Kernel> maker) implements KernelFactory {
    @Override
    public Kernel create(Params params) {
      return maker.apply(params);
    }
  }

  private static final Kernels KERNELS =
      Kernels.of(
          List.of(
              new Named("cross", p -> new MaCross(p.integer("fast"), p.integer("slow"))),
              new Named("shared", p -> SignWeights.equal(false)),
              new Named("each", p -> new Each())));

  /** One n-th of the equity for whoever is on. */
  private static final class Each implements RowKernel {
    @Override
    public State open(Layout layout) {
      return State.none();
    }

    @Override
    public void run(State state, Layout layout, Block block) {
      for (int k = 0; k < block.rows() * block.width(); k++) {
        double score = block.in(0)[block.inAt(0) + k];
        block.out(0)[block.outAt(0) + k] = score > 0 ? 1.0 / block.width() : 0;
      }
    }
  }

  private static Panel history() {
    Panel toy = Toys.panel(BARS, WIDTH);
    double[] close = toy.bars().column("close");
    Philox random = Philox.of(5, "cross-test");
    for (int t = 1; t < BARS; t++) {
      for (int i = 0; i < WIDTH; i++) {
        double move = 0.0004 + 0.01 * random.normal(0, t, 0, 0) + 0.02 * random.normal(0, t, i, 1);
        close[t * WIDTH + i] = close[(t - 1) * WIDTH + i] * (1 + move);
      }
    }
    return toy;
  }

  private static Account account(double cost) {
    Account plain = Account.plain(1);
    return new Account(
        1,
        "USD",
        Account.Fill.CLOSE,
        plain.sizing(),
        0,
        plain.rebalance(),
        0,
        1,
        plain.maxAdv(),
        plain.maxLeverage(),
        plain.dividends(),
        new Account.Costs(cost / 2, 0, 0, cost / 2, 0, 0, 0, 0, 0));
  }

  private static Trader ledger(Panel panel, CrossRun.Rules rules) {
    Params windows = Params.of("fast", "" + rules.fast(), "slow", "" + rules.slow());
    Step cross = new Step("cross", "cross", windows, List.of(Wire.market("close")), 1);
    Wire mask = Wire.market("member");
    List<Wire> inputs = rules.shared() ? List.of(Wire.step(0, 0), mask) : List.of(Wire.step(0, 0));
    Step weights = new Step("weights", rules.shared() ? "shared" : "each", Params.of(), inputs, 1);
    Book book =
        new Book(
            "b",
            "b",
            Wire.step(1, 0),
            null,
            List.of(),
            List.of(),
            account(rules.cost()),
            Long.MIN_VALUE,
            Journal.Kept.ALL);
    Backtest backtest =
        Backtest.open(
            new Program(List.of(cross, weights), List.of(book)),
            KERNELS,
            panel,
            Interpreter.noFeatures(panel),
            Journal.Detail.EQUITY);
    backtest.run();
    return backtest.traders().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 20, false, 0",
    "5, 20, false, 0.0005",
    "5, 20, true, 0",
    "5, 20, true, 0.0005",
    "1, 2, true, 0.003",
    "20, 100, false, 0.001",
    "20, 100, true, 0.001"
  })
  void theFastPathIsTheLedgerOnTheSameRules(int fast, int slow, boolean shared, double cost) {
    CrossRun.Rules rules = new CrossRun.Rules(fast, slow, shared, cost);
    ResampledPanel resampled = ResampledPanel.of(history());
    RowBootstrap bootstrap = RowBootstrap.stationary(BARS - 1, 20);
    CrossRun run = CrossRun.of(resampled.returns(), rules);
    int[] rows = new int[BARS - 1];
    double[] equity = new double[BARS];
    for (long path = 0; path < 5; path++) {
      bootstrap.rows(RowBootstrap.random(3), path, rows);
      run.run(rows, BARS - 1, equity);
      resampled.fill(rows);
      Trader trader = ledger(resampled.panel(), rules);
      Journal journal = trader.close();
      double[] expected = journal.equity().column("equity");
      for (int t = 0; t < BARS; t++) {
        assertThat(equity[t]).isCloseTo(expected[t], within(1e-11 * expected[t]));
      }
      assertThat(run.firstDecision()).isEqualTo(trader.firstDecision());
      double traded = Arrays.stream(journal.equity().column("traded")).sum();
      assertThat(run.turnover()).isCloseTo(traded, within(1e-10 * traded));
      assertSameMeasures(equity, expected, run.firstDecision());
    }
  }

  private static void assertSameMeasures(double[] equity, double[] expected, int from) {
    Outcome outcome = new Outcome().measure(equity, from, BARS, 252);
    Performance performance = Performance.of(Arrays.copyOfRange(expected, from, BARS), 252);
    assertThat(outcome.sharpe()).isCloseTo(performance.sharpe(), within(1e-8));
    assertThat(outcome.volatility()).isCloseTo(performance.volatility(), within(1e-10));
    assertThat(outcome.totalReturn()).isCloseTo(performance.totalReturn(), within(1e-10));
    assertThat(outcome.growth()).isCloseTo(performance.growth(), within(1e-10));
    assertThat(outcome.depth()).isCloseTo(performance.drawdown().depth(), within(1e-10));
    assertThat(outcome.length()).isEqualTo(performance.drawdown().length());
    assertThat(outcome.underWater()).isEqualTo(performance.drawdown().underWater());
  }

  @Test
  void vectorsAndScalarsGiveTheSameBits() {
    RowReturns returns = ResampledPanel.of(history()).returns();
    int[] rows = new int[BARS - 1];
    double[] fast = new double[BARS];
    double[] slow = new double[BARS];
    for (boolean shared : new boolean[] {true, false}) {
      CrossRun.Rules rules = new CrossRun.Rules(5, 20, shared, 0.001);
      for (long path = 0; path < 20; path++) {
        RowBootstrap.stationary(BARS - 1, 10).rows(RowBootstrap.random(3), path, rows);
        CrossRun.of(returns, rules).run(rows, BARS - 1, fast);
        CrossRun.scalar(returns, rules).run(rows, BARS - 1, slow);
        assertThat(fast).containsExactly(slow);
      }
    }
  }

  @Test
  void aFlatMarketIsNoSignal() {
    double[] still = new double[300 * 3];
    for (int t = 0; t < 30; t++) {
      Arrays.fill(still, t * 3, t * 3 + 3, t % 2 == 0 ? 0.1 : -0.07);
    }
    RowReturns returns = RowReturns.of(300, 3, still);
    int[] rows = new int[300];
    Arrays.setAll(rows, t -> t);
    double[] equity = new double[301];
    CrossRun.of(returns, new CrossRun.Rules(5, 20, true, 0)).run(rows, 300, equity);
    assertThat(equity[300]).isEqualTo(equity[60]);
  }

  @Test
  void everySyntheticSessionIsOneWholeHistoricalRow() {
    Panel history = history();
    ResampledPanel resampled = ResampledPanel.of(history);
    int[] rows = new int[BARS - 1];
    RowBootstrap.stationary(BARS - 1, 7).rows(RowBootstrap.random(1), 4, rows);
    resampled.fill(rows);
    for (int t = 1; t < BARS; t++) {
      int from = rows[t - 1] + 1;
      for (int i = 0; i < WIDTH; i++) {
        double now = resampled.panel().bars().at("close", t, i);
        double was = history.bars().at("close", from, i);
        double ratio = now / resampled.panel().bars().at("close", t - 1, i);
        double real = was / history.bars().at("close", from - 1, i);
        assertThat(ratio).isCloseTo(real, within(1e-14));
        double money = history.bars().at("volume", from, i) * was;
        assertThat(resampled.panel().bars().at("volume", t, i) * now)
            .isCloseTo(money, within(1e-14 * money));
        assertThat(resampled.panel().bars().at("open", t, i) / now)
            .isCloseTo(history.bars().at("open", from, i) / was, within(1e-14));
      }
    }
  }

  @Test
  void refusesReturnsNoPriceRecoversFrom() {
    assertThatThrownBy(() -> RowReturns.of(2, 2, new double[] {0, 0, 0, -1}))
        .hasMessageContaining("Invalid return of instrument 1 in row 1: -1.0");
    assertThatThrownBy(() -> RowReturns.of(2, 1, new double[] {0, Double.NaN}))
        .hasMessageContaining("leave out instruments or sessions with gaps");
  }
}
