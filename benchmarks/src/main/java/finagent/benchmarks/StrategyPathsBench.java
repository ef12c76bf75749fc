package finagent.benchmarks;

import finagent.sandbox.kernel.alpha.MaCross;
import finagent.sandbox.kernel.alpha.MeanReversion;
import finagent.sandbox.kernel.alpha.Momentum;
import finagent.sandbox.kernel.data.Liquidity;
import finagent.sandbox.kernel.portfolio.RankLongShort;
import finagent.sandbox.kernel.portfolio.SignWeights;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.montecarlo.FedMarket;
import finagent.sandbox.montecarlo.PanelRun;
import finagent.sandbox.montecarlo.ResampledPanel;
import finagent.sandbox.montecarlo.RowBootstrap;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.KernelFactory;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import finagent.sandbox.random.Philox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Strategies re-run on bootstraps of 50 instruments x 2,520 days with proportional costs, filled at
 * the next open: paths a second, with the drawing, the making of the bars and all measures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class StrategyPathsBench {
  private static final int WIDTH = 50;
  private static final int BARS = 2521;
  private static final List<Wire> SCORES = List.of(Wire.step(0, 0), Wire.market("member"));

  /** Which strategy. */
  @Param({"cross", "momentum", "reversion", "ranked"})
  String strategy = "cross";

  /** Every close, every week's last or every month's last. */
  @Param({"DAILY", "WEEKLY", "MONTH_END"})
  String rebalance = "DAILY";

  /** A half spread alone, or with commissions by share, a minimum and square-root impact. */
  @Param({"SPREAD", "IMPACT"})
  String costs = "SPREAD";

  private static final List<Wire> TRADED =
      List.of(Wire.market("volume"), Wire.market("split"), Wire.market("close"));

  private final int[] rows = new int[BARS - 1];
  private final RowBootstrap bootstrap = RowBootstrap.stationary(BARS - 1, 20);
  private final Philox draws = RowBootstrap.random(7);
  private final ResampledPanel resampled =
      ResampledPanel.of(history(), Set.of("open", "close", "volume"));
  private PanelRun fast = PanelRun.fast(program(), kernels());
  private PanelRun ledger = PanelRun.ledger(program(), kernels());
  private long path;

  private record Named(String kernel, Kernel made) implements KernelFactory {
    @Override
    public Kernel create(Params params) {
      return made;
    }
  }

  private static Kernels kernels() {
    return Kernels.of(
        List.of(
            new Named("known", new Liquidity(20)),
            new Named("cross", new MaCross(20, 100)),
            new Named("momentum", new Momentum(252, 21, true)),
            new Named("reversion", new MeanReversion(20, 1)),
            new Named("ranked", new Momentum(252, 21, false)),
            new Named("cross-weights", SignWeights.equal(false)),
            new Named("momentum-weights", SignWeights.equal(false)),
            new Named("reversion-weights", SignWeights.equal(false)),
            new Named("ranked-weights", new RankLongShort(0.1, 0.1, 0.5, false))));
  }

  private boolean impact() {
    return costs.equals("IMPACT");
  }

  private Program program() {
    Account account =
        new Account(
            1e6,
            "USD",
            Account.Fill.NEXT_OPEN,
            Account.Sizing.NOTIONAL,
            0,
            Account.Rebalance.valueOf(rebalance),
            0,
            1,
            Double.POSITIVE_INFINITY,
            2,
            Account.Dividends.CASH,
            impact()
                ? new Account.Costs(0, 0.0035, 0.35, 2e-4, 1, 0.003, 0, 0, 0)
                : new Account.Costs(0, 0, 0, 5e-4, 0, 0, 0, 0, 0));
    List<Wire> close = List.of(Wire.market("close"));
    Step score = new Step("score", strategy, Params.of(), close, 1);
    Step weights = new Step("weights", strategy + "-weights", Params.of(), SCORES, 1);
    Step known = new Step("known", "known", Params.of(), TRADED, 2);
    Book book =
        new Book(
            "book",
            strategy,
            Wire.step(1, 0),
            null,
            impact() ? List.of(Wire.step(2, 0), Wire.step(2, 1)) : List.of(),
            List.of(),
            account,
            Long.MIN_VALUE,
            Journal.Kept.ALL);
    return new Program(List.of(score, weights, known), List.of(book));
  }

  private static Panel history() {
    long[] ends = new long[BARS];
    int[] sessions = new int[BARS];
    for (int t = 0; t < BARS; t++) {
      sessions[t] = 10_000 + t / 5 * 7 + t % 5;
      ends[t] = sessions[t] * 86_400_000_000L;
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : List.of("open", "high", "low", "close", "volume")) {
      columns.put(name, new double[BARS * WIDTH]);
    }
    Philox random = Philox.of(7, "strategy-paths-bench");
    double[] close = columns.getOrDefault("close", new double[0]);
    for (int k = 0; k < BARS * WIDTH; k++) {
      double before = k < WIDTH ? 50 : close[k - WIDTH];
      close[k] = before * (1 + 0.0003 + 0.015 * random.normal(0, k / WIDTH, k % WIDTH, 0));
    }
    columns.forEach((name, values) -> System.arraycopy(close, 0, values, 0, close.length));
    List<String> ids = IntStream.range(0, WIDTH).mapToObj("I%02d"::formatted).toList();
    TimeAxis time = TimeAxis.of("weekdays", 252, ends, sessions);
    Frame bars = Frame.of(time, InstrumentAxis.of(ids), columns);
    return Panel.of("bench", bars, Actions.none(), Map.of(), Map.of(), List.of());
  }

  /** The strategy of the parameters. */
  @Setup
  public void make() {
    fast = PanelRun.fast(program(), kernels());
    ledger = PanelRun.ledger(program(), kernels());
  }

  /** One lane per instrument. */
  @Benchmark
  public double fast() {
    return run(fast, resampled);
  }

  /** Through the full ledger. */
  @Benchmark
  public double ledger() {
    return run(ledger, resampled);
  }

  private double run(PanelRun run, FedMarket market) {
    bootstrap.rows(draws, path++, rows);
    resampled.start(rows);
    return run.run(market).sharpe();
  }
}
