/** What runs need of the tables, what one alone needs, and how a run is taken out. */
@NullMarked
package finagent.tables.upkeep;

import org.jspecify.annotations.NullMarked;
