package finagent.tables.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small drops for tests. */
public final class Drops {
  public static final String HEADER = "symbol,date,open,high,low,close,volume,adj_close\n";

  private Drops() {}

  /** Writes a drop whose prices are a text. */
  public static Path write(Path folder, String name, String prices) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      put(tar, "symbols.txt", "");
      put(tar, "prices.csv", prices);
      put(tar, "reports.csv", "");
    }
    return file;
  }

  private static void put(TarArchiveOutputStream tar, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** A bar whose four prices are one. */
  public static String flat(String date, String symbol, double price, double adjusted) {
    return "%s,%s,%s,%s,%s,%s,100,%s\n"
        .formatted(symbol, date, price, price, price, price, adjusted);
  }
}
