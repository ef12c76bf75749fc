package finagent.jobs;

import finagent.tables.results.Health;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers about this process and the run it works on, as Prometheus reads them (text format 0.0.4).
 * Any thread may tell or ask.
 */
final class Meter {
  private static final double MILLIS = 1e3;

  private final SortedMap<String, Integer> tasks = new TreeMap<>();
  private final SortedMap<String, Long> done = new TreeMap<>();
  private final SortedMap<String, Long> total = new TreeMap<>();
  private String run = "";
  private long stages;
  private long retries;
  private long lost;
  private long spilled;
  private double work;
  private double gc;

  /** A run began; what was told of another one's tasks and progress is forgotten. */
  synchronized void run(String id) {
    run = id;
    tasks.clear();
    done.clear();
    total.clear();
  }

  /** How many tasks are in each status. */
  synchronized void tasks(Map<String, Integer> byStatus) {
    tasks.clear();
    tasks.putAll(byStatus);
  }

  synchronized void progress(String what, long sofar, long all) {
    done.put(what, sofar);
    total.put(what, all);
  }

  synchronized void health(Health health) {
    stages += health.kind() == Health.Kind.STAGE ? 1 : 0;
    lost += health.kind() == Health.Kind.EXECUTOR ? 1 : 0;
    retries += health.retries();
    spilled += health.spilledBytes();
    work += health.times().work();
    gc += health.times().gc();
  }

  /** The page. */
  synchronized String text() {
    StringBuilder page = new StringBuilder();
    head(page, "finagent_run_info", "gauge", "The run this process works on.");
    if (!run.isEmpty()) {
      line(page, "finagent_run_info", label("run", run), 1);
    }
    head(page, "finagent_tasks", "gauge", "Tasks of the run by status.");
    tasks.forEach((status, n) -> line(page, "finagent_tasks", label("status", status), n));
    head(page, "finagent_progress_done", "gauge", "Pieces of the work at hand that are done.");
    done.forEach((what, n) -> line(page, "finagent_progress_done", label("what", what), n));
    head(page, "finagent_progress_total", "gauge", "Pieces of the work at hand.");
    total.forEach((what, n) -> line(page, "finagent_progress_total", label("what", what), n));
    counter(page, "finagent_spark_stages_total", "Spark stages that ended.", stages);
    counter(page, "finagent_spark_task_retries_total", "Attempts of Spark tasks lost.", retries);
    counter(page, "finagent_spark_executors_lost_total", "Executors lost.", lost);
    counter(page, "finagent_spark_spilled_bytes_total", "Bytes spilled to disk.", spilled);
    counter(page, "finagent_spark_work_seconds_total", "Time of all Spark tasks.", work);
    counter(page, "finagent_spark_gc_seconds_total", "Of that in garbage collection.", gc);
    process(page);
    return page.toString();
  }

  private static void process(StringBuilder page) {
    counter(
        page,
        "jvm_gc_seconds_total",
        "Garbage collection of this process.",
        ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum()
            / MILLIS);
    gauge(
        page,
        "jvm_memory_used_bytes",
        "Heap in use.",
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    gauge(page, "jvm_memory_max_bytes", "Heap at most.", Runtime.getRuntime().maxMemory());
    gauge(
        page, "jvm_threads", "Live threads.", ManagementFactory.getThreadMXBean().getThreadCount());
    gauge(
        page,
        "process_start_time_seconds",
        "Start of this process since 1970, UTC.",
        ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
  }

  private static void counter(StringBuilder page, String name, String help, Number value) {
    head(page, name, "counter", help);
    line(page, name, "", value);
  }

  private static void gauge(StringBuilder page, String name, String help, Number value) {
    head(page, name, "gauge", help);
    line(page, name, "", value);
  }

  private static void head(StringBuilder page, String name, String type, String help) {
    page.append("# HELP ").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder page, String name, String label, Number value) {
    double exact = value.doubleValue();
    String number =
        exact == Math.rint(exact) ? Long.toString(value.longValue()) : Double.toString(exact);
    page.append(name).append(label).append(' ').append(number).append('\n');
  }

  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "{" + name + "=\"" + escaped + "\"}";
  }
}
