/** Path models, bootstraps, strategies re-run on them, and the discipline of sampling. */
@NullMarked
package finagent.sandbox.montecarlo;

import org.jspecify.annotations.NullMarked;
