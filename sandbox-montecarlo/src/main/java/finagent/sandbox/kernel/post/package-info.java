/** What is done to scores before they become weights. */
@NullMarked
package finagent.sandbox.kernel.post;

import org.jspecify.annotations.NullMarked;
