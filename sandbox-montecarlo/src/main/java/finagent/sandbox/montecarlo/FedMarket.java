package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Feed;

/** A synthetic market whose bars need not be made before they are read. One per thread. */
public interface FedMarket {
  /** Its axes, and series but the benchmark; its bars are there only after {@link #whole}. */
  Panel axes();

  /** Makes its bars, from bar 0 on, as often as wanted. */
  Feed feed();

  /** The same market with all its bars. */
  Panel whole();
}
