/** Strategies run again in scenarios, side by side with what they did in the market as it was. */
@NullMarked
package finagent.jobs.stress;

import org.jspecify.annotations.NullMarked;
