/**
 * Strategies on one synthetic market after another: the ledger's rules with lanes of instruments.
 */
@NullMarked
package finagent.sandbox.fast;

import org.jspecify.annotations.NullMarked;
