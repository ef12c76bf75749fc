/** The strategy language: YAML in, a checked specification and its task graph out. */
@NullMarked
package finagent.planner.spec;

import org.jspecify.annotations.NullMarked;
