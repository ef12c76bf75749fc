package finagent.sandbox.grid;

import finagent.sandbox.market.Frame;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import java.io.Serializable;
import java.util.List;

/**
 * Where work is spread. Where it runs never changes a bit of an answer: ranges are independent, and
 * results reach the sink in order.
 */
public interface Grid extends AutoCloseable {
  /** For people: here, as-if-remote, local[2], spark://.. */
  String name();

  /** Whether work leaves this JVM, so that cutting it by instrument pays. */
  boolean remote();

  /** How many pieces can run at the same time. */
  int slots();

  /**
   * Runs a program of column steps over a slice, cut by instrument.
   *
   * @param outputs indices of the steps whose outputs are wanted
   * @param parts how many cuts; 0 = as the grid sees fit
   * @param sink one frame per cut; columns are named {@code <step key>:<port>}
   */
  void byInstrument(
      Market market,
      Slice slice,
      Program program,
      Kernels kernels,
      List<Integer> outputs,
      int parts,
      Sink<Frame> sink);

  /** Runs each range; a failed range fails the call after the grid's own retries. */
  <T extends Serializable> void byShard(
      Shared shared, List<ShardRange> ranges, Work<T> work, Sink<T> sink);

  @Override
  void close();
}
