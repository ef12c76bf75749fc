/** What simulations and stress tests keep: chunks of paths, results, and fitted parameters. */
@NullMarked
package finagent.tables.montecarlo;

import org.jspecify.annotations.NullMarked;
