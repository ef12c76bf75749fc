/**
 * Environments: control problems with textbook equations, and trading on the ledger of the sandbox.
 */
@NullMarked
package finagent.rl.env;

import org.jspecify.annotations.NullMarked;
