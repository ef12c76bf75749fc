package finagent.jobs.livy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A batch as Livy tells it at one moment.
 *
 * @param id number given by the server; they begin again at 0 when it restarts
 * @param name empty = it has none
 * @param application id on YARN or Kubernetes; empty = none yet or none at all
 * @param word the state in Livy's own word
 */
public record Batch(int id, String name, String application, BatchState state, String word) {
  private static final Pattern TRY = Pattern.compile("-try([0-9]{1,6})");

  static Batch of(JsonNode json) {
    JsonNode id = json.get("id");
    if (id == null || !id.isInt()) {
      throw new IllegalStateException(
          "Livy told of a batch without a whole number as its id: %s".formatted(id));
    }
    String word = json.path("state").asText("");
    return new Batch(
        id.intValue(), text(json, "name"), text(json, "appId"), BatchState.of(word), word);
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  /** Which try of a stable name this is: 1, 2, ..; 0 = it is none of that name. */
  int tryOf(String stable) {
    if (name.equals(stable)) {
      return 1;
    }
    if (!name.startsWith(stable)) {
      return 0;
    }
    Matcher suffix = TRY.matcher(name.substring(stable.length()));
    return suffix.matches() ? Integer.parseInt(suffix.group(1)) : 0;
  }

  /** The name of a try: the first has the stable name itself. */
  static String nameOfTry(String stable, int number) {
    return number == 1 ? stable : stable + "-try" + number;
  }

  @Override
  public String toString() {
    return "batch %d '%s' (%s%s)"
        .formatted(id, name, word, application.isEmpty() ? "" : ", " + application);
  }
}
