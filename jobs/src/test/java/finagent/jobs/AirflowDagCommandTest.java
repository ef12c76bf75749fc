package finagent.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DAG files as text and as Python; scripts/airflow-check runs them on real Airflow. */
class AirflowDagCommandTest {
  private static final Map<String, String> PLACES =
      Map.of("--jar", "hdfs:///apps/grid.jar", "--finagent", "/opt/finagent/scripts/finagent");

  @TempDir Path folder;
  private Cli cli;
  private String pipeline = "";

  @BeforeEach
  void open() throws IOException {
    NightDesk desk = new NightDesk(folder);
    cli = desk.cli;
    pipeline = desk.pipeline.toString();
  }

  private String[] asked(String... options) {
    List<String> all = new ArrayList<>(List.of("airflow-dag", pipeline));
    PLACES.forEach((name, place) -> all.addAll(placed(options, name, place)));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private static List<String> placed(String[] options, String name, String place) {
    return List.of(options).contains(name) ? List.of() : List.of(name, place);
  }

  private String text(String... options) throws IOException {
    Path file = folder.resolve("dag.py");
    cli.ok(asked(concat(options, "--out", file.toString())));
    return Files.readString(file);
  }

  private static String[] concat(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void theNightIsABatchOfLivyAndTheLastTaskAsksForItsCommit() throws IOException {
    assertThat(text("--start", "2017-03-16", "--conn", "livy_prod", "--driver-memory", "2g"))
        .contains(
            "dag_id=\"small\"",
            "livy_conn_id=\"livy_prod\"",
            "extra_headers={\"X-Requested-By\": \"airflow\"}",
            "polling_interval=30",
            "driver_memory=\"2g\"",
            "start_date=datetime(2017, 3, 16, tzinfo=timezone.utc)",
            "max_active_runs=1",
            "timedelta(seconds=14400)",
            "PIPELINE = \"" + pipeline + "\"",
            "\"spark.delta.logStore.file.impl\": \"finagent.tables.LinkLogStore\"",
            "nightly done '{PIPELINE}' --session \"$SESSION\" --wait",
            "night >> committed");
  }

  @Test
  void theVariantWithoutLivyDoesNotNeedItsProvider() throws IOException {
    assertThat(text("--spark-submit", "/opt/spark/bin/spark-submit", "--master", "local[2]"))
        .contains("exec '/opt/spark/bin/spark-submit'", "--master 'local[2]'", "nightly done")
        .doesNotContain("Livy", "livy");
  }

  @Test
  void whatIsToldOfAFailureIsAFunctionOfTheUsers() throws IOException {
    assertThat(text("--on-failure", "desk.alerts.page"))
        .contains("from desk.alerts import page", "\"on_failure_callback\": page,");
    assertThat(cli.refused(asked("--on-failure", "page()"))).contains("page()", "desk.alerts.page");
  }

  @Test
  void bothVariantsArePython() throws IOException, InterruptedException {
    for (String[] options :
        List.of(new String[] {"--conf", "spark.a=b {c}"}, new String[] {"--spark-submit"})) {
      text(concat(options, "--on-failure", "desk.page"));
      Process python;
      try {
        python =
            new ProcessBuilder(
                    "python3",
                    "-W",
                    "error",
                    "-m",
                    "py_compile",
                    folder.resolve("dag.py").toString())
                .redirectErrorStream(true)
                .start();
      } catch (IOException e) {
        assumeTrue(false, "there is no python3 to read the DAG files with");
        return;
      }
      String said = new String(python.getInputStream().readAllBytes(), UTF_8);
      assertThat(python.waitFor()).as(said).isZero();
    }
  }

  @Test
  void aScheduleWhoseDateIsNotItsSessionIsRefused() {
    for (String schedule :
        List.of("@daily", "0 2 * * 2-6", "0 20 * * *", "0 24 * * *", "0 22 * *")) {
      assertThat(cli.refused(asked("--schedule", schedule, "--out", "-")))
          .contains("'" + schedule + "'", "from 21 to 23");
    }
    assertThat(cli.ok(asked("--schedule", "5 21 * * 1-5", "--out", "-")).out())
        .contains("CronTriggerTimetable(\"5 21 * * 1-5\", timezone=\"UTC\")");
  }

  @Test
  void whatAirflowOrAShellWouldExpandIsRefused() {
    for (String nights : List.of("{{ ds }}", "it's", "say \"no\"")) {
      assertThat(cli.refused(asked("--nights", nights, "--out", "-"))).contains(nights, "quotes");
    }
  }

  @Test
  void aSecretDoesNotStandInTheFile() {
    assertThat(cli.refused(asked("--conf", "spark.hadoop.fs.s3a.session.token=hunter2")))
        .contains("spark.hadoop.fs.s3a.session.token would show a secret in the DAG file")
        .doesNotContain("hunter2");
    for (String jar : List.of("https://hunter2@desk.net/a.jar", "s3a://me:hunter2@jars/a.jar")) {
      assertThat(cli.refused(asked("--jar", jar, "--out", "-")))
          .contains("...@", "would stand in the DAG file")
          .doesNotContain("hunter2");
    }
    String place = "abfss://jars@desk.dfs.core.windows.net/a.jar";
    assertThat(cli.ok(asked("--jar", place, "--out", "-")).out()).contains(place);
  }

  @Test
  void aFileOfSomebodyElseStays() throws IOException {
    String other = cli.written("other.py", "print('mine')\n");
    assertThat(cli.refused(asked("--out", other))).contains("was not written by airflow-dag");
    assertThat(Files.readString(Path.of(other))).isEqualTo("print('mine')\n");
  }

  @Test
  void aMasterIsLivysOwnAffair() {
    assertThat(cli.refused(asked("--master", "local[2]", "--out", "-"))).contains("Livy decides");
    assertThat(cli.refused(asked("--master", "as-if-remote", "--spark-submit", "--out", "-")))
        .contains("as-if-remote", "e.g. yarn");
  }
}
