/** Agents that bound and scale target weights. */
@NullMarked
package finagent.agents.risk;

import org.jspecify.annotations.NullMarked;
