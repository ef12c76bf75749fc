/** What bounds and scales target weights. */
@NullMarked
package finagent.sandbox.kernel.risk;

import org.jspecify.annotations.NullMarked;
