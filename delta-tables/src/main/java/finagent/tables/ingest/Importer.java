package finagent.tables.ingest;

import finagent.tables.Warehouse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/**
 * Brings files into the tables. Bad lines go to {@code quarantine} with reason, file, line and
 * content; odd bars are flagged, see {@link finagent.tables.market.BarFlags}. The same files again
 * change nothing; other values for known keys restate them: the later {@code known_at} is right,
 * and older versions of the table stay readable. An import fits in memory, at about 200 bytes a
 * bar; larger ones are imported in pieces, a year each for example.
 */
public final class Importer {
  private final Warehouse warehouse;
  private final Restater restater;
  private final Clock clock;

  /**
   * An importer.
   *
   * @param restater asked only when known bars change
   */
  public Importer(Warehouse warehouse, Restater restater, Clock clock) {
    this.warehouse = warehouse;
    this.restater = restater;
    this.clock = clock;
  }

  /** Imports; nothing is visible if it fails. */
  public ImportReport run(ImportRequest request, Progress progress) {
    Instant instant = clock.instant();
    long now = instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
    try {
      return request.kind() == ImportRequest.Kind.BARS
          ? new BarImport(warehouse, restater, request, now).run(progress)
          : new SmallImport(warehouse, request, now).run(progress);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read %s: %s. Nothing was imported.".formatted(request.path(), e.getMessage()), e);
    }
  }
}
