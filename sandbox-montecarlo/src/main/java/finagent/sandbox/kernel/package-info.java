/** The arithmetic of the shipped agents, one kernel per formula; here what they share. */
@NullMarked
package finagent.sandbox.kernel;

import org.jspecify.annotations.NullMarked;
