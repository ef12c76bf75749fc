/** Market data as values: time axis, instruments, frames, panel, corporate actions. */
@NullMarked
package finagent.sandbox.market;

import org.jspecify.annotations.NullMarked;
