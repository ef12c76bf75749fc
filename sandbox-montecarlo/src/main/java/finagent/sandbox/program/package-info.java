/** What runs: kernels with explicit state, bound into a serialisable program. */
@NullMarked
package finagent.sandbox.program;

import org.jspecify.annotations.NullMarked;
