/** Agents that turn scores into target weights. */
@NullMarked
package finagent.agents.portfolio;

import org.jspecify.annotations.NullMarked;
