/** The arithmetic of the shipped agents, one kernel per formula. */
@NullMarked
package finagent.sandbox.kernel;

import org.jspecify.annotations.NullMarked;
