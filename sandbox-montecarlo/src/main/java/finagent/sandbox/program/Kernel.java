package finagent.sandbox.program;

/**
 * The arithmetic of one agent, bound to its parameters: {@code (State, Block) -> (State, Block)}.
 * Running bars 0..T at once equals running 0..t, saving the state, loading it and running t..T, to
 * the last bit. NaN in means "no value"; NaN out means "no opinion". A kernel itself is immutable
 * and may be shared between threads.
 */
public sealed interface Kernel permits ColumnKernel, RowKernel, InLoopKernel {
  /**
   * Whether its output can depend on an input port at all, with the parameters it has: what does
   * not is not computed where nothing else asks for it.
   */
  default boolean reads(int port) {
    return true;
  }

  /** A fresh state for these instruments. */
  State open(Layout layout);
}
