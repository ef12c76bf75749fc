package finagent.rl.dl4j;

import finagent.rl.net.Engine;

/**
 * DL4J as an engine: dense layers of a {@code MultiLayerNetwork} trained by external errors, and
 * its Adam. Slower than the fused loops on small networks; its bits depend on the machine. Memory
 * outside the heap is freed as the networks are collected.
 */
public final class Dl4jEngine implements Engine {
  private static final long serialVersionUID = 1L;

  @Override
  public Networks open(int hidden, int networks) {
    return Dl4jMlp::new;
  }
}
