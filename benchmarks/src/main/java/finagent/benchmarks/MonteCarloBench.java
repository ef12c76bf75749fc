package finagent.benchmarks;

import finagent.sandbox.montecarlo.CorrelatedPanel;
import finagent.sandbox.montecarlo.Covariance;
import finagent.sandbox.montecarlo.CrossRun;
import finagent.sandbox.montecarlo.Gbm;
import finagent.sandbox.montecarlo.Histogram;
import finagent.sandbox.montecarlo.Outcome;
import finagent.sandbox.montecarlo.Paths;
import finagent.sandbox.montecarlo.RowBootstrap;
import finagent.sandbox.montecarlo.RowReturns;
import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Philox;
import finagent.sandbox.vector.Lane;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
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

/** Monte Carlo on one core: numbers, path steps, paths or values a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class MonteCarloBench {
  private static final int LANES = Lane.WIDTH;
  private static final int ASSETS = 50;
  private static final int DAYS = 252;
  private static final int HISTORY = 2520;
  private static final int BLOCKS = 16;
  private static final int VALUES = 1 << 16;

  private final double[] even = new double[BLOCKS * LANES + Lane.STRIDE];
  private final double[] odd = new double[BLOCKS * LANES + Lane.STRIDE];
  private final Blocks blocks = Blocks.of(Philox.of(7, "montecarlo-bench"));
  private final Paths gbm = Paths.of(new Gbm(0.05, 0.2, DAYS), 7);
  private final Paths panel = Paths.of(correlated(), 7);
  private final RowBootstrap bootstrap = RowBootstrap.stationary(HISTORY, 20);
  private final Philox rowDraws = RowBootstrap.random(7);
  private final CrossRun cross = CrossRun.of(history(), new CrossRun.Rules(20, 100, false, 0.0005));
  private final CrossRun shared = CrossRun.of(history(), new CrossRun.Rules(20, 100, true, 0.0005));
  private final int[] rows = new int[HISTORY];
  private final double[] equity = new double[HISTORY + 1];
  private final Outcome outcome = new Outcome();
  private final Histogram histogram = new Histogram();
  private final double[] values = new double[VALUES];
  private long chunk;
  private long path;

  private static CorrelatedPanel correlated() {
    double[] correlation = new double[ASSETS * ASSETS];
    Arrays.setAll(correlation, k -> k / ASSETS == k % ASSETS ? 1 : 0.3);
    double[] deviations = new double[ASSETS];
    Arrays.fill(deviations, 0.2 / Math.sqrt(DAYS));
    return CorrelatedPanel.gbm(
        Collections.nCopies(ASSETS, 0.05 / DAYS), Covariance.of(deviations, correlation));
  }

  private static RowReturns history() {
    Philox draws = Philox.of(7, "montecarlo-bench-history");
    double[] returns = new double[HISTORY * ASSETS];
    for (int t = 0; t < HISTORY; t++) {
      double market = draws.normal(0, t, 0, 0);
      for (int i = 0; i < ASSETS; i++) {
        double own = draws.normal(0, t, i + 1, 0);
        returns[t * ASSETS + i] = 0.0003 + 0.012 * (0.55 * market + 0.835 * own);
      }
    }
    return RowReturns.of(HISTORY, ASSETS, returns);
  }

  /** Values for the histogram. */
  @Setup
  public void make() {
    Philox draws = Philox.of(7, "montecarlo-bench-values");
    Arrays.setAll(values, k -> draws.normal(k, 0, 0, 0));
  }

  /** Standard normals. */
  @Benchmark
  @OperationsPerInvocation(2 * BLOCKS * LANES)
  public double normals() {
    for (int k = 0; k < BLOCKS; k++) {
      blocks.at(LANES * chunk++, LANES, 0, 0, 0).normals(even, k * LANES, odd, k * LANES);
    }
    return even[5];
  }

  /** Steps of geometric Brownian motion with a price at every step. */
  @Benchmark
  @OperationsPerInvocation(DAYS * LANES)
  public double gbmSteps() {
    gbm.start(LANES * chunk++, LANES);
    for (int t = 0; t < DAYS; t++) {
      gbm.next();
    }
    return gbm.levels()[5];
  }

  /** Paths of 50 correlated assets x 252 days, prices at every step and their sum. */
  @Benchmark
  @OperationsPerInvocation(LANES)
  public double correlatedPaths() {
    panel.start(LANES * chunk++, LANES);
    for (int t = 0; t < DAYS; t++) {
      panel.next();
      Arrays.fill(even, 0, LANES, 0);
      for (int i = 0; i < ASSETS; i++) {
        add(panel.levels(), i * Lane.STRIDE, even);
      }
    }
    return even[5];
  }

  private static void add(double[] from, int at, double[] to) {
    for (int p = 0; p < LANES; p++) {
      to[p] += from[at + p];
    }
  }

  /** Bootstraps of 50 x 2,520 with a moving-average cross re-run, 1/n each. */
  @Benchmark
  public double strategyPaths() {
    return strategy(cross);
  }

  /** The same with the equity shared by what is on, so that buys are cut nearly every day. */
  @Benchmark
  public double strategyPathsShared() {
    return strategy(shared);
  }

  private double strategy(CrossRun run) {
    bootstrap.rows(rowDraws, path++, rows);
    run.run(rows, HISTORY, equity);
    return outcome.measure(equity, run.firstDecision(), HISTORY + 1, DAYS).sharpe();
  }

  /** Values added to a histogram. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public Histogram histogramAdds() {
    histogram.add(values, 0, VALUES);
    return histogram;
  }
}
