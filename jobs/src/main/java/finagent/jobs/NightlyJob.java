package finagent.jobs;

import finagent.jobs.nightly.Alerts;
import finagent.jobs.nightly.GateStopped;
import finagent.jobs.nightly.Heartbeat;
import finagent.jobs.nightly.Night;
import finagent.jobs.nightly.Past;
import finagent.jobs.nightly.Pipeline;
import finagent.jobs.nightly.Step;
import finagent.planner.Digest;
import finagent.sandbox.market.Calendar;
import finagent.tables.Warehouse;
import finagent.tables.night.Lease;
import finagent.tables.night.LeaseLost;
import finagent.tables.night.NightId;
import finagent.tables.night.NightLog;
import finagent.tables.night.NightState;
import finagent.tables.night.Patience;
import finagent.tables.night.Silence;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The nights of a pipeline: which are due, and each of them, once. */
final class NightlyJob {
  private final Warehouse warehouse;
  private final Pipeline pipeline;
  private final Console console;
  private final Clock clock;
  private final NightSteps steps;
  private final NightLog log;
  private final Silence silence = new Silence(Patience.USUAL, System::nanoTime);

  /**
   * A job.
   *
   * @param out folder of order files and reports
   */
  NightlyJob(
      Warehouse warehouse,
      Pipeline pipeline,
      Console console,
      Clock clock,
      String master,
      Path out) {
    this.warehouse = warehouse;
    this.pipeline = pipeline;
    this.console = console;
    this.clock = clock;
    this.steps = new NightSteps(warehouse, pipeline, console, clock, master, out);
    this.log = new NightLog(warehouse);
  }

  /** How asking for a night ended. */
  enum End {
    DONE,
    ALREADY_DONE,
    STOPPED,
    THEIRS
  }

  /**
   * What came of it.
   *
   * @param steps facts of its steps, as far as they are known
   */
  record Outcome(
      NightId night, End end, String message, SortedMap<String, SortedMap<String, String>> steps) {}

  /** Sessions to work on up to one, in order: those missed since the last night, and it. */
  List<LocalDate> due(LocalDate session) {
    Past past = Past.since(log, pipeline.name(), LocalDate.EPOCH, session);
    Optional<LocalDate> last = Optional.empty();
    for (Past.One one : past.nights().headMap(session).values()) {
      if (one.state().isDone() || one.state().isStopped()) {
        last = Optional.of(one.night().session());
      }
    }
    return last.map(day -> Calendar.XNYS.sessions(day.plusDays(1), session))
        .orElse(List.of(session));
  }

  /** The night of a session, as the pipeline and its strategies stand now. */
  NightId id(LocalDate session) {
    try (Strategies asWritten = steps.asWritten()) {
      return new NightId(key(session, spec(asWritten)), pipeline.name(), session);
    }
  }

  private static String spec(Strategies asWritten) {
    return Digest.of("strategies").text(asWritten.resolved()).build().hex();
  }

  /** Works on one night, or says who does or did. A night that fails leaves an alert. */
  Outcome night(LocalDate session) {
    try {
      return asked(session);
    } catch (LeaseLost e) {
      throw e;
    } catch (RuntimeException | Error e) {
      alarm(session, "failed", e);
      throw e;
    }
  }

  /** Leaves an alert of what keeps a night from being done, as far as it can be written. */
  void alarm(LocalDate session, String kind, Throwable cause) {
    try {
      new Alerts(warehouse, pipeline.alerting(), clock)
          .raise(named(session), kind, "ERROR", Words.of(cause))
          .forEach(console::warn);
    } catch (RuntimeException untold) {
      cause.addSuppressed(untold);
    }
  }

  /** The night of a session; by its name alone where its strategies cannot be read. */
  private NightId named(LocalDate session) {
    try {
      return id(session);
    } catch (RuntimeException e) {
      String key =
          Digest.of("night-unread").text(pipeline.name()).text(session.toString()).build().hex();
      return new NightId(key, pipeline.name(), session);
    }
  }

  private Outcome asked(LocalDate session) {
    try (Strategies asWritten = steps.asWritten();
        Strategies strategies = steps.upTo(session)) {
      String spec = spec(asWritten);
      NightId night = new NightId(key(session, spec), pipeline.name(), session);
      warehouse.requireWritable();
      Lease.Answer answer = Lease.take(log, night, holder(), clock, silence);
      if (answer instanceof Lease.Mine mine) {
        return mine(mine, night, asWritten, strategies, spec);
      }
      return answer instanceof Lease.AlreadyDone already
          ? new Outcome(night, End.ALREADY_DONE, "already done", already.state().steps())
          : new Outcome(
              night, End.THEIRS, theirs(night, ((Lease.Theirs) answer).state()), new TreeMap<>());
    }
  }

  private String key(LocalDate session, String spec) {
    return Digest.of("night")
        .text(pipeline.name())
        .text(session.toString())
        .text(pipeline.text())
        .text(spec)
        .build()
        .hex();
  }

  private static String holder() {
    return String.format(
        Locale.ROOT,
        "%s, process %d, %s",
        System.getProperty("user.name", "unknown"),
        ProcessHandle.current().pid(),
        UUID.randomUUID());
  }

  private Outcome mine(
      Lease.Mine mine, NightId night, Strategies asWritten, Strategies strategies, String spec) {
    Alerts alerts = new Alerts(warehouse, pipeline.alerting(), clock);
    try (Lease lease = mine.lease()) {
      List<Step> toDo = steps.of(night, asWritten, strategies, spec, alerts);
      SortedMap<String, SortedMap<String, String>> facts =
          Heartbeat.during(
              lease,
              Patience.USUAL.beat(),
              () ->
                  Night.work(
                      lease,
                      mine.before(),
                      toDo,
                      (step, word) -> console.say("  %s %s: %s", night.session(), step, word),
                      System::nanoTime));
      new NightUpkeep(warehouse, pipeline.upkeep(), clock).after(night, console, alerts);
      return new Outcome(night, End.DONE, "", facts);
    } catch (GateStopped e) {
      String message =
          "%s; the weights of the night before stand".formatted(String.valueOf(e.getMessage()));
      alerts.raise(night, "gate", "ERROR", message).forEach(console::warn);
      return new Outcome(night, End.STOPPED, message, new TreeMap<>());
    }
  }

  /** Where a night stands that others work on; an alert if they are in our future. */
  private String theirs(NightId night, NightState state) {
    String words = "%s works on it, heard last at %s".formatted(state.holder(), state.heard());
    if (!Patience.USUAL.isAhead(state.heard(), clock.instant())) {
      return words;
    }
    String ahead =
        "%s was heard at a time that is still to come by this machine's clock: one of the two is wrong"
            .formatted(state.holder());
    new Alerts(warehouse, pipeline.alerting(), clock)
        .raise(night, "clock", "WARN", ahead)
        .forEach(console::warn);
    return "%s, and here it is %s: %s".formatted(words, clock.instant(), ahead);
  }
}
