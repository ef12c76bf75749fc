/** Agents that say what trading and holding costs. */
@NullMarked
package finagent.agents.cost;

import org.jspecify.annotations.NullMarked;
