/** Kernels of networks on the Vector API; each has a scalar twin that gives the same bits. */
@NullMarked
package finagent.rl.vector;

import org.jspecify.annotations.NullMarked;
