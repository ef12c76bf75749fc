package finagent.sandbox.kernel.portfolio;

import finagent.sandbox.program.Block;

/** Reads volatilities from input 2. */
final class Volatility {
  private static final int PORT = 2;

  private Volatility() {}

  /** 1/sigma; 0 where sigma is missing, zero or not finite. */
  static double inverse(Block block, int r, int i) {
    double sigma = block.in(PORT)[block.inAt(PORT) + r * block.width() + i];
    double inverse = 1 / sigma;
    return sigma > 0 && inverse < Double.POSITIVE_INFINITY ? inverse : 0;
  }
}
