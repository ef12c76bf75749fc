/** The page a run leaves behind: one file of HTML that needs nothing else. */
@NullMarked
package finagent.jobs.report;

import org.jspecify.annotations.NullMarked;
