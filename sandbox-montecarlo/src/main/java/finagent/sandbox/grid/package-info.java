/** The one seam between kernels and a cluster: where work is spread, and where results go. */
@NullMarked
package finagent.sandbox.grid;

import org.jspecify.annotations.NullMarked;
