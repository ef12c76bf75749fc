package finagent.sandbox.montecarlo;

/**
 * A market that is made anew for every path: what it is on path k depends on its seed and k alone.
 * One per thread.
 */
public interface PathMarket {
  /** The market of a path, until the next one is asked for. */
  FedMarket market(long path);
}
