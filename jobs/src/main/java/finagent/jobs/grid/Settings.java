package finagent.jobs.grid;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;

/**
 * What a Spark session of ours is started with. The user's own settings win over what spark-submit
 * was given, and that over the defaults here.
 */
final class Settings {
  /** Seconds until a cluster must have registered the application. */
  static final String START_SECONDS = "spark.finagent.startSeconds";

  /** Seconds until a cluster must have given it a first executor. */
  static final String EXECUTOR_SECONDS = "spark.finagent.executorSeconds";

  private static final String EXECUTOR_JAVA = "spark.executor.extraJavaOptions";
  private static final String VECTOR = "--add-modules jdk.incubator.vector";
  private static final String ZONE = "-Duser.timezone=UTC";
  private static final Map<String, String> DEFAULTS = defaults();

  private Settings() {}

  /** What is set where nobody else did. */
  static Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("spark.app.name", "finagent");
    all.put("spark.ui.enabled", "false");
    all.put("spark.ui.showConsoleProgress", "false");
    all.put("spark.log.level", "WARN");
    all.put("spark.executorEnv.OMP_NUM_THREADS", "1");
    all.put("spark.driver.maxResultSize", "0");
    all.put("spark.cleaner.periodicGC.interval", "5min");
    all.put("spark.sql.session.timeZone", "UTC");
    all.put("spark.sql.shuffle.partitions", "8");
    all.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    all.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    all.put("spark.databricks.delta.snapshotPartitions", "1");
    all.put("spark.delta.logStore.file.impl", "finagent.tables.LinkLogStore");
    all.put("spark.delta.logStore.s3a.impl", "finagent.tables.S3LogStore");
    all.put("spark.hadoop.fs.s3a.fast.upload.buffer", "bytebuffer");
    all.put("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    return all;
  }

  static SparkConf of(Master master, Map<String, String> user) {
    SparkConf conf = new SparkConf();
    user.forEach(conf::set);
    conf.setMaster(master.url());
    DEFAULTS.forEach(conf::setIfMissing);
    conf.set(EXECUTOR_JAVA, executorJava(conf.get(EXECUTOR_JAVA, "")));
    if (master.isOnThisMachine() && System.getenv("SPARK_LOCAL_IP") == null) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    if (master.isRemote() && !conf.contains("spark.jars")) {
      conf.set("spark.jars", code(master));
    }
    return conf;
  }

  /** The user's options, with ours where they say nothing of the matter. */
  private static String executorJava(String user) {
    String java = user.contains("jdk.incubator.vector") ? user : user + " " + VECTOR;
    return (java.contains("-Duser.timezone=") ? java : java + " " + ZONE).strip();
  }

  /** The jar this program runs from, if it is the one that holds all of it. */
  private static String code(Master master) {
    String here = place(Settings.class);
    if (here.endsWith(".jar") && here.equals(place(finagent.sandbox.grid.Grid.class))) {
      return Path.of(here).toUri().toString();
    }
    throw new IllegalStateException(
        ("The executors of '%s' need this program as one jar, and it runs from '%s'. Build it with"
                + " mvn -Puber -pl jobs -am package and use scripts/submit, or name it in"
                + " spark.jars")
            .formatted(master.url(), here));
  }

  private static String place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      return "";
    }
    try {
      URI uri = source.getLocation().toURI();
      return new File(uri).getPath();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return source.getLocation().toString();
    }
  }
}
