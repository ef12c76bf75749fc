package finagent.tables.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * One drop: a {@code .tar.gz} that holds {@code prices.csv} and, unread here, {@code symbols.txt}
 * and {@code reports.csv}.
 *
 * @param prices where the prices lie, in a folder named after the archive; empty where the drop
 *     holds none
 */
record DropArchive(String name, Optional<Path> prices) {
  private static final String PRICES = "prices.csv";
  private static final long MOST_BYTES = 1L << 32;

  /**
   * Unpacks the prices.
   *
   * @param scratch an empty folder
   * @throws IllegalArgumentException if it is no such archive
   * @throws java.io.UncheckedIOException if the folder cannot be written
   */
  static DropArchive unpack(Path archive, Path scratch) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new IllegalArgumentException(
          "There is no drop %s; a drop is a .tar.gz file with %s in it".formatted(archive, PRICES));
    }
    String name = String.valueOf(archive.getFileName());
    Path prices = scratch.resolve(name).resolve(PRICES);
    List<String> held = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextTarEntry();
          entry != null;
          entry = tar.getNextTarEntry()) {
        held.add(entry.getName());
        if (entry.isFile() && isPrices(entry.getName())) {
          copy(tar, prices, name);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Drop %s is damaged (%s); get it again. Nothing was imported."
              .formatted(name, e.getMessage()),
          e);
    }
    if (!Files.exists(prices)) {
      throw new IllegalArgumentException(
          "Drop %s holds no %s; it holds %s".formatted(name, PRICES, held));
    }
    return new DropArchive(name, Files.size(prices) == 0 ? Optional.empty() : Optional.of(prices));
  }

  private static boolean isPrices(String entry) {
    return entry.substring(entry.lastIndexOf('/') + 1).equals(PRICES);
  }

  private static void copy(InputStream from, Path to, String name) throws IOException {
    try (ScratchFile out = ScratchFile.open(to)) {
      byte[] block = new byte[1 << 16];
      long bytes = 0;
      for (int n = from.read(block); n >= 0; n = from.read(block)) {
        bytes += n;
        if (bytes > MOST_BYTES) {
          throw new IllegalArgumentException(
              "Drop %s unpacks to more than %,d bytes of prices; import it in pieces"
                  .formatted(name, MOST_BYTES));
        }
        out.write(block, n);
      }
    }
  }
}
