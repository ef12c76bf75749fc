/** Files into tables: checked, flagged, idempotent, restated where the source was. */
@NullMarked
package finagent.tables.ingest;

import org.jspecify.annotations.NullMarked;
