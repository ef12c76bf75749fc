/** Agents that have an opinion: one score per instrument and bar. */
@NullMarked
package finagent.agents.alpha;

import org.jspecify.annotations.NullMarked;
