/** What a book may lose: value at risk and expected shortfall, their errors and their backtests. */
@NullMarked
package finagent.sandbox.risk;

import org.jspecify.annotations.NullMarked;
