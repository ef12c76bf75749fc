/** The one account: orders, fills, costs, financing and corporate actions. */
@NullMarked
package finagent.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
