/** The command line, the jobs and the Spark side of the grid. */
@NullMarked
package finagent.jobs;

import org.jspecify.annotations.NullMarked;
