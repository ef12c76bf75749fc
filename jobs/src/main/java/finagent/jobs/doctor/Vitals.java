package finagent.jobs.doctor;

import finagent.sandbox.grid.Grid;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TimeZone;
import scala.util.Properties;

/**
 * What one JVM of a cluster is like.
 *
 * @param executor Spark's id of it; {@code driver} for the driver
 * @param java version in full
 * @param spark version of Spark
 * @param scala version of Scala
 * @param vector whether the module of the vector kernels is there
 * @param threads {@code OMP_NUM_THREADS}; empty = not set
 * @param processors seen by the JVM
 * @param heap bytes at most
 * @param zone id of the default time zone
 * @param locale default of formats
 * @param decimal how 1.5 is written in it
 * @param code SHA-256 of the program's jar, or that it runs from classes
 * @param trouble why the warehouse cannot be used from there; empty = it can
 * @param clock microseconds UTC since 1970, when this was taken
 */
record Vitals(
    String executor,
    String host,
    String java,
    String spark,
    String scala,
    boolean vector,
    String threads,
    int processors,
    long heap,
    String zone,
    String locale,
    String decimal,
    String code,
    String trouble,
    long clock)
    implements Serializable {
  private static final String CLASSES = "classes, not a jar";

  /** Looks at this JVM. */
  static Vitals take(String executor, String host, String trouble) {
    Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    return new Vitals(
        executor,
        host,
        Runtime.version().toString(),
        org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        Properties.versionNumberString(),
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        System.getenv().getOrDefault("OMP_NUM_THREADS", ""),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory(),
        TimeZone.getDefault().getID(),
        locale.toString(),
        String.format(locale, "%.1f", 1.5),
        program(),
        trouble,
        micros());
  }

  static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  /** Java's feature number, e.g. 17. */
  int feature() {
    return Runtime.Version.parse(java).feature();
  }

  private static String program() {
    CodeSource source = Grid.class.getProtectionDomain().getCodeSource();
    try {
      Path place = source == null ? Path.of("") : Path.of(source.getLocation().toURI());
      return Files.isRegularFile(place) ? digest(place) : CLASSES;
    } catch (IOException | URISyntaxException | NoSuchAlgorithmException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  private static String digest(Path jar) throws IOException, NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    try (InputStream bytes = Files.newInputStream(jar)) {
      byte[] block = new byte[1 << 16];
      for (int n = bytes.read(block); n >= 0; n = bytes.read(block)) {
        sha.update(block, 0, n);
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
