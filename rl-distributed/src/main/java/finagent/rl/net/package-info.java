/**
 * Small networks with two hidden layers, trained in fused loops: float, one thread, same bits
 * anywhere.
 */
@NullMarked
package finagent.rl.net;

import org.jspecify.annotations.NullMarked;
