/** Agents that transform and combine scores. */
@NullMarked
package finagent.agents.post;

import org.jspecify.annotations.NullMarked;
