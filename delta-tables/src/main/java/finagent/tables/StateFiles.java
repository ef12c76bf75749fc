package finagent.tables;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * States of long work, kept beside the tables while it goes on: {@code _states/<key>/<steps>.gz}. A
 * state is there whole or not at all: one that a disk or machine cut off counts as absent and is
 * removed. They may be deleted at any time; what is lost is time. Any JVM may write; it travels as
 * the warehouse does.
 */
public final class StateFiles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(StateFiles.class);
  private static final String END = ".gz";
  private static final int LOOKS = 20;

  private final Warehouse warehouse;

  public StateFiles(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The latest state of a key after at most so many steps. */
  public Optional<byte[]> latest(String key, long steps) {
    try {
      for (int look = 1; ; look++) {
        try {
          return look(files(key), key, steps);
        } catch (FileNotFoundException e) { // a later state came, and this one went
          if (look == LOOKS) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new WarehouseException(
          "The state of %s cannot be read in '%s': %s".formatted(key, folder(key), e.getMessage()),
          e);
    }
  }

  private Optional<byte[]> look(FileSystem files, String key, long most) throws IOException {
    long[] kept = Arrays.stream(steps(files, key)).filter(at -> at <= most).sorted().toArray();
    for (int k = kept.length - 1; k >= 0; k--) {
      Path file = file(key, kept[k]);
      try (InputStream in = new GZIPInputStream(files.open(file))) {
        return Optional.of(in.readAllBytes());
      } catch (EOFException | ZipException e) {
        files.delete(file, false);
        LOG.warn("state {} is not whole ({}); an older one counts", file, e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Keeps a state; of those with fewer steps the two latest stay. */
  public void keep(String key, long steps, byte[] state) {
    keep(key, steps, state, 2);
  }

  /**
   * Keeps a state.
   *
   * @param older how many of those with fewer steps stay, the latest
   */
  public void keep(String key, long steps, byte[] state, int older) {
    try {
      FileSystem files = files(key);
      Path hidden = new Path(folder(key), "." + UUID.randomUUID());
      files.mkdirs(folder(key));
      write(files, hidden, state);
      if (files.exists(file(key, steps)) || !files.rename(hidden, file(key, steps))) {
        files.delete(hidden, false); // another attempt of the same work was faster
      }
      long[] all = Arrays.stream(steps(files, key)).filter(at -> at < steps).sorted().toArray();
      for (int k = 0; k < all.length - older; k++) {
        files.delete(file(key, all[k]), false);
      }
    } catch (IOException e) {
      throw new WarehouseException(
          "The state of %s cannot be kept in '%s': %s".formatted(key, folder(key), e.getMessage()),
          e);
    }
  }

  /** Writes a file down to the disk: a name may otherwise be there before what it names. */
  private static void write(FileSystem files, Path file, byte[] state) throws IOException {
    try (FSDataOutputStream disk = files.create(file, true);
        GZIPOutputStream out = new GZIPOutputStream(disk)) {
      out.write(state);
      out.finish();
      if (disk.hasCapability(StreamCapabilities.HSYNC)) {
        disk.hsync();
      }
    }
  }

  /**
   * Keeps a state in the place of one of the same steps that holds no more. Where the writing fails
   * between the two, there is none.
   *
   * @param older how many of those with fewer steps stay, the latest
   */
  public void replace(String key, long steps, byte[] state, int older) {
    try {
      files(key).delete(file(key, steps), false);
    } catch (IOException e) {
      throw new WarehouseException(
          "The state of %s cannot be replaced in '%s': %s"
              .formatted(key, folder(key), e.getMessage()),
          e);
    }
    keep(key, steps, state, older);
  }

  private long[] steps(FileSystem files, String key) throws IOException {
    Path folder = folder(key);
    return !files.exists(folder)
        ? new long[0]
        : Arrays.stream(files.listStatus(folder))
            .map(FileStatus::getPath)
            .map(Path::getName)
            .filter(name -> name.matches("[0-9]+\\.gz"))
            .mapToLong(name -> Long.parseLong(name.substring(0, name.length() - END.length())))
            .toArray();
  }

  private FileSystem files(String key) throws IOException {
    return folder(key).getFileSystem(warehouse.settings());
  }

  private Path folder(String key) {
    return new Path(warehouse.place() + "/_states/" + key);
  }

  private Path file(String key, long steps) {
    return new Path(folder(key), steps + END);
  }
}
