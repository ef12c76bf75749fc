/** What a cluster must have for a run to go well: looked at where the work will run. */
@NullMarked
package finagent.jobs.doctor;

import org.jspecify.annotations.NullMarked;
