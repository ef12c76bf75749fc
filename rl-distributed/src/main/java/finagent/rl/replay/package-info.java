/** Memories of transitions to learn from. */
@NullMarked
package finagent.rl.replay;

import org.jspecify.annotations.NullMarked;
