package finagent.jobs.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Judges every executor of a session by what a run of ours needs, and says what to set. */
public final class Examination {
  /** A lease between two nights trusts clocks this far, microseconds. */
  static final long SKEW = 1_000_000;

  private static final String EXECUTORS = "spark.executor.extraJavaOptions";

  private final Vitals driver;
  private final Vitals one;
  private final List<Finding> findings = new ArrayList<>();

  private Examination(Vitals driver, Vitals one) {
    this.driver = driver;
    this.one = one;
  }

  /**
   * Runs a small job and judges what it met.
   *
   * @param warehouse address of the warehouse the executors will write to
   */
  public static List<Finding> of(SparkSession session, String warehouse) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    try (Marked mark = Marked.leave(warehouse)) {
      Round round = Round.make(spark, mark);
      Vitals driver = Vitals.take("driver", "", "");
      List<Finding> all = new ArrayList<>();
      round.seen().values().forEach(one -> all.addAll(judge(driver, one, round)));
      for (String id : round.missed()) {
        all.add(
            new Finding(
                "executor " + id,
                "tasks",
                false,
                "took no task; its cores may be busy, or it was lost: see its log"));
      }
      return all;
    } catch (IOException e) {
      return List.of(
          Finding.here("warehouse", false, "cannot write to %s: %s".formatted(warehouse, e)));
    }
  }

  static List<Finding> judge(Vitals driver, Vitals one, Round round) {
    Examination of = new Examination(driver, one);
    of.versions();
    of.options();
    of.formats();
    of.add(
        "warehouse",
        one.trouble().isEmpty(),
        "seen and writable",
        "%s; all machines must see one folder (a shared mount, or s3a://), writable by the user"
                .formatted(one.trouble())
            + " the executors run as");
    of.clock(round);
    return of.findings;
  }

  private void versions() {
    add(
        "java",
        one.feature() == 17,
        one.java(),
        "%s; Spark 3.5 needs 17: set spark.executorEnv.JAVA_HOME, or JAVA_HOME of the worker"
            .formatted(one.java()));
    boolean same = one.spark().equals(driver.spark()) && one.scala().equals(driver.scala());
    add(
        "spark",
        same,
        "%s for Scala %s".formatted(one.spark(), one.scala()),
        "%s for Scala %s, the driver has %s for %s; start driver and workers from one SPARK_HOME"
            .formatted(one.spark(), one.scala(), driver.spark(), driver.scala()));
    add(
        "program",
        one.code().equals(driver.code()),
        "the driver's (%.12s)".formatted(one.code()),
        "jar %.12s, the driver's is %.12s; remove the old one from the workers' class path"
                .formatted(one.code(), driver.code())
            + " (spark.executor.extraClassPath, SPARK_HOME/jars) and submit one jar");
  }

  private void options() {
    boolean itself = one.executor().equals("driver"); // slower, but nothing to set for executors
    add(
        "vectors",
        one.vector() || itself,
        one.vector() ? "jdk.incubator.vector is there" : "none in this JVM: slower, the same bits",
        "no jdk.incubator.vector, so kernels are 2 to 8 times slower; add --add-modules"
            + " jdk.incubator.vector to "
            + EXECUTORS);
    add(
        "threads",
        one.threads().equals("1"),
        String.format(
            Locale.ROOT,
            "OMP_NUM_THREADS=1, %d processors, %d MB heap",
            one.processors(),
            one.heap() >> 20),
        "OMP_NUM_THREADS is %s; set spark.executorEnv.OMP_NUM_THREADS=1 (training is ten times slower otherwise)"
            .formatted(one.threads().isEmpty() ? "not set" : one.threads()));
  }

  private void formats() {
    add(
        "time zone",
        List.of("UTC", "Etc/UTC", "GMT", "Z").contains(one.zone()),
        one.zone(),
        "%s; add -Duser.timezone=UTC to %s".formatted(one.zone(), EXECUTORS));
    add(
        "locale",
        one.decimal().equals("1.5"),
        one.locale().isEmpty() ? "none (C)" : one.locale(),
        "%s writes 1.5 as %s; add -Duser.language=en -Duser.country=US to %s"
            .formatted(one.locale(), one.decimal(), EXECUTORS));
  }

  /** What can be proven: its clock lies outside the time between question and answer. */
  private void clock(Round round) {
    long ahead = one.clock() - round.back();
    long behind = round.sent() - one.clock();
    long skew = Math.max(0, Math.max(ahead, behind));
    add(
        "clock",
        skew <= SKEW,
        String.format(
            Locale.ROOT,
            "within %d ms of the driver's",
            Math.max(1, (skew + round.back() - round.sent()) / 1000)),
        String.format(
            Locale.ROOT,
            "at least %.1f s %s the driver's; keep clocks in step (NTP, chrony)",
            skew / 1e6,
            ahead > 0 ? "ahead of" : "behind"));
  }

  private void add(String what, boolean well, String good, String bad) {
    String where =
        one.executor().equals("driver")
            ? "this JVM"
            : "executor %s on %s".formatted(one.executor(), one.host());
    findings.add(new Finding(where, what, well, well ? good : bad));
  }
}
