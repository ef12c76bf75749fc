package finagent.tables.ingest;

import java.util.Locale;

/**
 * What became of each line: {@code read = added + restated + unchanged + duplicates + blank +
 * quarantined}.
 *
 * @param read lines below headers
 * @param added rows for keys that were not known
 * @param restated rows that replaced different values of a known key
 * @param unchanged lines that say what is known
 * @param duplicates lines that repeat another of this import
 * @param blank lines without a value in the column asked for
 * @param quarantined lines that break a rule
 * @param zeroVolume bars without volume among the lines read
 * @param spikes bars with a shifted decimal point among the lines read, quarantined ones included
 * @param version version of the table that holds the rows; the one before if nothing changed
 * @param wrote whether anything was written
 */
public record ImportReport(
    ImportRequest.Kind kind,
    String name,
    long read,
    long added,
    long restated,
    long unchanged,
    long duplicates,
    long blank,
    long quarantined,
    long zeroVolume,
    long spikes,
    long version,
    boolean wrote) {

  /** Rows that are in the table now because of this import or an earlier one. */
  public long imported() {
    return added + restated + unchanged;
  }

  /** For people, a few lines. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s '%s': %,d lines read = %,d imported (%,d new, %,d restated, %,d known already)",
            kind.word(),
            name,
            read,
            imported(),
            added,
            restated,
            unchanged));
    text.append(String.format(Locale.ROOT, " + %,d quarantined", quarantined));
    if (duplicates > 0) {
      text.append(String.format(Locale.ROOT, " + %,d identical duplicates", duplicates));
    }
    if (blank > 0) {
      text.append(String.format(Locale.ROOT, " + %,d without a value", blank));
    }
    if (kind == ImportRequest.Kind.BARS) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nflagged: %,d without volume (price counts, nothing fills), %,d spikes (read as"
                  + " missing)",
              zeroVolume,
              spikes));
    }
    return text.append(wrote ? "" : System.lineSeparator() + "nothing changed").toString();
  }
}
