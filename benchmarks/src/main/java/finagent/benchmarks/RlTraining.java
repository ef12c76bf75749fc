package finagent.benchmarks;

import finagent.rl.algorithm.Ddpg;
import finagent.rl.algorithm.Evaluator;
import finagent.rl.algorithm.Memory;
import finagent.rl.algorithm.Ppo;
import finagent.rl.algorithm.Recipe;
import finagent.rl.algorithm.Sac;
import finagent.rl.algorithm.Td3;
import finagent.rl.algorithm.Trainer;
import finagent.rl.env.Pendulum;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Trainings in CPU time of their thread, so that other work on the machine counts for little.
 * {@code updates N}: updates a second of each algorithm, best of N rounds. {@code whole N}: TD3 on
 * Pendulum, 10,000 steps of which 1,000 at random, then an update a step, N seeds one after the
 * other; seconds of CPU and of the clock, environment and acting included. {@code soak N}: N short
 * trainings of all algorithms in turn in this JVM, and how its resident memory grows.
 */
public final class RlTraining {
  private static final int STEPS = 10_000;
  private static final int SHORT = 1000;
  private static final int EPISODES = 50;

  private RlTraining() {}

  /**
   * Runs it.
   *
   * @param args {@code updates}, {@code whole} or {@code soak}, then how many
   */
  public static void main(String[] args) throws IOException {
    String what = args.length > 0 ? args[0] : "updates";
    int count = args.length > 1 ? Integer.parseInt(args[1]) : what.equals("soak") ? 1000 : 6;
    switch (what) {
      case "updates" -> updates(count);
      case "whole" -> whole(count);
      case "soak" -> soak(count);
      default ->
          throw new IllegalArgumentException(
              "No bench '%s'; there are updates, whole and soak".formatted(what));
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void updates(int rounds) {
    for (int hidden : new int[] {64, 256}) {
      for (String algorithm : List.of("td3", "ddpg", "sac", "ppo")) {
        Runnable update = RlUpdateBench.of(algorithm, hidden);
        int count = (algorithm.equals("ppo") ? 6400 : 1600) * 64 * 16 / hidden / hidden * 4;
        long best = Long.MAX_VALUE;
        for (int round = -1; round < rounds; round++) {
          long began = cpu();
          for (int k = 0; k < count; k++) {
            update.run();
          }
          best = round < 0 ? best : Math.min(best, (cpu() - began) / count);
        }
        System.out.printf(
            Locale.ROOT,
            "%s %dx%d: best %.1f us = %.0f updates/s%n",
            algorithm,
            hidden,
            hidden,
            best * 1e-3,
            1e9 / best);
      }
    }
  }

  private static void whole(int seeds) {
    Evaluator judge = new Evaluator(Pendulum::of, EPISODES, Evaluator.STANDARD_SEED);
    for (int seed = 1; seed <= seeds; seed++) {
      long cpu = cpu();
      long clock = System.nanoTime();
      Td3 training = Td3.Config.standard(0.98f).start(Pendulum::of, seed);
      training.train(STEPS);
      double seconds = (System.nanoTime() - clock) * 1e-9;
      cpu = cpu() - cpu;
      System.out.printf(
          Locale.ROOT,
          "seed %d: return %.1f, %.2f s CPU (thread), %.2f s wall%n",
          seed,
          judge.judge(training.policy()).mean(),
          cpu * 1e-9,
          seconds);
    }
  }

  private static void soak(int trainings) throws IOException {
    Memory memory = Memory.standard(0.98f);
    List<Recipe> recipes =
        List.of(
            new Td3.Config(64, 64, memory, 200, 1e-3f, 0.005f, 0.1f, 0.2f, 0.5f, 2),
            new Ddpg.Config(64, 64, memory, 200, 1e-3f, 0.005f, 0.1f),
            new Sac.Config(64, 64, memory, 200, 1e-3f, 0.005f, 1),
            new Ppo.Config(64, 4, 64, 10, 1e-3f, 0.98f, 0.95f, 0.2f, 0, -0.5f));
    double first = 0;
    double sum = 0;
    for (int k = 1; k <= trainings; k++) {
      Trainer trainer = recipes.get(k % recipes.size()).start(Pendulum::of, k);
      trainer.train(SHORT);
      sum += trainer.weights()[0];
      if (k == Math.min(100, trainings)) {
        first = resident();
      }
      if (k % Math.max(1, trainings / 10) == 0) {
        System.out.printf(Locale.ROOT, "%d trainings: %.1f MB resident%n", k, resident());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "growth from the 100th: %.2f %% (weights %s)%n",
        100 * (resident() / first - 1),
        Double.isFinite(sum) ? "are numbers" : "are none");
  }

  /** Resident memory in MB as Linux tells it, after a collection. */
  private static double resident() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
