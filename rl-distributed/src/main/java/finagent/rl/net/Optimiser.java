package finagent.rl.net;

/** How a gradient moves parameters. */
@FunctionalInterface
public interface Optimiser {
  /**
   * One step of Adam with rates .9 and .999 and epsilon 1e-8 (Kingma and Ba 2015, algorithm 1), in
   * place; the arrays are laid out as {@link Shape} says.
   *
   * @param gradient is multiplied by {@code scale} first and becomes 0
   * @param steps number of this step, from 1
   */
  void step(
      float[] weights,
      float[] gradient,
      float[] mean,
      float[] square,
      int steps,
      float learningRate,
      float scale);
}
