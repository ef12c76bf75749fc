/** A night of a pipeline: gates, the paper book and its orders, alerts; what is done once. */
@NullMarked
package finagent.jobs.nightly;

import org.jspecify.annotations.NullMarked;
