/** Loops on the Vector API; each has a scalar twin that gives the same bits. */
@NullMarked
package finagent.sandbox.vector;

import org.jspecify.annotations.NullMarked;
