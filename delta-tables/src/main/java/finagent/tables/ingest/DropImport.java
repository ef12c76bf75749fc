package finagent.tables.ingest;

import finagent.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
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
  private final boolean late;

  /**
   * An importer.
   *
   * @param restater asked only when known bars change
   */
  public DropImport(Warehouse warehouse, Restater restater, Clock clock) {
    this(warehouse, restater, clock, false);
  }

  private DropImport(Warehouse warehouse, Restater restater, Clock clock, boolean late) {
    this.warehouse = warehouse;
    this.restater = restater;
    this.clock = clock;
    this.late = late;
  }

  /**
   * One for drops that come after those of later sessions: bars and actions that are not there are
   * added, and known ones stay, since a later drop knew better.
   */
  public DropImport late() {
    return new DropImport(warehouse, restater, clock, true);
  }

  /**
   * Imports one drop.
   *
   * @param request of bars; its path is the archive
   */
  public DropReport run(ImportRequest request, Progress progress) {
    return run(request, progress, seen -> {});
  }

  /**
   * Imports one drop, if somebody who looks at it first has nothing against it.
   *
   * @param judge is shown what the drop would bring before anything is written; what it throws ends
   *     the import
   */
  public DropReport run(ImportRequest request, Progress progress, Consumer<DropSeen> judge) {
    Path scratch = newScratch();
    try {
      try {
        return imported(request, DropArchive.unpack(request.path(), scratch), progress, judge);
      } finally {
        delete(scratch);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read %s: %s. Nothing was imported.".formatted(request.path(), e.getMessage()), e);
    }
  }

  private static Path newScratch() {
    try {
      return Files.createTempDirectory("finagent-drop");
    } catch (IOException e) {
      throw ScratchFile.unwritable(Path.of(System.getProperty("java.io.tmpdir", "")), e);
    }
  }

  private DropReport imported(
      ImportRequest request, DropArchive archive, Progress progress, Consumer<DropSeen> judge)
      throws IOException {
    Optional<Path> prices = archive.prices();
    Optional<AdjustedCloses> read =
        prices.isEmpty()
            ? Optional.empty()
            : Optional.of(AdjustedCloses.read(prices.get(), archive.name() + "/prices.csv"));
    if (read.isEmpty() || read.get().symbols() == 0) {
      judge.accept(DropSeen.nothing(archive.name()));
      return new DropReport(archive.name(), List.of(), 0, 0, 0, Optional.empty());
    }
    AdjustedCloses closes = read.get();
    warehouse.requireWritable();
    Instant instant = clock.instant();
    long now = instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
    DerivedActions actions =
        new DerivedActions(warehouse, request.of(ImportRequest.Kind.ACTIONS), now, late);
    actions.look(closes.findings());
    List<LocalDate> sessions =
        closes.sessions().keySet().stream().map(LocalDate::ofEpochDay).toList();
    ImportReport bars =
        new BarImport(
                warehouse,
                restater,
                request.of(ImportRequest.Kind.BARS).at(scratch(prices.orElseThrow())),
                now,
                late)
            .run(
                progress,
                actions.splits(),
                (reader, merge) -> {
                  judge.accept(seen(archive.name(), sessions, reader, merge));
                  actions.write();
                });
    return new DropReport(
        archive.name(),
        sessions,
        closes.symbols(),
        actions.found(),
        actions.written(),
        Optional.of(bars));
  }

  private static DropSeen seen(
      String drop, List<LocalDate> sessions, BarReader reader, BarMerge merge) {
    SortedMap<LocalDate, Set<String>> symbols = new TreeMap<>();
    Bars bars = reader.bars();
    for (int r = 0; r < bars.size; r++) {
      if (bars.broken[r] == 0) {
        symbols
            .computeIfAbsent(LocalDate.ofEpochDay(bars.session[r]), any -> new HashSet<>())
            .add(reader.symbols().name(bars.symbol[r]));
      }
    }
    return new DropSeen(
        drop, sessions, reader.linesRead(), merge.restated, merge.unchanged, merge.spiked, symbols);
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
