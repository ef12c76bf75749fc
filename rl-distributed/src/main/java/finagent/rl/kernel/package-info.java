/** What was learnt as a kernel that trades in any strategy. */
@NullMarked
package finagent.rl.kernel;

import org.jspecify.annotations.NullMarked;
