/** Questions to the tables in SQL, over the rows that count; nothing is ever changed. */
@NullMarked
package finagent.jobs.sql;

import org.jspecify.annotations.NullMarked;
