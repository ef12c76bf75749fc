/** Speed measured by JMH, beside references, on one core unless said otherwise. */
@NullMarked
package finagent.benchmarks;

import org.jspecify.annotations.NullMarked;
