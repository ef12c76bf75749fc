/** Trainings as tasks: pure functions that a grid can run anywhere and take up where they stood. */
@NullMarked
package finagent.rl.training;

import org.jspecify.annotations.NullMarked;
