/** Catches agents and strategies that look into the future, by experiment. */
@NullMarked
package finagent.agents.audit;

import org.jspecify.annotations.NullMarked;
