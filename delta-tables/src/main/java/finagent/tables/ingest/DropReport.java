package finagent.tables.ingest;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a drop.
 *
 * @param drop name of the archive
 * @param sessions with a price, in order; empty where the drop is
 * @param symbols with a price
 * @param actions splits and dividends its prices show
 * @param actionsWritten of them those that were not known so
 * @param bars what became of its lines; empty where it has none
 */
public record DropReport(
    String drop,
    List<LocalDate> sessions,
    int symbols,
    long actions,
    long actionsWritten,
    Optional<ImportReport> bars) {
  public DropReport {
    sessions = List.copyOf(sessions);
  }

  /** Whether the drop holds no price at all. */
  public boolean isEmpty() {
    return bars.isEmpty();
  }

  /** For people, a few lines. */
  public String text() {
    return bars.map(
            report ->
                String.format(
                    Locale.ROOT,
                    "drop %s: %,d symbols, sessions %s; %,d actions in its prices, %,d of them"
                        + " new%n%s",
                    drop,
                    symbols,
                    sessions,
                    actions,
                    actionsWritten,
                    report.text()))
        .orElse("drop %s is empty: it holds no price; nothing was imported".formatted(drop));
  }
}
