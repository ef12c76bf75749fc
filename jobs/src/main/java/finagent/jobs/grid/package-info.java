/** Spark as a place where work is spread: the one package that talks to a cluster. */
@NullMarked
package finagent.jobs.grid;

import org.jspecify.annotations.NullMarked;
