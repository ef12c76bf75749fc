package finagent.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * A Delta log store for local file systems that several JVMs may use at once. A commit file is
 * written whole under a hidden name, forced to the disk, then hard-linked into place; the link
 * fails if the name is taken, in whichever process took it. (Delta's own store for {@code file:}
 * checks and renames, which is safe inside one JVM only.) Serves Spark as {@code
 * spark.delta.logStore.file.impl} and Kernel as {@code io.delta.kernel.logStore.file.impl}.
 */
public final class LinkLogStore extends LogStore {
  public LinkLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public CloseableIterator<String> read(org.apache.hadoop.fs.Path path, Configuration configuration)
      throws IOException {
    try {
      return new Lines(Files.newBufferedReader(local(path), UTF_8));
    } catch (NoSuchFileException e) {
      throw notFound(path.toString(), e);
    }
  }

  @Override
  public void write(
      org.apache.hadoop.fs.Path path,
      Iterator<String> lines,
      Boolean overwrite,
      Configuration configuration)
      throws IOException {
    Path target = local(path);
    Path hidden = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    Files.createDirectories(directory(target));
    try {
      writeForced(hidden, lines);
      if (overwrite) {
        Files.move(
            hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        link(target, hidden);
      }
    } finally {
      Files.deleteIfExists(hidden);
    }
  }

  private static void writeForced(Path file, Iterator<String> lines) throws IOException {
    try (FileOutputStream bytes = new FileOutputStream(file.toFile());
        Writer writer = new BufferedWriter(new OutputStreamWriter(bytes, UTF_8))) {
      while (lines.hasNext()) {
        writer.write(lines.next());
        writer.write('\n');
      }
      writer.flush();
      bytes.getFD().sync();
    }
  }

  private static void link(Path target, Path written) throws IOException {
    try {
      Files.createLink(target, written);
    } catch (UnsupportedOperationException e) {
      throw noHardLinks(target, e);
    } catch (FileSystemException e) {
      String reason = String.valueOf(e.getReason());
      boolean refused = reason.contains("not permitted") || reason.contains("not supported");
      throw refused ? noHardLinks(target, e) : e;
    }
  }

  private static IOException noHardLinks(Path target, Exception cause) {
    return new IOException(
        ("Cannot commit %s: the file system of %s makes no hard links (%s), and without them"
                + " several programs cannot write one table safely. Use a warehouse on a local"
                + " disk (ext4, xfs, apfs, ntfs).")
            .formatted(target.getFileName(), target.getParent(), cause.getMessage()),
        cause);
  }

  @Override
  public Iterator<FileStatus> listFrom(org.apache.hadoop.fs.Path path, Configuration configuration)
      throws IOException {
    Path from = local(path);
    Path directory = directory(from);
    if (!Files.isDirectory(directory)) {
      throw notFound(directory.toString(), new NoSuchFileException(directory.toString()));
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files =
          listed
              .filter(file -> !name(file).startsWith("."))
              .filter(file -> name(file).compareTo(name(from)) >= 0)
              .sorted()
              .toList();
    }
    List<FileStatus> found = new ArrayList<>();
    for (Path file : files) {
      found.add(
          new FileStatus(
              Files.size(file),
              Files.isDirectory(file),
              1,
              1L << 20,
              Files.getLastModifiedTime(file).toMillis(),
              new org.apache.hadoop.fs.Path(path.getParent(), name(file))));
    }
    return found.iterator();
  }

  @Override
  public org.apache.hadoop.fs.Path resolvePathOnPhysicalStorage(
      org.apache.hadoop.fs.Path path, Configuration configuration) {
    return path;
  }

  /**
   * True: commits made by this store appear whole, but checkpoints are written past it, and this
   * answer makes their writers go through a hidden file and a rename.
   */
  @Override
  public Boolean isPartialWriteVisible(
      org.apache.hadoop.fs.Path path, Configuration configuration) {
    return true;
  }

  private static Path local(org.apache.hadoop.fs.Path path) {
    return Path.of(path.toUri().getPath());
  }

  private static Path directory(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("'%s' is no file of a Delta log".formatted(file));
    }
    return parent;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static FileNotFoundException notFound(String what, IOException cause) {
    FileNotFoundException missing = new FileNotFoundException(what + " does not exist");
    missing.initCause(cause);
    return missing;
  }

  /** The lines of a file; closes it. */
  private static final class Lines implements CloseableIterator<String> {
    private final BufferedReader reader;
    private final Iterator<String> lines;

    Lines(BufferedReader reader) {
      this.reader = reader;
      this.lines = reader.lines().iterator();
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public String next() {
      return lines.next();
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
