/** From scores to target weights. */
@NullMarked
package finagent.sandbox.kernel.portfolio;

import org.jspecify.annotations.NullMarked;
