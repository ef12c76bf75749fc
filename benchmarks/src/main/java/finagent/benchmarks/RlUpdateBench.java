package finagent.benchmarks;

import finagent.rl.algorithm.Ddpg;
import finagent.rl.algorithm.Memory;
import finagent.rl.algorithm.Ppo;
import finagent.rl.algorithm.Sac;
import finagent.rl.algorithm.Td3;
import finagent.rl.env.Pendulum;
import java.util.concurrent.TimeUnit;
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
 * Updates a second on Pendulum with two hidden layers: batches of 256 from a replay full of 200,000
 * transitions, for PPO minibatches of 64 of a round of 2,048 steps. An update is sampling, critics,
 * actor in its turn, slow copies and Adam.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RlUpdateBench {
  private static final int CAPACITY = 200_000;
  private static final Memory MEMORY = Memory.uniform(CAPACITY, 0.98f, 1);

  @Param({"64", "256"})
  int hidden = 64;

  @Param({"td3", "ddpg", "sac", "ppo"})
  String algorithm = "td3";

  private Runnable update = () -> {};

  /** Fills the replay with steps at random, or gathers a round. */
  @Setup
  public void fill() {
    update = of(algorithm, hidden);
  }

  /** One update of an algorithm, to be repeated. */
  static Runnable of(String algorithm, int hidden) {
    switch (algorithm) {
      case "td3" -> {
        Td3.Config config =
            new Td3.Config(hidden, 256, MEMORY, CAPACITY, 1e-3f, 0.005f, 0.1f, 0.2f, 0.5f, 2);
        Td3 training = config.start(Pendulum::of, 1);
        training.train(CAPACITY);
        return training::update;
      }
      case "ddpg" -> {
        Ddpg.Config config = new Ddpg.Config(hidden, 256, MEMORY, CAPACITY, 1e-3f, 0.005f, 0.1f);
        Ddpg training = config.start(Pendulum::of, 1);
        training.train(CAPACITY);
        return training::update;
      }
      case "sac" -> {
        Sac.Config config = new Sac.Config(hidden, 256, MEMORY, CAPACITY, 1e-3f, 0.005f, 1);
        Sac training = config.start(Pendulum::of, 1);
        training.train(CAPACITY);
        return training::update;
      }
      default -> {
        Ppo.Config config = new Ppo.Config(hidden, 4, 512, 1, 3e-4f, 0.98f, 0.95f, 0.2f, 0, -0.5f);
        Ppo training = config.start(Pendulum::of, 1);
        training.train(2048);
        return training::update;
      }
    }
  }

  @Benchmark
  public void update() {
    update.run();
  }
}
