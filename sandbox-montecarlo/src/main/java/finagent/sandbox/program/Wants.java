package finagent.sandbox.program;

import java.util.Arrays;
import java.util.List;

/**
 * At which bars the output of each step is looked at by somebody: what lets a month-end strategy
 * rank its universe twelve times a year and not two hundred and fifty times.
 */
public final class Wants {
  private static final boolean[] NEVER = {};

  private final boolean[][] bars;
  private final boolean[] every;

  private Wants(boolean[][] bars, boolean[] every) {
    this.bars = bars;
    this.every = every;
  }

  /** Every step, every bar. */
  public static Wants everything(Program program) {
    boolean[] every = new boolean[program.steps().size()];
    Arrays.fill(every, true);
    return new Wants(never(every.length), every);
  }

  /**
   * Follows the books' decisions back through the steps.
   *
   * @param kernels one per step, made from the program
   * @param decisions for each book, by bar, whether it may decide there
   */
  public static Wants of(Program program, Kernels kernels, List<boolean[]> decisions) {
    int count = program.steps().size();
    Wants wants = new Wants(never(count), new boolean[count]);
    for (int b = 0; b < program.books().size(); b++) {
      Book book = program.books().get(b);
      wants.add(book.weights(), decisions.get(b));
      boolean[] at = decisions.get(b);
      book.groupWire().ifPresent(wire -> wants.add(wire, at));
      book.universeWire().ifPresent(wire -> wants.add(wire, at));
      for (Wire wire : book.liquidity()) {
        if (!wire.isMarket()) {
          wants.add(wire, at);
        }
      }
      for (Step step : book.inLoop()) {
        for (Wire wire : step.inputs()) {
          if (!wire.isMarket()) {
            wants.every[wire.step()] = true;
          }
        }
      }
    }
    for (int s = count - 1; s >= 0; s--) {
      Step step = program.steps().get(s);
      Kernel kernel = kernels.create(step);
      boolean all =
          wants.every[s]
              || kernel instanceof ColumnKernel
              || (kernel instanceof RowKernel row && row.everyBar());
      for (Wire wire : step.inputs()) {
        if (all && !wire.isMarket()) {
          wants.every[wire.step()] = true;
        } else if (wants.bars[s].length > 0) {
          wants.add(wire, wants.bars[s]);
        }
      }
    }
    return wants;
  }

  private static boolean[][] never(int steps) {
    boolean[][] bars = new boolean[steps][];
    Arrays.fill(bars, NEVER);
    return bars;
  }

  private void add(Wire wire, boolean[] at) {
    if (wire.isMarket()) {
      return;
    }
    boolean[] mine = bars[wire.step()];
    if (mine.length == 0) {
      bars[wire.step()] = at.clone();
      return;
    }
    for (int t = 0; t < at.length; t++) {
      mine[t] |= at[t];
    }
  }

  boolean everyBar(int step) {
    return every[step];
  }

  /** By bar, whether somebody looks; empty = at all bars, or at none. */
  boolean[] bars(int step) {
    return every[step] ? NEVER : bars[step];
  }

  boolean at(int step, int bar) {
    boolean[] mine = bars[step];
    return mine.length > 0 && mine[bar];
  }
}
