/** What is known of every instrument: total returns, liquidity, membership of the universe. */
@NullMarked
package finagent.sandbox.kernel.data;

import org.jspecify.annotations.NullMarked;
