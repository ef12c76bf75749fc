/** The Delta tables: one definition each, read and written with and without Spark. */
@NullMarked
package finagent.tables;

import org.jspecify.annotations.NullMarked;
