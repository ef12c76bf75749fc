package finagent.sandbox.program;

/** One instrument, all time: the output for an instrument depends on that instrument alone. */
public non-sealed interface ColumnKernel extends Kernel {
  /** Reads the block's inputs, writes every cell of its outputs, moves the state on. */
  void run(State state, Block block);
}
