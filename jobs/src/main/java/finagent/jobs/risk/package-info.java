/** What a book could lose: every method beside the others, and how well each has done. */
@NullMarked
package finagent.jobs.risk;

import org.jspecify.annotations.NullMarked;
