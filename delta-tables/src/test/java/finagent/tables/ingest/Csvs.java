package finagent.tables.ingest;

import finagent.tables.Warehouse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;

/** Small files and importers for tests. */
public final class Csvs {
  public static final String HEADER = "date,symbol,open,high,low,close,volume\n";

  private Csvs() {}

  public static Path write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** A bar whose four prices are one. */
  public static String flat(String date, String symbol, double price) {
    return "%s,%s,%s,%s,%s,%s,100\n".formatted(date, symbol, price, price, price, price);
  }

  /** An importer that must not need to restate. */
  public static Importer importer(Warehouse warehouse, String now) {
    return importer(
        warehouse,
        now,
        (to, bars, once) -> {
          throw new AssertionError("nothing is to be restated here");
        });
  }

  public static Importer importer(Warehouse warehouse, String now, Restater restater) {
    return new Importer(warehouse, restater, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  public static ImportReport bars(Warehouse warehouse, String name, Path path) {
    return importer(warehouse, "2026-01-01T00:00:00Z")
        .run(ImportRequest.of(ImportRequest.Kind.BARS, name, path), Progress.silent());
  }
}
