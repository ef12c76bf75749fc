/** Agents that trade. */
@NullMarked
package finagent.agents.execution;

import org.jspecify.annotations.NullMarked;
