/** Agents that explain results and stand controls beside them. */
@NullMarked
package finagent.agents.attribution;

import org.jspecify.annotations.NullMarked;
