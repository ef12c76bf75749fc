package finagent.agents;

import finagent.planner.Card;
import java.io.Serializable;

/** Offers one capability. Most agents are {@link ComputingAgent}s; sources and costs are not. */
public interface Agent extends Serializable {
  Card card();
}
