/** How good what was learnt is, with the error of saying so. */
@NullMarked
package finagent.rl.judging;

import org.jspecify.annotations.NullMarked;
