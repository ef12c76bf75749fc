package finagent.sandbox.program;

/**
 * One session, all instruments: reordering the instruments reorders the output and changes nothing
 * else.
 */
public non-sealed interface RowKernel extends Kernel {
  /** Reads the block's inputs, writes every cell of its outputs, moves the state on. */
  void run(State state, Layout layout, Block block);

  /** Whether it must see every bar; otherwise it is shown only the bars somebody asks for. */
  default boolean everyBar() {
    return false;
  }
}
