package finagent.agents;

import finagent.sandbox.program.KernelFactory;

/** An agent with arithmetic: what a user of the grid writes, one class, no registration. */
public interface ComputingAgent extends Agent, KernelFactory {
  @Override
  default String kernel() {
    return card().name();
  }
}
