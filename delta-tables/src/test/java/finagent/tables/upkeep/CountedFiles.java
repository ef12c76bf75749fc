package finagent.tables.upkeep;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk under a scheme of its own, which remembers every file that was opened. */
public final class CountedFiles extends RawLocalFileSystem {
  private static final String SCHEME = "counted";
  private static final Queue<String> OPENED = new ConcurrentLinkedQueue<>();

  /** Makes warehouses that are opened from now on know the scheme. */
  static void register() {
    System.setProperty("spark.hadoop.fs.counted.impl", CountedFiles.class.getName());
    System.setProperty(
        "spark.hadoop.io.delta.kernel.logStore.counted.impl", "finagent.tables.LinkLogStore");
  }

  static void deregister() {
    System.clearProperty("spark.hadoop.fs.counted.impl");
    System.clearProperty("spark.hadoop.io.delta.kernel.logStore.counted.impl");
  }

  /** A folder under this scheme. */
  static String place(Path folder) {
    return SCHEME + "://" + folder.toAbsolutePath();
  }

  static void forget() {
    OPENED.clear();
  }

  /** What was opened since. */
  static List<String> opened() {
    return List.copyOf(OPENED);
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FSDataInputStream open(org.apache.hadoop.fs.Path path, int buffer) throws IOException {
    OPENED.add(path.toUri().getPath());
    return super.open(path, buffer);
  }
}
