/**
 * Learning algorithms, one file each with its configuration inside, and the judge of what they
 * learnt.
 */
@NullMarked
package finagent.rl.algorithm;

import org.jspecify.annotations.NullMarked;
