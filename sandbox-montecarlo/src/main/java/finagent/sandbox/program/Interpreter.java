package finagent.sandbox.program;

import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs the steps of a program over a panel, block of bars by block of bars, so that values between
 * steps stay in cache and are never written anywhere. Row steps that do not need every bar are
 * shown only the bars asked for. Cost O(bars x instruments x steps).
 */
public final class Interpreter {
  private static final int CELLS_PER_BLOCK = 1 << 15;

  private final Layout layout;
  private final int width;
  private final int maxRows;
  private final List<Step> steps;
  private final Kernel[] kernels;
  private final State[] states;
  private final Block[] blocks;
  private final double[][][] outputs;
  private final Sources sources;
  private final Wants wants;
  private int firstBar;
  private int nextBar;

  private Interpreter(
      Program program,
      Kernels kernels,
      Panel panel,
      Frame features,
      Feed feed,
      Wants wants,
      int maxRows) {
    this.layout = Layout.of(panel);
    this.width = panel.width();
    this.maxRows = maxRows;
    this.steps = program.steps();
    this.sources = new Sources(panel, features, feed, program, maxRows);
    this.wants = wants;
    this.kernels = steps.stream().map(kernels::create).toArray(Kernel[]::new);
    this.states = new State[steps.size()];
    this.blocks = new Block[steps.size()];
    this.outputs = new double[steps.size()][][];
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      states[s] = this.kernels[s].open(layout);
      blocks[s] = new Block(panel.time(), width, step.inputs().size(), step.outputs());
      blocks[s].wanted(wants.bars(s));
      outputs[s] = new double[step.outputs()][maxRows * width];
    }
  }

  /** With a block size that keeps a column of a block in the second-level cache. */
  public static Interpreter open(
      Program program, Kernels kernels, Panel panel, Frame features, Wants wants) {
    int rows = Math.max(1, Math.min(256, CELLS_PER_BLOCK / Math.max(1, panel.width())));
    return open(program, kernels, panel, features, wants, rows);
  }

  /** With blocks of at most {@code maxRows} bars; the block size never changes a bit. */
  public static Interpreter open(
      Program program, Kernels kernels, Panel panel, Frame features, Wants wants, int maxRows) {
    return new Interpreter(program, kernels, panel, features, Feed.NONE, wants, maxRows);
  }

  /** Over bars that a feed makes; {@link Feed#make} is called with every block. */
  public static Interpreter open(
      Program program, Kernels kernels, Panel axes, Feed feed, Wants wants) {
    Frame features = noFeatures(axes);
    int rows = Feed.maxRows(axes.width());
    return new Interpreter(program, kernels, axes, features, feed, wants, rows);
  }

  public static Frame noFeatures(Panel panel) {
    return Frame.of(panel.time(), panel.instruments(), Map.of());
  }

  public Layout layout() {
    return layout;
  }

  public int maxRows() {
    return maxRows;
  }

  /** The bar the next block starts at. */
  public int nextBar() {
    return nextBar;
  }

  /** Advances all steps over the next {@code rows} bars. */
  public void run(int rows) {
    if (rows < 1 || rows > maxRows) {
      throw new IllegalArgumentException(
          "Invalid block of %d rows (must be 1..%d)".formatted(rows, maxRows));
    }
    firstBar = nextBar;
    nextBar += rows;
    sources.move(firstBar, rows);
    for (int s = 0; s < kernels.length; s++) {
      Kernel kernel = kernels[s];
      if (kernel instanceof ColumnKernel column) {
        span(s, firstBar, rows);
        column.run(states[s], blocks[s]);
      } else if (kernel instanceof RowKernel row) {
        runRow(s, row, rows);
      } else {
        throw new IllegalArgumentException(
            "Step %d (%s) needs the account; it belongs to a book"
                .formatted(s, steps.get(s).kernel()));
      }
    }
  }

  private void runRow(int s, RowKernel kernel, int rows) {
    span(s, firstBar, rows);
    if (kernel.everyBar() || wants.everyBar(s)) {
      kernel.run(states[s], layout, blocks[s]);
      return;
    }
    int from = 0;
    while (from < rows) {
      int to = from;
      while (to < rows && wants.at(s, firstBar + to)) {
        to++;
      }
      if (to > from) {
        blocks[s].narrow(from, to - from);
        kernel.run(states[s], layout, blocks[s]);
      }
      from = to + 1;
    }
  }

  private void span(int s, int bar, int rows) {
    Block block = blocks[s];
    List<Wire> inputs = steps.get(s).inputs();
    block.span(bar, rows);
    for (int p = 0; p < inputs.size(); p++) {
      Wire wire = inputs.get(p);
      block.input(p, values(wire), at(wire, bar));
      block.neutral(p, wire.isMarket() && sources.saysNothing(wire.column()));
    }
    for (int p = 0; p < outputs[s].length; p++) {
      block.output(p, outputs[s][p], (bar - firstBar) * width);
    }
  }

  /** The array a wire's values of the current block stand in. */
  public double[] values(Wire wire) {
    return wire.isMarket() ? sources.values(wire.column()) : outputs[wire.step()][wire.port()];
  }

  /** Where the row of a bar of the current block starts in {@link #values}. */
  public int at(Wire wire, int bar) {
    return wire.isMarket() ? sources.at(wire.column(), bar) : (bar - firstBar) * width;
  }

  /** Snapshots of all states, in the order of the steps. */
  public List<State> save() {
    return Arrays.stream(states).map(State::copy).toList();
  }

  /** Goes back to where its own snapshot was made, without allocation. */
  public void rewind(List<State> saved, int bar) {
    for (int s = 0; s < states.length; s++) {
      states[s].become(saved.get(s));
    }
    nextBar = bar;
  }

  /** Continues at {@code bar} from snapshots made when that bar was next. */
  public void restore(List<State> saved, int bar) {
    if (saved.size() != states.length) {
      throw new IllegalArgumentException(
          "%d saved states do not fit a program of %d steps"
              .formatted(saved.size(), states.length));
    }
    List<State> copies = new ArrayList<>(saved);
    for (int s = 0; s < states.length; s++) {
      states[s] = copies.get(s).copy();
    }
    nextBar = bar;
  }
}
