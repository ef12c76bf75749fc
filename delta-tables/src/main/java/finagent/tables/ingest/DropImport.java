package finagent.tables.ingest;

import finagent.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Imports a day's drop, see {@link DropArchive}: raw prices of some sessions, with closes adjusted
 * as of the drop's day. Actions come first, derived from close and adjusted close, then the bars,
 * so that no bar after a split looks like a spike. A later drop restates an earlier one; the same
 * drop again changes nothing.
 */
public final class DropImport {
  private final Warehouse warehouse;
  private final Restater restater;
  private final Clock clock;

  /**
   * An importer.
   *
   * @param restater asked only when known bars change
   */
  public DropImport(Warehouse warehouse, Restater restater, Clock clock) {
    this.warehouse = warehouse;
    this.restater = restater;
    this.clock = clock;
  }

  /**
   * Imports one drop.
   *
   * @param request of bars; its path is the archive
   */
  public DropReport run(ImportRequest request, Progress progress) {
    try {
      Path scratch = Files.createTempDirectory("finagent-drop");
      try {
        return imported(request, DropArchive.unpack(request.path(), scratch), progress);
      } finally {
        delete(scratch);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read %s: %s. Nothing was imported.".formatted(request.path(), e.getMessage()), e);
    }
  }

  private DropReport imported(ImportRequest request, DropArchive archive, Progress progress)
      throws IOException {
    DropReport empty = new DropReport(archive.name(), List.of(), 0, 0, 0, Optional.empty());
    if (archive.prices().isEmpty()) {
      return empty;
    }
    Path prices = archive.prices().orElseThrow();
    AdjustedCloses closes = AdjustedCloses.read(prices, archive.name() + "/prices.csv");
    if (closes.symbols() == 0) {
      return empty;
    }
    warehouse.requireWritable();
    Instant instant = clock.instant();
    long now = instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
    DerivedActions actions =
        new DerivedActions(warehouse, request.of(ImportRequest.Kind.ACTIONS), now);
    actions.write(closes.findings());
    ImportReport bars =
        new Importer(warehouse, restater, clock)
            .run(request.of(ImportRequest.Kind.BARS).at(scratch(prices)), progress);
    return new DropReport(
        archive.name(),
        closes.sessions().keySet().stream().map(LocalDate::ofEpochDay).toList(),
        closes.symbols(),
        actions.found(),
        actions.written(),
        Optional.of(bars));
  }

  /** The folder above the archive's: file names are told relative to it. */
  private static Path scratch(Path prices) {
    return Optional.ofNullable(prices.getParent()).map(Path::getParent).orElse(prices);
  }

  private static void delete(Path scratch) throws IOException {
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
