/** Performance statistics with their sampling error. */
@NullMarked
package finagent.sandbox.stats;

import org.jspecify.annotations.NullMarked;
