/** The log of a pipeline's nights: one night, once, whoever starts it and however often. */
@NullMarked
package finagent.tables.night;

import org.jspecify.annotations.NullMarked;
