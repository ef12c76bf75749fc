package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Panel;

/**
 * A market that is made anew for every path: what it is on path k depends on its seed and k alone.
 * One per thread.
 */
public interface PathMarket {
  /** The market; its arrays are overwritten by the next {@link #fill}. */
  Panel panel();

  /** Makes the market of a path. */
  void fill(long path);
}
