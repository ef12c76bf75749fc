package finagent.jobs.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A file the driver leaves in the warehouse: an executor that does not see it has another folder of
 * the same name, and would write its results where nobody looks.
 */
final class Marked implements AutoCloseable {
  private final String place;
  private final String token;

  private Marked(String place, String token) {
    this.place = place;
    this.token = token;
  }

  static Marked leave(String warehouse) throws IOException {
    String token = UUID.randomUUID().toString();
    String place = warehouse + "/.doctor-" + token;
    write(place, token);
    return new Marked(place, token);
  }

  String place() {
    return place;
  }

  String token() {
    return token;
  }

  /** Why a JVM cannot use the warehouse; empty = it can. */
  static String trouble(String place, String token) {
    try {
      Path mark = new Path(place);
      if (!files(mark).exists(mark)) {
        return "does not see what the driver wrote there: it is another folder";
      }
      try (InputStream bytes = files(mark).open(mark)) {
        if (!new String(bytes.readAllBytes(), StandardCharsets.UTF_8).equals(token)) {
          return "reads something else than the driver wrote there";
        }
      }
      String mine = place + "." + UUID.randomUUID();
      write(mine, token);
      return files(mark).delete(new Path(mine), false) ? "" : "cannot delete what it wrote there";
    } catch (IOException | RuntimeException e) {
      return String.valueOf(e);
    }
  }

  private static void write(String place, String text) throws IOException {
    Path path = new Path(place);
    try (OutputStream bytes = files(path).create(path, true)) {
      bytes.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static FileSystem files(Path path) throws IOException {
    Configuration settings = new Configuration(SparkHadoopUtil.get().conf());
    settings.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    return FileSystem.newInstance(path.toUri(), settings);
  }

  @Override
  public void close() throws IOException {
    Path path = new Path(place);
    if (files(path).exists(path)) {
      files(path).delete(path, false);
    }
  }
}
