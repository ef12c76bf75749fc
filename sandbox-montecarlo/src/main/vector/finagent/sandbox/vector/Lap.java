package finagent.sandbox.vector;

/**
 * One pass of a {@link Desk}. All are called from the one place below, which thus sees so many
 * kinds that the compiler leaves each as a method of its own: inlined together, vectors would be
 * boxed.
 */
@FunctionalInterface
public interface Lap {
  /** Makes the pass. */
  void over(Positions p);

  /** Calls a pass. */
  static void run(Lap lap, Positions p) {
    lap.over(p);
  }
}
