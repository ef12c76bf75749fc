/** Runs programs through the ledger, beside honest controls. */
@NullMarked
package finagent.sandbox.backtest;

import org.jspecify.annotations.NullMarked;
