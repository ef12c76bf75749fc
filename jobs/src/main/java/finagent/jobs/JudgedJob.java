package finagent.jobs;

import finagent.jobs.learning.TrainFile;
import finagent.jobs.learning.TrainingData;
import finagent.rl.algorithm.Policy;
import finagent.rl.env.JudgedMarket;
import finagent.rl.env.TradingWorld;
import finagent.rl.judging.Excess;
import finagent.rl.judging.Runs;
import finagent.rl.judging.Walk;
import finagent.rl.reward.LogReturn;
import finagent.rl.training.ControlSpec;
import finagent.rl.training.LearntPolicy;
import finagent.tables.Warehouse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Judges trainings on markets whose profit is known: each policy walks through markets drawn anew
 * for it, the same ones for every way of training. Per bar its P&L is the sum of simple returns,
 * costs included where the market has them, over the bars.
 */
final class JudgedJob {
  /** Markets of a policy. */
  static final int MARKETS = 5;

  private static final long FIRST = 1_000_000;

  private final Warehouse warehouse;
  private final Console console;
  private final Clock clock;

  JudgedJob(Warehouse warehouse, Console console, Clock clock) {
    this.warehouse = warehouse;
    this.console = console;
    this.clock = clock;
  }

  /**
   * One way of training on one market.
   *
   * @param steps of each training
   * @param bars each policy is judged on
   * @param excess P&L a bar over the seeds, against nothing
   * @param best P&L a bar of following the signal at full weight on the same markets; 0 where there
   *     is nothing to earn
   * @param share median over seeds of P&L over the best; NaN where there is nothing to earn
   * @param worst the least share
   */
  record Verdict(
      String name,
      String market,
      int steps,
      int bars,
      Excess excess,
      double best,
      double share,
      double worst) {
    /** Nothing may be earned where there is nothing, half of the best must where there is. */
    boolean passed() {
      return best > 0 ? share >= 0.5 : !excess.differs();
    }
  }

  private record Judged(
      String name, String market, int steps, int bars, List<Double> own, List<Double> best) {}

  /** Trains what is not known yet and judges all. */
  List<Verdict> run(List<TrainFile> files, String master) {
    List<Judged> judged = new ArrayList<>();
    for (TrainFile file : files) {
      judged.addAll(judged(file, master));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Judged one : judged) {
      long beside = judged.stream().filter(j -> j.market().equals(one.market())).count();
      verdicts.add(verdict(one, (int) beside));
    }
    return verdicts;
  }

  private List<Judged> judged(TrainFile file, String master) {
    String name = file.control().orElseThrow();
    ControlSpec spec = new ControlSpec(name);
    JudgedMarket market = spec.judged().orElseThrow();
    if (file.seeds().size() < 2) {
      throw new IllegalArgumentException(
          "A judgement on '%s' needs two seeds or more, e.g. seeds: 20".formatted(name));
    }
    TrainingData data = TrainingData.none(name);
    List<TrainJob.Row> rows =
        new TrainJob(warehouse, console, clock).run(file.cells(data.world()), data, master);
    Map<String, List<TrainJob.Row>> ways = new LinkedHashMap<>();
    rows.forEach(
        row -> ways.computeIfAbsent(row.cell().variant(), way -> new ArrayList<>()).add(row));
    List<Judged> judged = new ArrayList<>();
    ways.forEach(
        (way, own) -> {
          double[] earned = new double[own.size()];
          double[] best = new double[own.size()];
          for (int k = 0; k < earned.length; k++) {
            Policy policy = policy(own.get(k));
            long seed = own.get(k).cell().task().seed();
            for (int m = 0; m < MARKETS; m++) {
              long number = FIRST + seed * MARKETS + m;
              TradingWorld world = market.world(number, spec.cost(), market.bars());
              earned[k] += perBar(world, policy) / MARKETS;
              best[k] += perBar(world, (seen, action) -> action[0] = seen[0]) / MARKETS;
            }
          }
          int bars = MARKETS * (market.bars() - 1);
          boolean pays = market.edge() > 0;
          judged.add(
              new Judged(
                  way,
                  name,
                  file.steps(),
                  bars,
                  Arrays.stream(earned).boxed().toList(),
                  Arrays.stream(pays ? best : new double[best.length]).boxed().toList()));
        });
    return judged;
  }

  private static Policy policy(TrainJob.Row row) {
    return LearntPolicy.of(
            row.learnt()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "%s with seed %d: %s"
                                .formatted(
                                    row.cell().variant(), row.cell().task().seed(), row.failure())))
                .bytes())
        .network()
        .policy();
  }

  private static double perBar(TradingWorld world, Policy policy) {
    return Walk.of(world, policy, new LogReturn()).returns().stream()
        .mapToDouble(r -> r)
        .average()
        .orElse(0);
  }

  private static Verdict verdict(Judged one, int comparisons) {
    double best = 0;
    double worst = Double.POSITIVE_INFINITY;
    double[] shares = new double[one.own().size()];
    for (int k = 0; k < shares.length; k++) {
      best += one.best().get(k) / shares.length;
      shares[k] = one.best().get(k) > 0 ? one.own().get(k) / one.best().get(k) : 0;
      worst = Math.min(worst, shares[k]);
    }
    return new Verdict(
        one.name(),
        one.market(),
        one.steps(),
        one.bars(),
        Excess.of(one.own().stream().mapToDouble(x -> x).toArray(), comparisons),
        best,
        best > 0 ? Runs.of(shares).median() : Double.NaN,
        best > 0 ? worst : Double.NaN);
  }

  /** Prints verdicts; answers how many failed. */
  static long print(Console console, List<Verdict> verdicts) {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "who",
            "market",
            "steps",
            "seeds",
            "bps a bar",
            "p (all)",
            "found from",
            "best",
            "share, median",
            "least",
            "verdict"));
    for (Verdict verdict : verdicts) {
      Excess excess = verdict.excess();
      table.add(
          List.of(
              verdict.name(),
              verdict.market(),
              String.format(Locale.ROOT, "%,d", verdict.steps()),
              Integer.toString(excess.runs()),
              String.format(Locale.ROOT, "%.3f ± %.3f", 1e4 * excess.mean(), 1e4 * excess.error()),
              String.format(
                  Locale.ROOT, "%.3f", Math.min(1, excess.chance() * excess.comparisons())),
              String.format(Locale.ROOT, "%.3f", 1e4 * excess.detectable()),
              verdict.best() > 0 ? String.format(Locale.ROOT, "%.2f", 1e4 * verdict.best()) : "0",
              verdict.best() > 0
                  ? String.format(Locale.ROOT, "%.0f %%", 100 * verdict.share())
                  : "-",
              verdict.best() > 0
                  ? String.format(Locale.ROOT, "%.0f %%", 100 * verdict.worst())
                  : "-",
              verdict.passed() ? "ok" : verdict.best() > 0 ? "TOO LITTLE" : "TOO MUCH"));
    }
    console.table(table);
    console.say("");
    console.say(
        "Each policy was judged on %d markets of its own, drawn anew. p (all): chance of a mean"
            + " this far from 0 if nothing can be earned, times the ways of training on that market"
            + " (Bonferroni). found from: the mean that would be found 4 times in 5. best:"
            + " following the signal at full weight.",
        MARKETS);
    console.answer(verdicts);
    return verdicts.stream().filter(verdict -> !verdict.passed()).count();
  }
}
