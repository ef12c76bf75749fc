/** Where plans meet kernels: the pools of agents, the compiler and the conductor. */
@NullMarked
package finagent.agents;

import org.jspecify.annotations.NullMarked;
