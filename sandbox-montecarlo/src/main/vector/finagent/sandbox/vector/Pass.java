package finagent.sandbox.vector;

/**
 * One loop over the lanes of a block. Passes are called through this interface, at one place, so
 * that the compiler never inlines two of them into one another: fused vector loops spill and box.
 */
public interface Pass {
  /** Reads the inputs of {@code lane} and writes its outputs. */
  void over(Lane lane);
}
