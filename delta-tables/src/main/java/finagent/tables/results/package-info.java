/** What runs leave behind: results keyed by work, what is known, states of runs, digests. */
@NullMarked
package finagent.tables.results;

import org.jspecify.annotations.NullMarked;
