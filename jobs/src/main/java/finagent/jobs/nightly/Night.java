package finagent.jobs.nightly;

import finagent.tables.night.Lease;
import finagent.tables.night.NightState;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** Takes a night through its steps: what is done is not done again, each is committed once. */
public final class Night {
  private Night() {}

  /**
   * Works on a night that is ours; ends it.
   *
   * @param told of each step: its name, and what happened in a word
   * @param nanoTime a monotonic clock
   * @return facts of all steps
   * @throws GateStopped after the night has ended as stopped
   * @throws finagent.tables.night.LeaseLost before the first commit that is not ours any more
   */
  public static SortedMap<String, SortedMap<String, String>> work(
      Lease lease,
      NightState before,
      List<Step> steps,
      BiConsumer<String, String> told,
      LongSupplier nanoTime) {
    SortedMap<String, SortedMap<String, String>> done = new TreeMap<>(before.steps());
    try {
      for (Step step : steps) {
        if (done.containsKey(step.name())) {
          told.accept(step.name(), "known");
          continue;
        }
        lease.beat();
        long begin = nanoTime.getAsLong();
        SortedMap<String, String> facts = step.run(done);
        double seconds = (nanoTime.getAsLong() - begin) * 1e-9;
        lease.step(step.name(), facts, seconds);
        done.put(step.name(), facts);
        told.accept(step.name(), String.format(java.util.Locale.ROOT, "%.2f s", seconds));
      }
      lease.done("");
      return done;
    } catch (GateStopped e) {
      lease.stopped(String.valueOf(e.getMessage()));
      throw e;
    } catch (RuntimeException | Error e) {
      release(lease, e);
      throw e;
    }
  }

  private static void release(Lease lease, Throwable cause) {
    try {
      lease.released(String.valueOf(cause.getMessage()));
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
