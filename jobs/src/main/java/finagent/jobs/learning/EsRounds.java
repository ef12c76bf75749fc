package finagent.jobs.learning;

import finagent.rl.algorithm.Es;
import finagent.rl.training.TrainTask;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds of evolution strategies as tasks of a grid: shard k is pair k of a round. A task carries
 * the scores of the rounds before, no parameters: each JVM keeps players that have followed the
 * training so far, and one that begins follows it from the start.
 */
public final class EsRounds implements Es.Players {
  private final Grid grid;
  private final Shared shared;
  private final TrainTask task;
  private final int pairs;

  /**
   * Players on a grid.
   *
   * @param task of evolution strategies, from its own beginning
   * @param pairs of a round
   */
  public EsRounds(Grid grid, Shared shared, TrainTask task, int pairs) {
    this.grid = grid;
    this.shared = shared;
    this.task = task;
    this.pairs = pairs;
  }

  @Override
  public List<Es.Played> play(List<double[]> past) {
    List<Es.Played> made = new ArrayList<>();
    List<ShardRange> ranges = new ShardRange(0, pairs).split(Math.min(pairs, grid.slots()));
    Play play = new Play(task, new ArrayList<>(past));
    grid.byShard(shared, ranges, play, (range, each) -> made.addAll(each));
    return made;
  }

  /** Plays some pairs of the round that follows some scores. */
  private record Play(TrainTask task, ArrayList<double[]> past)
      implements Work<ArrayList<Es.Played>> {
    @Override
    public ArrayList<Es.Played> run(Shared shared, ShardRange pairs) {
      Es player = Waiting.take(task, shared, past.size());
      player.follow(past);
      ArrayList<Es.Played> made =
          new ArrayList<>(player.play((int) pairs.from(), (int) pairs.to()));
      Waiting.giveBack(task, player);
      return made;
    }
  }

  /** Players of this JVM that wait for the next round, of the trainings seen last. */
  private static final class Waiting {
    private static final int TRAININGS = 4;
    private static final Map<String, Deque<Es>> WAITING =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Deque<Es>> eldest) {
            return size() > TRAININGS;
          }
        };

    private Waiting() {}

    /** A player that has followed no further; those of an earlier, longer run are of no use. */
    static Es take(TrainTask task, Shared shared, int rounds) {
      String key = TrainWork.training(task).hex();
      synchronized (WAITING) {
        Deque<Es> waiting = WAITING.get(key);
        while (waiting != null && !waiting.isEmpty()) {
          Es player = waiting.pop();
          if (player.rounds() <= rounds) {
            return player;
          }
        }
      }
      return (Es) task.begin(shared);
    }

    static void giveBack(TrainTask task, Es player) {
      synchronized (WAITING) {
        WAITING
            .computeIfAbsent(TrainWork.training(task).hex(), key -> new ArrayDeque<>())
            .push(player);
      }
    }
  }
}
