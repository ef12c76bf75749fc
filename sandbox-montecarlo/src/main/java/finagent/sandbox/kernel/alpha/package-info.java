/** Signals: momentum, mean reversion, moving averages, cointegrated pairs. */
@NullMarked
package finagent.sandbox.kernel.alpha;

import org.jspecify.annotations.NullMarked;
