package finagent.jobs;

import finagent.agents.ComputingAgent;
import finagent.agents.alpha.RlSignalAgent;
import finagent.agents.portfolio.RlPolicyAgent;
import finagent.rl.training.LearntPolicy;
import finagent.tables.Warehouse;
import finagent.tables.learning.Policies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a warehouse, for strategies that trade by one. It travels with the agents, as the
 * warehouse's address.
 */
final class PolicyShelf implements RlPolicyAgent.Source {
  private static final long serialVersionUID = 1L;

  private volatile @Nullable Policies policies;

  void fill(Warehouse warehouse) {
    policies = new Policies(warehouse);
  }

  /** The agents that ask it for policies. */
  List<ComputingAgent> agents() {
    return List.of(new RlPolicyAgent(this), new RlSignalAgent(this));
  }

  @Override
  public LearntPolicy policy(String id) {
    Policies here = policies;
    if (here == null) {
      throw new IllegalStateException(
          "Policy '%s' is wanted before a warehouse was opened".formatted(id));
    }
    return LearntPolicy.of(here.find(id).bytes());
  }
}
