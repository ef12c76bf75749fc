package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.backtest.Evaluation;
import finagent.sandbox.backtest.Metric;
import finagent.sandbox.backtest.Toys;
import finagent.sandbox.backtest.Trader;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Program;
import finagent.sandbox.random.Blocks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PanelRunTest {
  private static final int BARS = 300;

  private static Panel history() {
    Panel toy = Toys.panel(BARS, 7);
    double[] rates = new double[BARS];
    for (int t = 0; t < BARS; t++) {
      rates[t] = t % 50 == 3 ? Double.NaN : 0.01 + 0.0001 * (t % 100);
    }
    return Panel.of(
        "toy",
        Frame.of(toy.time(), toy.instruments(), toy.bars().columns()),
        toy.actions(),
        Map.of(),
        Map.of("cash-rate", rates),
        List.of());
  }

  private static Map<String, Double> evaluated(Panel panel, Trader trader) {
    Map<String, Double> byName = new TreeMap<>();
    for (Metric metric : Evaluation.portfolio(panel, trader.close(), trader.firstDecision())) {
      byName.putIfAbsent(metric.name(), metric.value());
    }
    return byName;
  }

  private static void same(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
  }

  @Test
  void eachRunIsTheBacktestOfItsPanelWithTheSameMeasures() {
    for (boolean inLoop : new boolean[] {false, true}) {
      Program program = Toys.program(Account.plain(1000), inLoop);
      ResampledPanel resampled = ResampledPanel.of(history());
      PanelRun run = PanelRun.ledger(program, Toys.kernels());
      int[] rows = new int[BARS - 1];
      for (long path = 0; path < 4; path++) {
        RowBootstrap.stationary(BARS - 1, 9).rows(RowBootstrap.random(3), path, rows);
        resampled.fill(rows);
        Panel panel = resampled.panel();
        Outcome outcome = run.run(panel);
        Backtest fresh =
            Backtest.open(
                program,
                Toys.kernels(),
                panel,
                Interpreter.noFeatures(panel),
                Journal.Detail.EQUITY);
        fresh.run();
        Trader trader = fresh.traders().get(0);
        assertThat(run.firstDecision()).isEqualTo(trader.firstDecision());
        Map<String, Double> metrics = evaluated(panel, trader);
        assertThat(run.equity()).containsExactly(trader.journal().equity().column("equity"));
        same(outcome.sharpe(), metrics.get("sharpe"));
        same(outcome.totalReturn(), metrics.get("total-return"));
        same(outcome.growth(), metrics.get("cagr"));
        same(outcome.volatility(), metrics.get("volatility"));
        same(outcome.depth(), metrics.get("max-drawdown"));
        same(outcome.length(), metrics.get("max-drawdown-bars"));
        same(outcome.underWater(), metrics.get("time-under-water"));
        same(outcome.turnover(), metrics.get("turnover"));
      }
    }
  }

  @Test
  void aMarketMadeWhileItIsReadIsTheSameMarket() {
    for (boolean inLoop : new boolean[] {false, true}) {
      Program program = Toys.program(Account.plain(1000), inLoop);
      ResampledPanel whole = ResampledPanel.of(history());
      ResampledPanel fed = ResampledPanel.of(history());
      PanelRun run = PanelRun.of(program, Toys.kernels());
      PanelRun other = PanelRun.of(program, Toys.kernels());
      for (long path = 0; path < 4; path++) {
        int[] rows = new int[BARS - 1];
        RowBootstrap.stationary(BARS - 1, 9).rows(RowBootstrap.random(3), path, rows);
        whole.fill(rows);
        fed.start(rows);
        double sharpe = run.run(whole.panel()).sharpe();
        assertThat(other.run((FedMarket) fed).sharpe()).isEqualTo(sharpe);
        assertThat(other.equity()).containsExactly(run.equity());
        assertThat(other.firstDecision()).isEqualTo(run.firstDecision());
        assertThat(other.throughLedger()).isEqualTo(inLoop);
        assertThat(fed.whole().bars().column("high"))
            .containsExactly(whole.panel().bars().column("high"));
      }
    }
  }

  @Test
  void aBarWithoutAPriceIsSeenWhileItIsMade() {
    Panel history = history();
    history.bars().column("open")[100 * 7 + 3] = Double.NaN;
    ResampledPanel fed = ResampledPanel.of(history);
    Program program = Toys.program(Account.plain(1000), false);
    PanelRun run = PanelRun.fast(program, Toys.kernels());
    PanelRun ledger = PanelRun.ledger(program, Toys.kernels());
    int[] rows = new int[BARS - 1];
    java.util.Arrays.setAll(rows, t -> t);
    fed.start(rows);
    double sharpe = run.run((FedMarket) fed).sharpe();
    assertThat(run.throughLedger()).isTrue();
    assertThat(sharpe).isEqualTo(ledger.run(fed.whole()).sharpe());
    java.util.Arrays.setAll(rows, t -> t % 90);
    fed.start(rows);
    run.run((FedMarket) fed);
    assertThat(run.throughLedger()).isFalse();
  }

  @Test
  void aModelledMarketMadeWhileItIsReadIsTheSameMarket() {
    Panel history = history();
    PathModel model = PanelModels.fit(ModelKind.GBM, ResampledPanel.of(history).returns(), 252);
    Blocks blocks = Blocks.of(Paths.random(3));
    Program program = Toys.program(Account.plain(1000), false);
    PanelRun run = PanelRun.fast(program, Toys.kernels());
    PanelRun ledger = PanelRun.ledger(program, Toys.kernels());
    ModelledMarket market = ModelledMarket.of(history, BARS, model, blocks);
    ModelledMarket lean =
        ModelledMarket.of(history, BARS, model, blocks, PanelRun.columns(program, Toys.kernels()));
    for (long path : new long[] {0, 1, 700, 3}) {
      double sharpe = run.run(lean.market(path)).sharpe();
      assertThat(run.throughLedger()).isFalse();
      Panel whole = market.market(path).whole();
      assertThat(sharpe).isEqualTo(ledger.run(whole).sharpe());
      assertThat(run.equity()).containsExactly(ledger.equity());
      double[] open = whole.bars().column("open");
      double[] close = whole.bars().column("close");
      for (int k = 7; k < close.length; k++) {
        assertThat(open[k]).isEqualTo(close[k - 7]);
        assertThat(whole.bars().column("high")[k]).isEqualTo(Math.max(open[k], close[k]));
        assertThat(whole.bars().column("low")[k]).isEqualTo(Math.min(open[k], close[k]));
      }
    }
  }

  @Test
  void aRunIsOfOneBook() {
    Program program = Toys.program(Account.plain(1000), false);
    Program two =
        new Program(program.steps(), List.of(program.books().get(0), program.books().get(0)));
    assertThatThrownBy(() -> PanelRun.ledger(two, Toys.kernels()))
        .hasMessageContaining("2 books (a run is of one");
  }

  @Test
  void aMarketNeedsOnlyTheColumnsTheProgramReads() {
    Program program = Toys.program(Account.plain(1000), false);
    assertThat(PanelRun.columns(program, Toys.kernels()))
        .containsExactly("close", "open", "volume");
    ResampledPanel whole = ResampledPanel.of(history());
    ResampledPanel lean = ResampledPanel.of(history(), PanelRun.columns(program, Toys.kernels()));
    int[] rows = new int[BARS - 1];
    RowBootstrap.stationary(BARS - 1, 9).rows(RowBootstrap.random(3), 5, rows);
    whole.fill(rows);
    lean.fill(rows);
    assertThat(lean.panel().bars().column("high")).containsOnly(Double.NaN);
    PanelRun run = PanelRun.of(program, Toys.kernels());
    run.run(lean.panel());
    double[] equity = run.equity().clone();
    run.run(whole.panel());
    assertThat(run.equity()).containsExactly(equity);
  }
}
