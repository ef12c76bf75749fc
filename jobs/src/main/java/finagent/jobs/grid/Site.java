package finagent.jobs.grid;

import scala.util.Properties;

/** The JVM and the Spark this program finds itself with; refuses those that do not fit. */
record Site(String sparkVersion, String scalaVersion, int javaVersion, boolean opened) {
  private static final String FITS =
      "FinAgent needs Spark 3.5 built for Scala 2.12: scripts/spark-home assembles one, or use a"
          + " download of Spark 3.5 or the pyspark 3.5 wheel";

  /** Looks at this JVM. */
  static Site here() {
    boolean opened = Object.class.getModule().isOpen("sun.nio.ch", Site.class.getModule());
    try {
      return new Site(
          org.apache.spark.package$.MODULE$.SPARK_VERSION(),
          Properties.versionNumberString(),
          Runtime.version().feature(),
          opened);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "Spark is not on the class path (no %s). Start with scripts/submit. %s"
              .formatted(e.getMessage(), FITS),
          e);
    }
  }

  /** Throws, in words, where Spark would fail later in some obscure way. */
  void check() {
    if (!sparkVersion.startsWith("3.5.") || !scalaVersion.startsWith("2.12.")) {
      throw new IllegalStateException(
          "This is Spark %s for Scala %s. %s".formatted(sparkVersion, scalaVersion, FITS));
    }
    if (javaVersion != 17) {
      throw new IllegalStateException(
          "This is Java %d; Spark 3.5 and FinAgent run on Java 17. Set JAVA_HOME to a JDK 17"
              .formatted(javaVersion));
    }
    if (!opened) {
      throw new IllegalStateException(
          "Spark on Java 17 needs parts of the JDK opened to it. Start with scripts/finagent or"
              + " scripts/submit, or give java the --add-opens options listed in"
              + " docs/cluster.md");
    }
  }
}
