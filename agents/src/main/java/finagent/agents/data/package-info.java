/** Agents that bring data in: bars, returns, liquidity, the universe. */
@NullMarked
package finagent.agents.data;

import org.jspecify.annotations.NullMarked;
