package finagent.jobs.airflow;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pipeline's DAG says.
 *
 * @param id of the DAG
 * @param pipeline the pipeline file, where the driver sees it
 * @param warehouse where the tables are, for driver and Airflow alike
 * @param nights folder of order files and reports
 * @param jar the program, where the driver's machine sees it
 * @param finagent the command that asks for the night's commit on Airflow's machine
 * @param schedule five fields of cron, in UTC
 * @param start first session
 * @param retries of each task
 * @param timeout of each task
 * @param onFailure a Python function, as {@code module.function}
 * @param settings of Spark
 * @param driverMemory such as 2g; empty = the cluster's default
 * @param executorMemory likewise
 */
public record Dag(
    String id,
    String pipeline,
    String warehouse,
    String nights,
    String jar,
    String finagent,
    String schedule,
    LocalDate start,
    int retries,
    Duration timeout,
    Optional<String> onFailure,
    Map<String, Object> settings,
    String driverMemory,
    String executorMemory) {
  private static final Pattern UNFIT = Pattern.compile("[\"'\\\\\\p{Cntrl}]|\\{\\{|\\{%|\\{#");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final Pattern FUNCTION = Pattern.compile("([A-Za-z_]\\w*\\.)+[A-Za-z_]\\w*");
  private static final Pattern CRON =
      Pattern.compile("[0-5]?\\d 2[1-3] [\\d*,/-]+ [\\w*,/-]+ [\\w*,/-]+");

  /** Abfss names its container where others name a user, so that it takes a colon to be sure. */
  private static final Pattern USER =
      Pattern.compile("(?i)\\b(https?://)[^/\\s@]+@|\\b([\\w+.-]+://)[^/\\s@:]*:[^/\\s@]*@");

  public Dag {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    require("--dag", id, ID.matcher(id).matches(), "must be of letters, digits, '.', '_', '-'");
    require(
        "--schedule",
        schedule,
        CRON.matcher(schedule).matches(),
        "must be cron in UTC with one minute and one hour from 21 to 23, e.g. 30 22 * * 1-5: a"
            + " run's date is its session's, which is over at 21:00 at the latest");
    require("--retries", Integer.toString(retries), retries >= 0, "must be >= 0");
    onFailure.ifPresent(
        name ->
            require(
                "--on-failure",
                name,
                FUNCTION.matcher(name).matches(),
                "must be module.function, e.g. desk.alerts.page"));
    for (String text :
        List.of(pipeline, warehouse, nights, jar, finagent, driverMemory, executorMemory)) {
      withoutUser(text);
      plain(text);
    }
    settings.forEach(
        (name, value) -> {
          withoutUser(String.valueOf(value));
          plain(name + "=" + value);
        });
  }

  private static void withoutUser(String text) {
    Matcher user = USER.matcher(text);
    if (user.find()) {
      throw new IllegalArgumentException(
          "Invalid address in a DAG: %s (its user or password would stand in the DAG file; put them into spark-defaults.conf or a credential provider where the driver runs)"
              .formatted(user.replaceAll("$1$2...@")));
    }
  }

  /** A text that needs no quoting anywhere; refused where Python, a shell or Jinja read more. */
  static String plain(String text) {
    require(
        "text in a DAG",
        text,
        !UNFIT.matcher(text).find(),
        "must hold no quotes, backslashes, line ends, and no {{, {% or {#, which Airflow expands");
    return text;
  }

  private static void require(String what, String value, boolean fits, String otherwise) {
    if (!fits) {
      throw new IllegalArgumentException("Invalid %s: '%s' (%s)".formatted(what, value, otherwise));
    }
  }
}
