/** Market data out of the tables: slices as panels, and what identifies their content. */
@NullMarked
package finagent.tables.market;

import org.jspecify.annotations.NullMarked;
