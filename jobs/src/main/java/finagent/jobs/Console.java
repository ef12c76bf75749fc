package finagent.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * What is printed: answers for people or as JSON to standard output, progress to standard error.
 */
final class Console implements AutoCloseable {
  private static final long QUIET_NANOS = 2_000_000_000L;
  private static final long LINE_NANOS = 60_000_000_000L;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final LongSupplier nanos;
  private final Meter meter = new Meter();
  private @Nullable MetricsServer server;
  private @Nullable ProgressBar bar;
  private String task = "";
  private long since;
  private long told;
  private long from;

  Console(PrintWriter out, PrintWriter err, boolean json) {
    this(out, err, json, System::nanoTime);
  }

  /** The same by another clock. */
  Console(PrintWriter out, PrintWriter err, boolean json, LongSupplier nanos) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.nanos = nanos;
  }

  /** Numbers about what is going on, for whoever asks from outside. */
  Meter meter() {
    return meter;
  }

  /** Serves these numbers on a port until this is closed, and says where. */
  void serve(int port) {
    MetricsServer started = MetricsServer.start(port, meter::text);
    server = started;
    err.println(
        String.format(
            Locale.ROOT, "numbers for Prometheus: http://127.0.0.1:%d/metrics", started.port()));
  }

  /** Shows what was said so far. */
  void flush() {
    out.flush();
  }

  boolean json() {
    return json;
  }

  /** A line of the answer for people; silent where JSON was asked for. */
  void say(String format, Object... values) {
    if (!json) {
      clear();
      out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
  }

  /** Something to be aware of; to standard error, also beside JSON. */
  void warn(String message) {
    clear();
    err.println("warning: " + message);
  }

  /** The answer for scripts, where it was asked for. */
  void answer(Object value) {
    if (json) {
      clear();
      try {
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("This answer has no JSON form: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Shows progress of anything that takes over two seconds, with the time it will still take, where
   * a person is watching; elsewhere, such as in the log of a scheduler, a line a minute.
   */
  void progress(String what, long done, long total) {
    progress(what, done, total, "");
  }

  /** The same with a word on how it goes. */
  void progress(String what, long done, long total, String note) {
    meter.progress(what, done, total);
    if (!what.equals(task)) {
      clear();
      task = what;
      since = nanos.getAsLong();
      told = since;
      from = done;
    }
    if (!Boolean.getBoolean("finagent.terminal")) {
      line(what, done, total, note);
      return;
    }
    if (bar == null && done < total && nanos.getAsLong() - since > QUIET_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(250)
              .build();
    }
    ProgressBar shown = bar;
    if (shown != null) {
      shown.setExtraMessage(note);
      shown.stepTo(done);
      if (done >= total) {
        clear();
      }
    }
  }

  private void line(String what, long done, long total, String note) {
    long now = nanos.getAsLong();
    if (done >= total || now - told < LINE_NANOS) {
      return;
    }
    told = now;
    double seconds = (now - since) / 1e9;
    StringBuilder said = new StringBuilder();
    said.append(
        String.format(Locale.ROOT, "%s: %,d of %,d after %,.0f s", what, done, total, seconds));
    if (done > from) {
      double left = seconds * (total - done) / (done - from);
      said.append(String.format(Locale.ROOT, ", about %,.0f s to go", left));
    }
    err.println(note.isEmpty() ? said : said + "; " + note);
    err.flush();
  }

  private void clear() {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
      bar = null;
    }
    task = "";
  }

  /** Prints rows as aligned columns; the first row is the heading; numbers to the right. */
  void table(List<List<String>> rows) {
    if (json || rows.isEmpty()) {
      return;
    }
    int[] widths = new int[rows.get(0).size()];
    rows.forEach(row -> Arrays.setAll(widths, c -> Math.max(widths[c], row.get(c).length())));
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < widths.length; c++) {
        String pad = " ".repeat(widths[c] - row.get(c).length());
        cells.add(isNumber(row.get(c)) ? pad + row.get(c) : row.get(c) + pad);
      }
      out.println(("  " + String.join("  ", cells)).stripTrailing());
    }
  }

  private static boolean isNumber(String cell) {
    return cell.matches("[+-]?[0-9][0-9.,]*( ?%| s)?( ±.*)?|n/a");
  }

  @Override
  public void close() {
    clear();
    out.flush();
    err.flush();
    MetricsServer running = server;
    if (running != null) {
      running.close();
    }
  }
}
