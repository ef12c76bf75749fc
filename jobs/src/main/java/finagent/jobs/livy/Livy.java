package finagent.jobs.livy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The batch API of Apache Livy (REST API of 0.7 and 0.8): one method per question. {@link
 * Submission} and {@link Watch} are what is done with it.
 */
public final class Livy {
  private static final int PAGE = 1000;
  private static final int TRIES = 5;

  private final Access access;
  private final Patience patience;
  private final Pace pace;
  private final Consumer<String> notes;
  private final Transport transport;

  /**
   * A client; nothing is sent yet.
   *
   * @param notes hears what a person may want to know: retries, lost answers, gaps
   */
  public Livy(Access access, Patience patience, Pace pace, Consumer<String> notes) {
    this.access = access;
    this.patience = patience;
    this.pace = pace;
    this.notes = notes;
    this.transport = new Transport(access, patience, pace, notes);
  }

  Patience patience() {
    return patience;
  }

  Pace pace() {
    return pace;
  }

  void note(String words) {
    notes.accept(words);
  }

  /** All batches the server tells of, by id. */
  public List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (JsonNode session : whole("/batches?", "sessions")) {
      batches.add(Batch.of(session));
    }
    batches.sort(Comparator.comparingInt(Batch::id));
    return batches;
  }

  /** The batch of an id as it is now; empty = the server knows none (any more). */
  public Optional<Batch> batch(int id) {
    return transport.get("/batches/" + id).map(Batch::of);
  }

  /** The latest try of a stable name. */
  public Optional<Batch> latest(String stable) {
    return batches().stream()
        .filter(batch -> batch.tryOf(stable) > 0)
        .max(Comparator.comparingInt(batch -> batch.tryOf(stable)));
  }

  /** What the server still holds of a batch's output; {@link LogTail} makes one log of it. */
  public List<String> log(int id) {
    List<String> lines = new ArrayList<>();
    whole(String.format(Locale.ROOT, "/batches/%d/log?", id), "log")
        .forEach(line -> lines.add(line.asText()));
    return lines;
  }

  /**
   * A list in one piece. It may move while it is read, so that pages would not fit together: where
   * it is longer than a page it is asked for again, whole.
   */
  private List<JsonNode> whole(String path, String field) {
    int size = PAGE;
    List<JsonNode> items = new ArrayList<>();
    for (int look = 0; look < TRIES; look++) {
      Optional<JsonNode> answer =
          transport.get(String.format(Locale.ROOT, "%sfrom=0&size=%d", path, size));
      items.clear();
      answer.ifPresent(json -> json.path(field).forEach(items::add));
      int total = answer.map(json -> json.path("total").asInt(0)).orElse(0);
      if (items.size() >= total) {
        break;
      }
      size = Math.max(2 * size, total + total / 2);
    }
    return items;
  }

  /** Sends one POST. */
  Batch post(Payload payload) throws AnswerLost {
    return Batch.of(transport.post("/batches", payload.json().toString()));
  }

  /**
   * Ends a batch, or removes one that is over. Ids begin again when a server restarts, so the name
   * is checked first.
   *
   * @return whether there was such a batch
   */
  public boolean delete(int id, String name) {
    Optional<Batch> there = batch(id);
    if (there.isPresent() && !there.get().name().equals(name)) {
      throw new IllegalArgumentException(
          "Batch %d of %s is '%s', not '%s'; nothing was deleted"
              .formatted(id, access, there.get().name(), name));
    }
    if (there.isEmpty()) {
      return false;
    }
    try {
      return transport.delete("/batches/" + id).isPresent();
    } catch (AnswerLost e) {
      if (batch(id).filter(left -> left.name().equals(name)).isPresent()) {
        throw new IllegalStateException(
            "Livy at %s did not delete batch %d: %s".formatted(access, id, e.getMessage()), e);
      }
      return true;
    }
  }

  /** The address alone. */
  @Override
  public String toString() {
    return access.toString();
  }
}
