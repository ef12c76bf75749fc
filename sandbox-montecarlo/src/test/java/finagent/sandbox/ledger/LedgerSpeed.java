package finagent.sandbox.ledger;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Speed of the ledger on one core: 50 instruments x 2,520 days, daily rebalance, long and short,
 * every cost non-zero, fills not stored. Prints instrument-bars per second of core time, best and
 * median of several rounds, and the share of instrument-bars that traded.
 */
public final class LedgerSpeed {
  private static final int WIDTH = 50;
  private static final int BARS = 2520;

  /** Time on the core, so that other processes on the machine do not count. */
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final double[] open = new double[BARS * WIDTH];
  private final double[] close = new double[BARS * WIDTH];
  private final double[] volume = new double[BARS * WIDTH];
  private final double[] adv = new double[BARS * WIDTH];
  private final double[] sigma = new double[BARS * WIDTH];
  private final double[] target = new double[BARS * WIDTH];
  private final TimeAxis time;
  private final InstrumentAxis instruments;

  private LedgerSpeed() {
    Random random = new Random(7);
    double[] price = new double[WIDTH];
    for (int k = 0; k < open.length; k++) {
      int i = k % WIDTH;
      price[i] = k < WIDTH ? 20 + random.nextInt(200) : price[i];
      open[k] = price[i] * (1 + 0.004 * random.nextGaussian());
      close[k] = open[k] * (1 + 0.012 * random.nextGaussian());
      price[i] = close[k];
      volume[k] = 1e6 * (1 + random.nextDouble());
      adv[k] = 1.5e6;
      sigma[k] = 0.012 + 0.004 * random.nextDouble();
      target[k] = (k < WIDTH ? 0 : 0.9 * target[k - WIDTH]) + 0.01 * random.nextGaussian();
    }
    long[] ends = new long[BARS];
    int[] sessions = new int[BARS];
    for (int t = 0; t < BARS; t++) {
      sessions[t] = 10_000 + t / 5 * 7 + t % 5;
      ends[t] = sessions[t] * 86_400_000_000L;
    }
    time = TimeAxis.of("weekdays", 252, ends, sessions);
    instruments = InstrumentAxis.of(IntStream.range(0, WIDTH).mapToObj(i -> "I" + i).toList());
  }

  private Journal run(Journal.Detail detail) {
    Account.Costs costs = new Account.Costs(1e-4, 1e-3, 0.01, 2e-4, 1, 0.005, -0.002, 0.01, 0.03);
    Account account = Account.plain(10e6).with(costs);
    Ledger ledger = Ledger.open(account, instruments, time, Actions.none(), 0, detail);
    Row row = new Row();
    row.open = open;
    row.close = close;
    row.volume = volume;
    row.adv = adv;
    row.sigma = sigma;
    for (int t = 0; t < BARS; t++) {
      row.at = t * WIDTH;
      row.liquidityAt = row.at;
      ledger.advance(t, row);
      ledger.decide(target, row.at, null, 0, row);
    }
    return ledger.close();
  }

  /** Runs for about {@code args[0]} seconds (default 3). */
  public static void main(String[] args) {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 3;
    LedgerSpeed bench = new LedgerSpeed();
    int trades = bench.run(Journal.Detail.TRADES).trades().rows();
    List<Double> rates = new ArrayList<>();
    double sink = 0;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      long start = CLOCK.getCurrentThreadCpuTime();
      for (int k = 0; k < 10; k++) {
        Journal journal = bench.run(Journal.Detail.EQUITY);
        sink += journal.equity().at(Journal.E_EQUITY, BARS - 1);
      }
      rates.add(10.0 * BARS * WIDTH / (CLOCK.getCurrentThreadCpuTime() - start) * 1e3);
    }
    List<Double> sorted = rates.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%.1f M instrument-bars/s best, %.1f median; traded %.1f %%; equity %.2f%n",
        sorted.get(sorted.size() - 1),
        sorted.get(sorted.size() / 2),
        100.0 * trades / (BARS * WIDTH),
        sink / (10.0 * rates.size()));
  }
}
