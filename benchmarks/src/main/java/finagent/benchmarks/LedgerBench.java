package finagent.benchmarks;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Ledger;
import finagent.sandbox.ledger.Row;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.random.Philox;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The ledger: 50 instruments x 2,520 days, daily rebalance, long and short, every cost non-zero.
 * The score is instrument-bars a microsecond, that is, millions a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class LedgerBench {
  private static final int WIDTH = 50;
  private static final int BARS = 2520;
  private static final int ACCOUNTS = 8;

  private final double[] open = new double[BARS * WIDTH];
  private final double[] close = new double[BARS * WIDTH];
  private final double[] volume = new double[BARS * WIDTH];
  private final double[] adv = new double[BARS * WIDTH];
  private final double[] sigma = new double[BARS * WIDTH];
  private final double[] target = new double[BARS * WIDTH];
  private TimeAxis time = days();
  private InstrumentAxis instruments = names();

  private static TimeAxis days() {
    long[] ends = new long[BARS];
    int[] sessions = new int[BARS];
    for (int t = 0; t < BARS; t++) {
      sessions[t] = 10_000 + t / 5 * 7 + t % 5;
      ends[t] = sessions[t] * 86_400_000_000L;
    }
    return TimeAxis.of("weekdays", 252, ends, sessions);
  }

  private static InstrumentAxis names() {
    return InstrumentAxis.of(IntStream.range(0, WIDTH).mapToObj(i -> "I" + i).toList());
  }

  /** Prices are random walks, targets slow autoregressions, so that nearly all bars trade. */
  @Setup
  public void make() {
    Philox draws = Philox.of(7, "ledger-bench");
    double[] price = new double[WIDTH];
    for (int t = 0; t < BARS; t++) {
      for (int i = 0; i < WIDTH; i++) {
        int k = t * WIDTH + i;
        price[i] = t == 0 ? 20 + 200 * draws.uniform(0, 0, i, 0) : price[i];
        open[k] = price[i] * (1 + 0.004 * draws.normal(0, t, i, 1));
        close[k] = open[k] * (1 + 0.012 * draws.normal(0, t, i, 2));
        price[i] = close[k];
        volume[k] = 1e6 * (1 + draws.uniform(0, t, i, 3));
        adv[k] = 1.5e6;
        sigma[k] = 0.012 + 0.004 * draws.uniform(0, t, i, 4);
        target[k] = (t == 0 ? 0 : 0.9 * target[k - WIDTH]) + 0.01 * draws.normal(0, t, i, 5);
      }
    }
    time = days();
    instruments = names();
    double traded = (double) run(Journal.Detail.TRADES).trades().rows() / (BARS * WIDTH);
    if (traded < 0.9) {
      throw new IllegalStateException("Only %.3f of the instrument-bars trade.".formatted(traded));
    }
  }

  /** Fills are counted but not stored. */
  @Benchmark
  @OperationsPerInvocation(BARS * WIDTH)
  public double equityOnly() {
    return run(Journal.Detail.EQUITY).equity().at(Journal.E_EQUITY, BARS - 1);
  }

  /**
   * Eight accounts through the same bars side by side, as sweeps and noise controls run them: a bar
   * of the market is fetched from memory once for all.
   */
  @Benchmark
  @OperationsPerInvocation(ACCOUNTS * BARS * WIDTH)
  public double sideBySide() {
    List<Journal> journals = run(Journal.Detail.EQUITY, ACCOUNTS);
    return journals.get(ACCOUNTS - 1).equity().at(Journal.E_EQUITY, BARS - 1);
  }

  /** Every fill stored. */
  @Benchmark
  @OperationsPerInvocation(BARS * WIDTH)
  public double everyFill() {
    return run(Journal.Detail.TRADES).equity().at(Journal.E_EQUITY, BARS - 1);
  }

  private Journal run(Journal.Detail detail) {
    return run(detail, 1).get(0);
  }

  private List<Journal> run(Journal.Detail detail, int accounts) {
    Account.Costs costs = new Account.Costs(1e-4, 1e-3, 0.01, 2e-4, 1, 0.005, -0.002, 0.01, 0.03);
    Account account = Account.plain(10e6).with(costs);
    List<Ledger> ledgers =
        Stream.generate(() -> Ledger.open(account, instruments, time, Actions.none(), 0, detail))
            .limit(accounts)
            .toList();
    Row row = new Row();
    row.open = open;
    row.close = close;
    row.volume = volume;
    row.adv = adv;
    row.sigma = sigma;
    for (int t = 0; t < BARS; t++) {
      row.at = t * WIDTH;
      row.liquidityAt = row.at;
      for (Ledger ledger : ledgers) {
        ledger.advance(t, row);
        ledger.decide(target, row.at, null, 0, row);
      }
    }
    return ledgers.stream().map(Ledger::close).toList();
  }
}
