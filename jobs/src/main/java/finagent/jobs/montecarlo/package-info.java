/** Strategies run again on synthetic markets, chunk by chunk, with the error of every number. */
@NullMarked
package finagent.jobs.montecarlo;

import org.jspecify.annotations.NullMarked;
