package finagent.jobs.montecarlo;

import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Work;
import finagent.sandbox.montecarlo.ChunkRow;
import finagent.sandbox.montecarlo.FedMarket;
import finagent.sandbox.montecarlo.Paths;
import finagent.tables.montecarlo.Tally;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Computes chunks of paths: shard k is the k-th of some chunks. A chunk's rows depend on its number
 * alone, so that how chunks are dealt out changes no bit.
 */
record ChunkWork(Experiment experiment, List<Long> chunks) implements Work<ChunkWork.Made> {
  ChunkWork {
    chunks = List.copyOf(chunks);
  }

  /** Chunks of which the spread of the curves is kept, step by step: the first 10,240 paths. */
  static final long FAN_CHUNKS = 20;

  static final String EQUITY = "equity";
  static final String DRAWDOWN = "drawdown";
  static final String DIFFERENCE = "-difference";

  /** What a strategy is compared with the first one by, path by path. */
  static final List<Score> COMPARED = List.of(Score.TOTAL_RETURN, Score.SHARPE);

  /** Rows, and how long they took, which decides how many chunks the next task gets. */
  record Made(ArrayList<Tally> tallies, long nanos) implements Serializable {}

  ShardRange range() {
    return new ShardRange(0, chunks.size());
  }

  @Override
  public Made run(Shared shared, ShardRange shards) {
    long begin = System.nanoTime();
    PathRunner runner = new PathRunner(experiment, shared.panel());
    ArrayList<Tally> tallies = new ArrayList<>();
    for (long shard = shards.from(); shard < shards.to(); shard++) {
      chunk(runner, chunks.get((int) shard), tallies);
    }
    return new Made(tallies, System.nanoTime() - begin);
  }

  private void chunk(PathRunner runner, long chunk, List<Tally> tallies) {
    int books = experiment.program().books().size();
    boolean spreads = chunk < FAN_CHUNKS && books <= Summary.MOST_FANS;
    int[] fan = spreads ? experiment.fan() : new int[0];
    List<Values> values = new ArrayList<>();
    for (int b = 0; b < books; b++) {
      values.add(new Values(fan));
    }
    for (int p = 0; p < Paths.CHUNK; p++) {
      FedMarket market = runner.enter(chunk * Paths.CHUNK + p);
      for (int b = 0; b < books; b++) {
        values.get(b).take(p, runner.scores(b, market), runner.last(b), experiment.warmup());
      }
    }
    for (int b = 0; b < books; b++) {
      String name = experiment.program().books().get(b).name();
      values.get(b).tallies(name, chunk, tallies);
      for (Score score : b == 0 ? List.<Score>of() : COMPARED) {
        double[] difference = values.get(b).difference(score, values.get(0));
        tallies.add(tally(name, score.word() + DIFFERENCE, 0, chunk, difference));
      }
    }
  }

  /** What the paths of a chunk amount to, for one strategy. */
  private static final class Values {
    private final Map<Score, double[]> scores = new EnumMap<>(Score.class);
    private final int[] fan;
    private final double[][] levels;
    private final double[][] falls;

    Values(int[] fan) {
      this.fan = fan;
      levels = new double[fan.length][Paths.CHUNK];
      falls = new double[fan.length][Paths.CHUNK];
    }

    void take(int p, Map<Score, Double> of, double[] equity, int start) {
      of.forEach(
          (score, value) ->
              scores.computeIfAbsent(score, any -> new double[Paths.CHUNK])[p] = value);
      double peak = equity[start];
      int k = 0;
      for (int t = 1; start + t < equity.length && k < fan.length; t++) {
        double now = equity[start + t];
        peak = Math.max(peak, now);
        if (t == fan[k]) {
          levels[k][p] = now / equity[start];
          falls[k++][p] = now / peak - 1;
        }
      }
    }

    void tallies(String strategy, long chunk, List<Tally> tallies) {
      scores.forEach(
          (score, values) -> tallies.add(tally(strategy, score.word(), 0, chunk, values)));
      for (int k = 0; k < fan.length; k++) {
        tallies.add(tally(strategy, EQUITY, fan[k], chunk, levels[k]));
        tallies.add(tally(strategy, DRAWDOWN, fan[k], chunk, falls[k]));
      }
    }

    double[] difference(Score score, Values other) {
      double[] difference = new double[Paths.CHUNK];
      double[] own = scores.getOrDefault(score, difference);
      double[] theirs = other.scores.getOrDefault(score, difference);
      for (int p = 0; p < difference.length; p++) {
        difference[p] = own[p] - theirs[p];
      }
      return difference;
    }
  }

  private static Tally tally(
      String strategy, String statistic, int step, long chunk, double[] values) {
    return new Tally(strategy, statistic, step, ChunkRow.of(chunk, values, Paths.CHUNK));
  }
}
