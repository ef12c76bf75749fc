package finagent.jobs.livy;

import java.time.Duration;
import java.util.Optional;

/**
 * Gets a batch of a stable name running, once. Whoever already runs under the name is attached to;
 * a try that is over is followed by another only if the run's commit is missing. A POST whose
 * answer was lost is looked for by its name before another is sent, and the name is one that Livy
 * gives only once.
 */
public final class Submission {
  private static final int MOST_POSTS = 3;

  private final Livy livy;
  private final RunCommitted runs;

  public Submission(Livy livy, RunCommitted runs) {
    this.livy = livy;
    this.runs = runs;
  }

  /**
   * The batch to watch.
   *
   * @param payload with the stable name
   */
  public Batch submit(Payload payload) {
    String stable = payload.name();
    if (stable.isBlank()) {
      throw new IllegalArgumentException(
          "A batch without a name cannot be found again; name it after its run");
    }
    String last = "";
    for (int posts = 0; posts < MOST_POSTS; posts++) {
      Optional<Batch> there = livy.latest(stable);
      if (there.isPresent() && isTheOne(there.get(), stable)) {
        return there.get();
      }
      int number = there.map(batch -> batch.tryOf(stable)).orElse(0) + 1;
      String name = Batch.nameOfTry(stable, number);
      try {
        return livy.post(payload.withName(name));
      } catch (AnswerLost e) {
        last = String.valueOf(e.getMessage());
        livy.note(
            "the answer to the POST of '%s' was lost (%s); looking for it".formatted(name, last));
      } catch (LivyRefused e) {
        if (!e.isNameTaken()) {
          throw e;
        }
        last = String.valueOf(e.getMessage());
        livy.note("'%s' came to be while it was submitted; looking for it".formatted(name));
      }
      Optional<Batch> found = look(name);
      if (found.isPresent()) {
        livy.note("found it: %s".formatted(found.get()));
        return found.get();
      }
    }
    throw new IllegalStateException(
        "Livy at %s took no batch '%s' in %d tries (last: %s). Submitting again is safe: the name is given only once"
            .formatted(livy, stable, MOST_POSTS, last));
  }

  private boolean isTheOne(Batch batch, String stable) {
    if (!batch.state().isOver()) {
      livy.note("attaching to %s, which is there already".formatted(batch));
      return true;
    }
    if (runs.committed(stable)) {
      livy.note("nothing to submit: %s is over and its commit is there".formatted(batch));
      return true;
    }
    livy.note("%s is over without a commit; trying again".formatted(batch));
    return false;
  }

  private Optional<Batch> look(String name) {
    Pace pace = livy.pace();
    long end = pace.nanoTime() + livy.patience().settle().toNanos();
    Duration pause = livy.patience().first();
    while (true) {
      Optional<Batch> found =
          livy.batches().stream().filter(batch -> batch.name().equals(name)).findFirst();
      if (found.isPresent() || pace.nanoTime() + pause.toNanos() > end) {
        return found;
      }
      pace.pause(pause);
      pause = livy.patience().after(pause);
    }
  }
}
