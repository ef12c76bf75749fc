package finagent.jobs.airflow;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file of a DAG, for Airflow 2.11 and 3: the night, by Livy or by spark-submit, and a last task
 * that is green only if the night's commit is there.
 */
public final class DagFile {
  /** How every such file begins. */
  public static final String MARK = "\"\"\"Written by finagent airflow-dag.";

  private static final String DRIVER = "finagent.jobs.Main";

  private DagFile() {}

  /**
   * The night as a batch of Livy.
   *
   * @param connection Airflow's name of the connection
   */
  public static String livy(Dag dag, String connection) {
    String night =
        """
            night = LivyOperator(
                task_id="night",
                livy_conn_id="%s",
                extra_headers={"X-Requested-By": "airflow"},
                # Livy gives a name once, so each try has its own.
                name="%s-" + SESSION + "-{{ macros.uuid.uuid4() }}",
                file="%s",
                class_name="%s",
                args=["nightly", PIPELINE, "--session", SESSION, "--wait", "--warehouse", WAREHOUSE, "--out", NIGHTS],
        %s        conf={
        %s
                },
                polling_interval=30,
                deferrable=False,  # a deferred task that is marked failed leaves its batch running
            )
        """
            .formatted(
                Dag.plain(connection),
                dag.id(),
                dag.jar(),
                DRIVER,
                memory("driver_memory", dag.driverMemory())
                    + memory("executor_memory", dag.executorMemory()),
                lines(dag.settings(), "            \"%s\": \"%s\","));
    return text(
        dag,
        "with apache-airflow-providers-apache-livy 4.6 or later",
        "from airflow.providers.apache.livy.operators.livy import LivyOperator\n",
        night);
  }

  /**
   * The night by spark-submit on Airflow's machine.
   *
   * @param program spark-submit, or where it is
   * @param master of Spark; empty = as its defaults say
   */
  public static String sparkSubmit(Dag dag, String program, String master) {
    String night =
        """
            night = BashOperator(
                task_id="night",
                env={"OMP_NUM_THREADS": "1", "SESSION": SESSION},
                append_env=True,
                bash_command=rf\"""exec '%s' --class %s \\
        %s%s%s%s
              '%s' nightly '{PIPELINE}' --session "$SESSION" --wait \\
              --warehouse '{WAREHOUSE}' --out '{NIGHTS}'\""",
            )
        """
            .formatted(
                braces(Dag.plain(program)),
                DRIVER,
                option("--master", braces(Dag.plain(master))),
                option("--driver-memory", dag.driverMemory()),
                option("--executor-memory", dag.executorMemory()),
                braces(lines(dag.settings(), "      --conf '%s=%s' \\")),
                braces(dag.jar()));
    return text(dag, "with spark-submit on the machine of its workers", "", night);
  }

  private static String text(Dag dag, String needs, String operator, String night) {
    String callback = dag.onFailure().map(DagFile::imported).orElse("");
    return MARK
        + """
         Write it again rather than edit it.

        Nights of a pipeline, one run a session, for Airflow 2.11 and 3 %s.
        That a night is worked on once is kept by the log of nights in the warehouse, not here: a run that
        comes twice finds its night done, or waits for who works on it.
        \"""

        from datetime import datetime, timedelta, timezone

        %sfrom airflow.timetables.trigger import CronTriggerTimetable

        try:  # Airflow 3
            from airflow.sdk import DAG
            from airflow.providers.standard.operators.bash import BashOperator
        except ImportError:  # Airflow 2.11
            from airflow import DAG
            from airflow.operators.bash import BashOperator
        %s
        PIPELINE = "%s"
        WAREHOUSE = "%s"
        NIGHTS = "%s"  # order files and reports
        FINAGENT = "%s"
        # The date of the run, in UTC. A run by hand may name another: {"session": "2017-03-31"}.
        SESSION = "{{ params.session or (dag_run.logical_date or dag_run.run_after) | ds }}"

        with DAG(
            dag_id="%s",
            # Not the text alone: Airflow 2 would give a run the date of the session before.
            schedule=CronTriggerTimetable("%s", timezone="UTC"),
            start_date=datetime(%d, %d, %d, tzinfo=timezone.utc),  # runs before it are green and do nothing
            catchup=True,
            max_active_runs=1,
            params={"session": ""},
            tags=["finagent"],
            default_args={
                "retries": %d,
                "retry_delay": timedelta(minutes=5),
                "execution_timeout": timedelta(seconds=%d),
                "on_failure_callback": %s,  # finagent airflow-dag --on-failure module.function
            },
        ):
        %s
            # Green only if the night's own commit is there, whatever was said above.
            committed = BashOperator(
                task_id="committed",
                env={"SESSION": SESSION},
                append_env=True,
                bash_command=f\"""exec '{FINAGENT}' nightly done '{PIPELINE}' --session "$SESSION" --wait --warehouse '{WAREHOUSE}'\""",
            )

            night >> committed
        """
            .formatted(
                needs,
                operator,
                callback,
                dag.pipeline(),
                dag.warehouse(),
                dag.nights(),
                dag.finagent(),
                dag.id(),
                dag.schedule(),
                dag.start().getYear(),
                dag.start().getMonthValue(),
                dag.start().getDayOfMonth(),
                dag.retries(),
                dag.timeout().toSeconds(),
                dag.onFailure()
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .orElse("None"),
                night);
  }

  private static String imported(String function) {
    int dot = function.lastIndexOf('.');
    return "\nfrom %s import %s\n"
        .formatted(function.substring(0, dot), function.substring(dot + 1));
  }

  /** For a text with places Python fills in. */
  private static String braces(String text) {
    return text.replace("{", "{{").replace("}", "}}");
  }

  private static String memory(String name, String size) {
    return size.isEmpty() ? "" : "        %s=\"%s\",\n".formatted(name, size);
  }

  private static String option(String name, String value) {
    return value.isEmpty() ? "" : "      %s '%s' \\\n".formatted(name, value);
  }

  private static String lines(Map<String, Object> settings, String line) {
    return settings.entrySet().stream()
        .map(entry -> line.formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
