package finagent.jobs.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.WarehouseException;
import finagent.tables.night.NightId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Raises alerts: a row in {@code alerts}, once a night and kind, then a file and a command. */
public final class Alerts {
  private static final int COMMAND_SECONDS = 30;

  private final Warehouse warehouse;
  private final Pipeline.Alerting to;
  private final Clock clock;

  public Alerts(Warehouse warehouse, Pipeline.Alerting to, Clock clock) {
    this.warehouse = warehouse;
    this.to = to;
    this.clock = clock;
  }

  /** One alert as the table has it. */
  public record Alert(String session, String kind, String level, String message) {}

  /** Alerts that go to the table alone. */
  public static Alerts ofTable(Warehouse warehouse, Clock clock) {
    return new Alerts(warehouse, new Pipeline.Alerting(Optional.empty(), List.of()), clock);
  }

  /**
   * Raises one; the same again only if its words are others. Where the row cannot be written the
   * file and the command are told all the same.
   *
   * @return what went wrong in telling, in words; empty if all were told
   */
  public List<String> raise(NightId night, String kind, String level, String message) {
    List<String> untold = new ArrayList<>();
    try {
      if (isKnown(night, kind, message)) {
        return List.of();
      }
      append(night, kind, level, message);
    } catch (WarehouseException e) {
      untold.add("the alert could not be written to the warehouse: " + e.getMessage());
    }
    String line = "%s %s %s: %s%n".formatted(night, level, kind, message);
    to.file().ifPresent(file -> append(file, line, untold));
    if (!to.command().isEmpty()) {
      command(line, untold);
    }
    return untold;
  }

  private boolean isKnown(NightId night, String kind, String message) {
    Rows known = warehouse.read(Tables.ALERTS, Filter.all().equal("night_key", night.key()));
    for (int r = 0; r < known.size(); r++) {
      if (known.text("kind", r).equals(kind) && known.text("message", r).equals(message)) {
        return true;
      }
    }
    return false;
  }

  private void append(NightId night, String kind, String level, String message) {
    warehouse.append(
        Tables.ALERTS,
        Rows.of(Tables.ALERTS)
            .add(
                night.key(),
                night.pipeline(),
                night.session().toEpochDay(),
                kind,
                level,
                message,
                ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())));
  }

  /** Those of a pipeline, by session. */
  public static List<Alert> of(Warehouse warehouse, String pipeline) {
    Rows rows = warehouse.read(Tables.ALERTS, Filter.all().equal("pipeline", pipeline));
    List<Alert> alerts = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      alerts.add(
          new Alert(
              java.time.LocalDate.ofEpochDay(rows.ints("session")[r]).toString(),
              rows.text("kind", r),
              rows.text("level", r),
              rows.text("message", r)));
    }
    alerts.sort(java.util.Comparator.comparing(Alert::session).thenComparing(Alert::kind));
    return alerts;
  }

  private static void append(Path file, String line, List<String> untold) {
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      untold.add("the alert could not be added to %s: %s".formatted(file, e.getMessage()));
    }
  }

  private void command(String line, List<String> untold) {
    try {
      Process process =
          new ProcessBuilder(to.command())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(line.getBytes(UTF_8));
      }
      if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        untold.add("the command of alerts took over %d s".formatted(COMMAND_SECONDS));
      } else if (process.exitValue() != 0) {
        untold.add("the command of alerts failed with %d".formatted(process.exitValue()));
      }
    } catch (IOException e) {
      untold.add("the command of alerts cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      untold.add("the command of alerts was interrupted");
    }
  }
}
