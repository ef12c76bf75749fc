/** What was learnt: policies with their lineage, and the curves that led there. */
@NullMarked
package finagent.tables.learning;

import org.jspecify.annotations.NullMarked;
