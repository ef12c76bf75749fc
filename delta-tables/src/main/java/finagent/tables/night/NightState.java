package finagent.tables.night;

import finagent.tables.night.NightEntry.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a night stands.
 *
 * @param last kind of the last entry that is no step and no beat; empty where nobody began
 * @param holder who holds it; empty = nobody does
 * @param heard when the holder was heard last, by its own clock
 * @param steps facts of each step that is done
 * @param message of its end
 */
public record NightState(
    Optional<Kind> last,
    String holder,
    Instant heard,
    SortedMap<String, SortedMap<String, String>> steps,
    String message) {
  public NightState {
    steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
  }

  /** From the log of one night, in its order. */
  public static NightState of(List<NightEntry> log) {
    Optional<Kind> last = Optional.empty();
    String holder = "";
    String message = "";
    Instant heard = Instant.EPOCH;
    SortedMap<String, SortedMap<String, String>> steps = new TreeMap<>();
    for (NightEntry entry : log) {
      heard = entry.at();
      switch (entry.kind()) {
        case TAKEN -> {
          if (last.equals(Optional.of(Kind.STOPPED))) {
            steps.clear(); // started again after a gate stopped it: everything is looked at anew
          }
          holder = entry.holder();
        }
        case STEP -> steps.put(entry.step(), entry.facts());
        case DONE, STOPPED, RELEASED -> {
          holder = "";
          message = entry.message();
        }
        case BEAT -> {}
      }
      if (entry.kind() != Kind.BEAT && entry.kind() != Kind.STEP) {
        last = Optional.of(entry.kind());
      }
    }
    return new NightState(last, holder, heard, steps, message);
  }

  public boolean isDone() {
    return last.equals(Optional.of(Kind.DONE));
  }

  public boolean isStopped() {
    return last.equals(Optional.of(Kind.STOPPED));
  }

  /** In a word, for people. */
  public String word() {
    return last.map(
            kind ->
                switch (kind) {
                  case DONE -> "done";
                  case STOPPED -> "stopped";
                  case RELEASED -> "failed";
                  case TAKEN, BEAT, STEP -> "working";
                })
        .orElse("missed");
  }
}
