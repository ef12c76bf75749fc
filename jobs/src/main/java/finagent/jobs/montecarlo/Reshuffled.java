package finagent.jobs.montecarlo;

import finagent.sandbox.montecarlo.ChunkRow;
import finagent.sandbox.montecarlo.Outcome;
import finagent.sandbox.montecarlo.Paths;
import finagent.sandbox.montecarlo.Reduction;
import finagent.sandbox.montecarlo.Reshuffle;
import finagent.sandbox.random.Philox;
import finagent.tables.montecarlo.McResult;
import finagent.tables.montecarlo.Tally.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What luck in the order of a strategy's returns or trades may do: they are taken in another order,
 * or drawn again, each as a fraction of the equity it meets. The estimation error rests on worlds:
 * as many returns or trades drawn from them with replacement, 512 paths each.
 */
public final class Reshuffled {
  /** The numbers of a path that its order decides. */
  public static final List<Score> SCORES =
      List.of(
          Score.TOTAL_RETURN,
          Score.MAX_DRAWDOWN,
          Score.DRAWDOWN_SESSIONS,
          Score.UNDER_WATER,
          Score.LOWEST_EQUITY,
          Score.RUIN);

  private static final long MOST = 100_000_000;

  private final String strategy;
  private final double[] fractions;
  private final boolean redrawn;
  private final long seed;
  private final double ruin;
  private final int worlds;

  /**
   * Of returns or trades in the order they came.
   *
   * @param redrawn whether they are drawn with replacement, else only their order changes
   * @param ruin share of the starting equity at or below which a path is ruined
   * @param worlds for the estimation error; 0 = not estimated
   */
  public Reshuffled(
      String strategy, double[] fractions, boolean redrawn, long seed, double ruin, int worlds) {
    this.strategy = strategy;
    this.fractions = fractions.clone();
    this.redrawn = redrawn;
    this.seed = seed;
    this.ruin = ruin;
    this.worlds = worlds;
    if (fractions.length < 2) {
      throw new IllegalArgumentException(
          "'%s' has %d returns or trades: there is no order to change"
              .formatted(strategy, fractions.length));
    }
    if (!(ruin > 0 && ruin < 1)) {
      throw new IllegalArgumentException(
          "Invalid ruin: %s of the starting equity (must be between 0 and 1)".formatted(ruin));
    }
    if (worlds < 0 || worlds == 1 || worlds > Question.MOST_WORLDS) {
      throw new IllegalArgumentException(
          "Invalid worlds: %d (must be 2..%d, or 0)".formatted(worlds, Question.MOST_WORLDS));
    }
  }

  /** The numbers of so many paths, whole chunks of 512, each with both of its errors. */
  public List<McResult> results(long paths) {
    if (paths < 1 || paths > MOST) {
      throw new IllegalArgumentException(
          "Invalid paths: %d (must be 1..%,d)".formatted(paths, MOST));
    }
    Map<Score, Reduction> own =
        reduced(fractions, Philox.of(seed, "reshuffle"), (paths + Paths.CHUNK - 1) / Paths.CHUNK);
    List<Map<Score, Reduction>> others = new ArrayList<>();
    Philox random = Philox.of(seed, "reshuffle-worlds");
    for (int world = 0; world < worlds; world++) {
      double[] drawn = new double[fractions.length];
      for (int k = 0; k < drawn.length; k++) {
        drawn[k] = fractions[random.below(drawn.length, world, k, 0, 0)];
      }
      others.add(reduced(drawn, Philox.of(seed, "reshuffle-world-" + world), 1));
    }
    double[] equity = new double[fractions.length + 1];
    equity[0] = 1;
    for (int k = 0; k < fractions.length; k++) {
      equity[k + 1] = equity[k] * (1 + fractions[k]);
    }
    Outcome history = new Outcome().measure(equity, 0, equity.length, 1);
    List<McResult> results = new ArrayList<>();
    own.forEach(
        (score, reduction) ->
            results.addAll(
                Summary.of(
                    new Subject(strategy, score.word(), 0),
                    reduction,
                    others.stream().map(other -> other.getOrDefault(score, reduction)).toList(),
                    score.of(history, ruin))));
    return results;
  }

  private Map<Score, Reduction> reduced(double[] of, Philox random, long chunks) {
    Reshuffle shuffle = redrawn ? Reshuffle.redrawn(of) : Reshuffle.reordered(of);
    Map<Score, Reduction> reductions = new EnumMap<>(Score.class);
    SCORES.forEach(score -> reductions.put(score, new Reduction(Summary.WORST_KEPT)));
    double[] equity = new double[of.length + 1];
    Outcome outcome = new Outcome();
    for (long chunk = 0; chunk < chunks; chunk++) {
      Map<Score, double[]> values = new EnumMap<>(Score.class);
      SCORES.forEach(score -> values.put(score, new double[Paths.CHUNK]));
      for (int p = 0; p < Paths.CHUNK; p++) {
        shuffle.path(random, chunk * Paths.CHUNK + p, equity);
        outcome.measure(equity, 0, equity.length, 1);
        for (Map.Entry<Score, double[]> entry : values.entrySet()) {
          entry.getValue()[p] = entry.getKey().of(outcome, ruin);
        }
      }
      for (Map.Entry<Score, Reduction> entry : reductions.entrySet()) {
        double[] all = values.getOrDefault(entry.getKey(), equity);
        entry.getValue().add(ChunkRow.of(chunk, all, Paths.CHUNK));
      }
    }
    return reductions;
  }
}
