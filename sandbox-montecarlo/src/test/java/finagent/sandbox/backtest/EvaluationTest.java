package finagent.sandbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.grid.Shared;
import finagent.sandbox.kernel.portfolio.SignWeights;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.montecarlo.PanelRun;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {
  private static final double CAPITAL = 1e6;
  private static final int BARS = 30;
  private static final int WIDTH = 4;
  private static final Kernels KERNELS =
      Kernels.of(
          List.of(
              new KernelFactory() {
                @Override
                public String kernel() {
                  return "long";
                }

                @Override
                public Kernel create(Params params) {
                  return SignWeights.equal(false);
                }
              }));

  /** All in equal parts, bought at the first close of the market or after it and left alone. */
  private static Program once(Account.Fill fill) {
    Account account =
        new Account(
            CAPITAL,
            "USD",
            fill,
            Account.Sizing.NOTIONAL,
            0,
            Account.Rebalance.DAILY,
            0.1,
            1,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Account.Dividends.CASH,
            new Account.Costs(0.002, 0, 0, 0.001, 0.5, 0, 0, 0, 0));
    Step weights =
        new Step("w", "long", Params.of(), List.of(Wire.market("close"), Wire.market("member")), 1);
    Book book =
        new Book(
            "b",
            "b",
            Wire.step(0, 0),
            null,
            List.of(),
            List.of(),
            account,
            Long.MIN_VALUE,
            Journal.Kept.ALL);
    return new Program(List.of(weights), List.of(book));
  }

  /** Prices that never move. */
  private static Panel flat() {
    Panel toy = Toys.panel(BARS, WIDTH);
    Map<String, double[]> columns = new LinkedHashMap<>(toy.bars().columns());
    for (String price : List.of("open", "high", "low", "close")) {
      double[] still = new double[BARS * WIDTH];
      Arrays.fill(still, 50);
      columns.put(price, still);
    }
    double[] member = new double[BARS * WIDTH];
    Arrays.fill(member, 1);
    columns.put("member", member);
    return Panel.of(
        "flat",
        Frame.of(toy.time(), toy.instruments(), columns),
        Actions.none(),
        Map.of(),
        Map.of(),
        List.of());
  }

  @ParameterizedTest
  @EnumSource
  void whatAPurchaseCostIsLostWheneverItIsFilled(Account.Fill fill) {
    Panel panel = flat();
    Backtest backtest =
        Backtest.open(
            once(fill), KERNELS, panel, Interpreter.noFeatures(panel), Journal.Detail.TRADES);
    backtest.run();
    Trader trader = backtest.traders().get(0);
    Journal journal = trader.close();
    Columns rows = journal.equity();
    double paid = 0;
    int charged = 0;
    for (int t = 0; t < rows.rows(); t++) {
      paid += Evaluation.charged(rows, t);
      charged += Evaluation.charged(rows, t) > 0 ? 1 : 0;
    }
    assertThat(charged).as("bars with costs").isEqualTo(1);
    assertThat(paid).isGreaterThan(3000);
    double lost = -paid / CAPITAL;
    List<Metric> metrics = Evaluation.portfolio(panel, journal, trader.firstDecision());
    Metric total =
        metrics.stream().filter(m -> m.name().equals("total-return")).findFirst().orElseThrow();
    assertThat(total.value()).isCloseTo(lost, within(1e-12));
    NoiseWork noise = new NoiseWork(once(fill), KERNELS, 2, 1);
    double[] scores = noise.run(new Shared(panel, Interpreter.noFeatures(panel)), noise.range());
    assertThat(scores[1]).isEqualTo(total.value());
    assertThat(scores[scores.length - 1]).as("a draw buys the same").isCloseTo(lost, within(1e-12));
    PanelRun fast = PanelRun.fast(once(fill), KERNELS);
    PanelRun ledger = PanelRun.ledger(once(fill), KERNELS);
    assertThat(fast.run(panel).totalReturn()).isCloseTo(lost, within(1e-12));
    assertThat(fast.throughLedger()).isFalse();
    assertThat(ledger.run(panel).totalReturn()).isEqualTo(fast.run(panel).totalReturn());
    assertThat(fast.equity()).containsExactly(rows.column("equity"));
    assertThat(ledger.equity()).containsExactly(rows.column("equity"));
  }
}
