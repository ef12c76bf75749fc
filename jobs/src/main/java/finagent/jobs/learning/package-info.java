/** Trainings: what a file asks for, the data they share, and how a grid does them. */
@NullMarked
package finagent.jobs.learning;

import org.jspecify.annotations.NullMarked;
