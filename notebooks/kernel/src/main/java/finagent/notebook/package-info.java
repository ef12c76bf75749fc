/** Java in Jupyter: cells run in one JVM with a Spark session, the tables and the charts. */
@NullMarked
package finagent.notebook;

import org.jspecify.annotations.NullMarked;
