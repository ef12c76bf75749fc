/** What is asked for, in which order it can be done, and what is known already; no markets here. */
@NullMarked
package finagent.planner;

import org.jspecify.annotations.NullMarked;
