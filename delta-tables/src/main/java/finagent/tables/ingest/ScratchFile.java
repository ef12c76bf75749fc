package finagent.tables.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that is unpacked from a drop. What keeps it from being written is told with its folder and
 * the room left there, since it is no fault of the drop.
 */
final class ScratchFile implements AutoCloseable {
  private final Path folder;
  private final OutputStream out;

  private ScratchFile(Path folder, OutputStream out) {
    this.folder = folder;
    this.out = out;
  }

  /** Opens one; its folder is made where it is missing. */
  static ScratchFile open(Path file) {
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    try {
      Files.createDirectories(folder);
      return new ScratchFile(folder, Files.newOutputStream(file));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  void write(byte[] block, int bytes) {
    try {
      out.write(block, 0, bytes);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** What it means that nothing can be written to a folder, which may not be there yet. */
  static UncheckedIOException unwritable(Path folder, IOException cause) {
    Path there = folder.toAbsolutePath();
    for (Path up = there.getParent(); up != null && !Files.exists(there); up = up.getParent()) {
      there = up;
    }
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "The drop cannot be unpacked in %s, where %.1f MB are free: %s. Free some space, or"
                + " name another folder with JDK_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER. Nothing was"
                + " imported.",
            folder,
            there.toFile().getUsableSpace() / 1e6,
            cause.getMessage()),
        cause);
  }
}
