package finagent.sandbox.program;

import finagent.sandbox.market.TimeAxis;

/**
 * Some consecutive bars of all instruments of a run, as a kernel sees them: input and output
 * columns, row-major, each with its own offset. The value of the block's row r and instrument i on
 * input port p stands at {@code in(p)[inAt(p) + r * width() + i]}. Reused from block to block: a
 * kernel keeps nothing of it but what it puts in its state.
 */
public final class Block {
  private static final boolean[] ALL = {};

  private final int width;
  private final double[][] in;
  private final int[] inAt;
  private final double[][] out;
  private final int[] outAt;
  private final TimeAxis time;
  private final boolean[] neutral;
  private boolean[] wanted = ALL;
  private int firstBar;
  private int rows;
  private int narrowed;

  /** For the interpreter and for tests; kernels are given theirs. */
  public Block(TimeAxis time, int width, int inputs, int outputs) {
    this.time = time;
    this.width = width;
    this.in = new double[inputs][];
    this.inAt = new int[inputs];
    this.out = new double[outputs][];
    this.outAt = new int[outputs];
    this.neutral = new boolean[inputs];
  }

  public int rows() {
    return rows;
  }

  public int width() {
    return width;
  }

  /** Index on {@link #time()} of the block's first row. Only bars up to its last are the past. */
  public int firstBar() {
    return firstBar;
  }

  public TimeAxis time() {
    return time;
  }

  public int inputs() {
    return in.length;
  }

  public double[] in(int port) {
    return in[port];
  }

  public int inAt(int port) {
    return inAt[port];
  }

  public double[] out(int port) {
    return out[port];
  }

  public int outAt(int port) {
    return outAt[port];
  }

  /**
   * Whether an input is known to say nothing in this block: a corporate action column without any
   * action. False where nobody has looked.
   */
  public boolean neutral(int port) {
    return neutral[port];
  }

  /**
   * Whether somebody looks at a row of the outputs; where nobody does, a kernel may leave it as it
   * is and only move its state on.
   */
  public boolean wanted(int row) {
    return wanted.length == 0 || wanted[firstBar + row];
  }

  /** Says at which bars somebody looks; empty = at all. */
  void wanted(boolean[] bars) {
    wanted = bars;
  }

  /** Narrows what was spanned to {@code count} of its rows, from {@code row} on. */
  void narrow(int row, int count) {
    int shift = (row - narrowed) * width;
    for (int p = 0; p < in.length; p++) {
      inAt[p] += shift;
    }
    for (int p = 0; p < out.length; p++) {
      outAt[p] += shift;
    }
    firstBar += row - narrowed;
    rows = count;
    narrowed = row;
  }

  void neutral(int port, boolean known) {
    neutral[port] = known;
  }

  public void span(int firstBar, int rows) {
    this.firstBar = firstBar;
    this.rows = rows;
    this.narrowed = 0;
  }

  public void input(int port, double[] values, int at) {
    in[port] = values;
    inAt[port] = at;
  }

  public void output(int port, double[] values, int at) {
    out[port] = values;
    outAt[port] = at;
  }
}
