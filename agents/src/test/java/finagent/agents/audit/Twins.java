package finagent.agents.audit;

import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.util.Arrays;

/** The honest twins of {@link Leaks}: what they need of the past is in their state. */
final class Twins {
  private Twins() {}

  static Kernel of(Kind kind, int h) {
    return switch (kind) {
      case SHIFT, PEEK -> new Rolling(h + 1, (past, bar) -> past.at(bar - h));
      case SCALING -> new Rolling(4000, Twins::zScore);
      case CENTRED -> new Rolling(h, (past, bar) -> mean(past, bar - h + 1, bar));
      case BACK_FILL -> new Rolling(4000, Twins::last);
      case RESTATED -> new Waiting();
      case FUTURE_UNIVERSE -> new Traded();
    };
  }

  /** One instrument's values so far; NaN where there are none. */
  private interface Past {
    double at(int bar);
  }

  private interface Formula {
    double of(Past past, int bar);
  }

  private static double mean(Past past, int from, int to) {
    double sum = 0;
    int count = 0;
    for (int bar = from; bar <= to; bar++) {
      if (!Double.isNaN(past.at(bar))) {
        sum += past.at(bar);
        count++;
      }
    }
    return sum / count;
  }

  private static double zScore(Past past, int bar) {
    double mean = mean(past, 0, bar);
    double squares = 0;
    for (int b = 0; b <= bar; b++) {
      squares += Double.isNaN(past.at(b)) ? 0 : (past.at(b) - mean) * (past.at(b) - mean);
    }
    return (past.at(bar) - mean) / Math.sqrt(squares);
  }

  private static double last(Past past, int bar) {
    int b = bar;
    while (b > 0 && Double.isNaN(past.at(b))) {
      b--;
    }
    return past.at(b);
  }

  /** Keeps {@code length} rows. */
  private record Rolling(int length, Formula formula) implements ColumnKernel {
    @Override
    public State open(Layout layout) {
      return State.ofDoubles(1, new double[length * layout.width()]);
    }

    @Override
    public void run(State state, Block block) {
      double[] ring = state.doubles(0);
      int width = block.width();
      for (int r = 0; r < block.rows(); r++) {
        int bar = block.firstBar() + r;
        for (int i = 0; i < width; i++) {
          int instrument = i;
          ring[bar % length * width + i] = Leaks.in(block, r, i);
          block.out(0)[block.outAt(0) + r * width + i] =
              formula.of(b -> b < 0 ? Double.NaN : ring[b % length * width + instrument], bar);
        }
      }
    }
  }

  /** Notes each figure with the bar it is published at, and says the last one published. */
  private record Waiting() implements ColumnKernel {
    private static final int LONGEST = 64;

    @Override
    public State open(Layout layout) {
      double[] said = new double[layout.width()];
      Arrays.fill(said, Double.NaN);
      return State.of(
          1,
          new double[][] {said, new double[LONGEST * layout.width()]},
          new long[][] {new long[LONGEST * layout.width()]});
    }

    @Override
    public void run(State state, Block block) {
      double[] said = state.doubles(0);
      double[] figures = state.doubles(1);
      long[] due = state.longs(0);
      int width = block.width();
      for (int r = 0; r < block.rows(); r++) {
        int bar = block.firstBar() + r;
        for (int i = 0; i < width; i++) {
          double known = block.in(1)[block.inAt(1) + r * width + i];
          if (!Double.isNaN(known)) {
            int slot = (int) known % LONGEST * width + i;
            figures[slot] = Leaks.in(block, r, i);
            due[slot] = (long) known;
          }
          int now = bar % LONGEST * width + i;
          said[i] = due[now] == bar && bar > 0 ? figures[now] : said[i];
          block.out(0)[block.outAt(0) + r * width + i] = said[i];
        }
      }
    }
  }

  private record Traded() implements RowKernel {
    @Override
    public State open(Layout layout) {
      return State.none();
    }

    @Override
    public void run(State state, Layout layout, Block block) {
      for (int r = 0; r < block.rows(); r++) {
        equalWeights(block, r, r);
      }
    }
  }

  /** Weights in row r of those that have a value in row {@code seen}. */
  static void equalWeights(Block block, int r, int seen) {
    int count = 0;
    for (int i = 0; i < block.width(); i++) {
      count += Double.isNaN(Leaks.in(block, seen, i)) ? 0 : 1;
    }
    for (int i = 0; i < block.width(); i++) {
      block.out(0)[block.outAt(0) + r * block.width() + i] =
          Double.isNaN(Leaks.in(block, seen, i)) ? 0 : 1.0 / count;
    }
  }
}
