/** What trading is rewarded for, beyond the log return net of costs. */
@NullMarked
package finagent.rl.reward;

import org.jspecify.annotations.NullMarked;
