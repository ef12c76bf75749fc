/** Policies learnt from what others did: behaviour cloning over the experience table, on DL4J. */
@NullMarked
package finagent.jobs.cloning;

import org.jspecify.annotations.NullMarked;
