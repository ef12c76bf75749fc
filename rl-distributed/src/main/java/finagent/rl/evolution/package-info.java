/** Evolution strategies: training by the returns of whole episodes, without gradients. */
@NullMarked
package finagent.rl.evolution;

import org.jspecify.annotations.NullMarked;
