package finagent.benchmarks;

import finagent.rl.algorithm.Policy;
import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.algorithm.Td3;
import finagent.rl.env.Environment;
import finagent.rl.env.Features;
import finagent.rl.env.Pendulum;
import finagent.rl.env.Scaler;
import finagent.rl.env.TradingWorld;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A learnt policy at work: one decision of a 64x64 network, and one step of trading one instrument
 * over ten years with every cost non-zero, observation and reward included. Nanoseconds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RlUseBench {
  private static final int BARS = 2520;
  private static final int ACTIONS = 1024;
  private static final List<String> OBSERVED = List.of("return-1", "return-5", "volatility-21");

  private final Policy policy =
      SavedPolicy.of(Td3.Config.standard(0.98f).start(Pendulum::of, 1)).policy();
  private final double[] pendulum = {0.5, -0.8, 1.5};
  private final double[] decided = new double[1];
  private final double[] seen = new double[OBSERVED.size() + 1];
  private final double[][] actions = new double[ACTIONS][1];
  private Environment trading = Pendulum.of(1);
  private int step;
  private long episode;

  /** Makes the market. */
  @Setup
  public void open() {
    Panel panel =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                1, BARS, LocalDate.of(2008, 1, 2), 1, SyntheticMarket.Kind.STANDARD));
    double[] close = panel.bars().column("close");
    Features features = new Features(OBSERVED);
    Map<String, double[]> columns =
        new LinkedHashMap<>(features.frame(panel.time(), panel.instruments(), close).columns());
    double[] adv = new double[BARS];
    double[] sigma = new double[BARS];
    Arrays.fill(adv, 1e6);
    Arrays.fill(sigma, 0.02);
    columns.put("adv", adv);
    columns.put("sigma", sigma);
    Frame frame = Frame.of(panel.time(), panel.instruments(), columns);
    Account.Costs costs =
        new Account.Costs(0.0005, 0.001, 1, 0.0002, 0.5, 0.01, -0.005, 0.015, 0.02);
    TradingWorld.Rules rules =
        new TradingWorld.Rules(Account.plain(1e6).with(costs), 1, false, 250);
    Scaler scaler = Scaler.fit(frame, OBSERVED, features.warmup(), BARS);
    trading = new TradingWorld(panel, frame, scaler, features.warmup(), BARS, rules).open(1);
    trading.reset(0);
    for (int k = 0; k < ACTIONS; k++) {
      actions[k][0] = StrictMath.sin(k);
    }
  }

  /** Observation in, action out. */
  @Benchmark
  public double decide() {
    pendulum[2] = -pendulum[2];
    policy.act(pendulum, decided);
    return decided[0];
  }

  /** One bar, from observation to reward; a new episode where one has ended. */
  @Benchmark
  public double trade() {
    if (trading.truncated() || trading.terminated()) {
      trading.reset(++episode);
    }
    trading.observe(seen);
    return trading.step(actions[step++ & (ACTIONS - 1)]) + seen[0];
  }
}
