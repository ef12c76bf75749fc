package finagent.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What a thread spends its wall time on, waiting included: where it is, asked every few
 * milliseconds. A moment counts for the first of the given methods that is being called.
 */
final class Breakdown implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final String REST = "the rest";

  private final Thread thread;
  private final Map<String, String> names;
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final ScheduledExecutorService looking;
  private final Future<?> looks;

  /**
   * Begins to look at a thread.
   *
   * @param names of what is told apart, by {@code Class.method}
   */
  Breakdown(Thread thread, Map<String, String> names) {
    this.thread = thread;
    this.names = names;
    names.values().forEach(name -> counts.put(name, 0));
    counts.put(REST, 0);
    this.looking =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread looks = new Thread(work, "breakdown");
              looks.setDaemon(true);
              return looks;
            });
    this.looks =
        looking.scheduleAtFixedRate(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    String name = REST;
    for (StackTraceElement call : thread.getStackTrace()) {
      String type = call.getClassName().substring(call.getClassName().lastIndexOf('.') + 1);
      String known = names.get(type + "." + call.getMethodName());
      if (known != null) {
        name = known;
        break;
      }
    }
    synchronized (counts) {
      counts.merge(name, 1, Integer::sum);
    }
  }

  /** One line per name: its share, and milliseconds of a piece of work. */
  String told(double millis) {
    StringBuilder lines = new StringBuilder();
    synchronized (counts) {
      double all = Math.max(1, counts.values().stream().mapToInt(Integer::intValue).sum());
      counts.forEach(
          (name, count) ->
              lines.append(
                  String.format(
                      Locale.ROOT,
                      "%5.1f %%  %5.1f ms  %s%n",
                      100 * count / all,
                      millis * count / all,
                      name)));
    }
    return lines.toString();
  }

  @Override
  public void close() {
    looks.cancel(false);
    looking.shutdown();
  }
}
