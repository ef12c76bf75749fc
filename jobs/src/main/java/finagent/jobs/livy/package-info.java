/** A client of the batch API of Apache Livy that trusts a run's own commit, not Livy's word. */
@NullMarked
package finagent.jobs.livy;

import org.jspecify.annotations.NullMarked;
