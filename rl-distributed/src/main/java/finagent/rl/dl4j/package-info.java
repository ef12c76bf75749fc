/**
 * The same networks on DL4J: an engine for training, and policies as model files that plain DL4J
 * loads.
 */
@NullMarked
package finagent.rl.dl4j;

import org.jspecify.annotations.NullMarked;
