package finagent.jobs.livy;

import finagent.jobs.livy.Outcome.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Watches a batch to its end. Success takes two: Livy's word and the run's commit. What Livy has
 * forgotten is decided by the commit alone. While the log flows it is looked at ten times as often.
 */
public final class Watch {
  private static final int FLOW = 10;
  private static final int FASTER = 10;

  private final Livy livy;
  private final RunCommitted runs;
  private final Consumer<String> lines;
  private final String stable;
  private LogTail tail = new LogTail();
  private Batch batch;
  private int gaps;
  private boolean flowing;

  private Watch(Livy livy, RunCommitted runs, Consumer<String> lines, String stable, Batch batch) {
    this.livy = livy;
    this.runs = runs;
    this.lines = lines;
    this.stable = stable;
    this.batch = batch;
  }

  /**
   * Waits for the end of a batch.
   *
   * @param stable name of the run's batches
   * @param limit after which one stops waiting; the batch is left alone
   * @param lines hears the log
   */
  public static Outcome await(
      Livy livy,
      RunCommitted runs,
      String stable,
      Batch batch,
      Duration limit,
      Consumer<String> lines) {
    return new Watch(livy, runs, lines, stable, batch).await(limit);
  }

  private Outcome await(Duration limit) {
    long begin = livy.pace().nanoTime();
    try {
      while (true) {
        Optional<Batch> now = look();
        if (now.isEmpty()) {
          return forgotten();
        }
        follow(now.get());
        if (batch.state().isOver()) {
          return over();
        }
        if (livy.pace().nanoTime() - begin > limit.toNanos()) {
          return outcome(
              Ending.TIMED_OUT,
              false,
              "%s was not over after %d s and may run on".formatted(batch, limit.toSeconds()));
        }
        Duration poll = livy.patience().poll();
        livy.pace().pause(flowing ? poll.dividedBy(FASTER) : poll);
      }
    } catch (LivyUnreachable e) {
      if (runs.committed(stable)) {
        return outcome(
            Ending.FORGOTTEN_BUT_COMMITTED, true, e.getMessage() + "; but the commit is there");
      }
      throw e;
    }
  }

  /** The batch under its id if it still is ours, else under its name. */
  private Optional<Batch> look() {
    Optional<Batch> now = livy.batch(batch.id());
    if (now.isPresent() && now.get().name().equals(batch.name())) {
      return now;
    }
    if (now.isPresent()) {
      livy.note(
          "id %d now belongs to '%s', so the server has restarted"
              .formatted(batch.id(), now.get().name()));
    }
    Optional<Batch> again = livy.latest(stable);
    again.ifPresent(found -> livy.note("attaching again: %s".formatted(found)));
    return again;
  }

  private void follow(Batch now) {
    if (now.state() == BatchState.UNKNOWN && !now.word().equals(batch.word())) {
      livy.note(
          "Livy says '%s', a word this client does not know; asking on".formatted(now.word()));
    }
    if (now.id() != batch.id() || !now.name().equals(batch.name())) {
      lines.accept("[finagent: from here on the log of %s]".formatted(now));
      gaps += tail.gaps();
      tail = new LogTail();
    }
    batch = now;
    List<String> fresh = tail.take(livy.log(batch.id()));
    fresh.forEach(lines);
    flowing = fresh.size() >= FLOW;
  }

  private Outcome over() {
    boolean success = batch.state() == BatchState.SUCCESS;
    boolean committed = success ? isCommittedSoon() : runs.committed(stable);
    // The server's readers of the output may end a moment after the program.
    tail.take(livy.log(batch.id())).forEach(lines);
    if (!success) {
      return outcome(
          Ending.FAILED,
          committed,
          "%s failed%s".formatted(batch, committed ? "; yet the commit of its run is there" : ""));
    }
    return committed
        ? outcome(Ending.SUCCEEDED, true, "%s succeeded, and its commit is there".formatted(batch))
        : outcome(
            Ending.UNCOMMITTED,
            false,
            "Livy calls %s a success, but its run has no commit: the driver failed or still runs"
                .formatted(batch));
  }

  private Outcome forgotten() {
    String words = "Livy at %s does not know %s any more".formatted(livy, batch);
    return isCommittedSoon()
        ? outcome(Ending.FORGOTTEN_BUT_COMMITTED, true, words + "; the commit of its run is there")
        : outcome(
            Ending.LOST,
            false,
            words
                + ", and its run has no commit"
                + (batch.application().isEmpty()
                    ? ""
                    : "; application %s may still run".formatted(batch.application())));
  }

  private boolean isCommittedSoon() {
    Pace pace = livy.pace();
    long end = pace.nanoTime() + livy.patience().settle().toNanos();
    Duration pause = livy.patience().first();
    while (!runs.committed(stable)) {
      if (pace.nanoTime() + pause.toNanos() > end) {
        return false;
      }
      pace.pause(pause);
      pause = livy.patience().after(pause);
    }
    return true;
  }

  private Outcome outcome(Ending ending, boolean committed, String words) {
    return new Outcome(batch, ending, committed, words, gaps + tail.gaps());
  }
}
