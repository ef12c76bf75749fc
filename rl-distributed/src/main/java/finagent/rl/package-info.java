/** Policies learnt on the ledger of the sandbox. */
@NullMarked
package finagent.rl;

import org.jspecify.annotations.NullMarked;
