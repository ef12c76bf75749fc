/** Counter-based random numbers, addressed and never streamed. */
@NullMarked
package finagent.sandbox.random;

import org.jspecify.annotations.NullMarked;
