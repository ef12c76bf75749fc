package finagent.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A data file that a version of a table consists of, as the log has it.
 *
 * @param path relative to the table, as URI, or absolute
 * @param bytes its length
 * @param partition values that stand here instead of in the file
 * @param statistics row count, least and greatest values; missing where the log has none
 */
record ActiveFile(String path, long bytes, Map<String, String> partition, JsonNode statistics) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ABOVE = new String(Character.toChars(Character.MAX_CODE_POINT));

  /** A text that is no JSON object counts as no statistics: files are then opened to see. */
  static JsonNode statistics(String json) {
    try {
      JsonNode read = JSON.readTree(json);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Values that stand in an action of the log instead of in the file. */
  static Map<String, String> partition(JsonNode action) {
    Map<String, String> partition = new HashMap<>();
    action
        .path("partitionValues")
        .fields()
        .forEachRemaining(value -> partition.put(value.getKey(), value.getValue().textValue()));
    return partition;
  }

  /** Where it lies. */
  String in(String table) {
    URI uri = URI.create(path);
    return uri.isAbsolute() || path.startsWith("/") ? path : table + "/" + uri.getPath();
  }

  /** Rows it holds; -1 where the log does not say. */
  long rows() {
    return statistics.path("numRecords").asLong(-1);
  }

  /** Least and greatest text of a column, if known; the greatest may be above every value. */
  Optional<Texts> texts(String column) {
    String fixed = partition.get(column);
    if (fixed != null) {
      return Optional.of(new Texts(fixed, fixed));
    }
    JsonNode least = statistics.path("minValues").path(column);
    JsonNode greatest = statistics.path("maxValues").path(column);
    return least.isTextual() && greatest.isTextual()
        ? Optional.of(new Texts(least.textValue(), greatest.textValue()))
        : Optional.empty();
  }

  /** Least and greatest of a whole number, a date in epoch days or an instant in microseconds. */
  Optional<Numbers> numbers(Column column) {
    try {
      return range(column);
    } catch (DateTimeParseException e) {
      return Optional.empty(); // another writer's form: the file is opened to see
    }
  }

  private Optional<Numbers> range(Column column) {
    JsonNode least = statistics.path("minValues").path(column.name());
    JsonNode greatest = statistics.path("maxValues").path(column.name());
    return switch (column.type()) {
      case LONG, INT ->
          least.isIntegralNumber() && greatest.isIntegralNumber()
              ? Optional.of(new Numbers(least.longValue(), greatest.longValue()))
              : Optional.empty();
      case DATE ->
          least.isTextual() && greatest.isTextual()
              ? Optional.of(new Numbers(day(least), day(greatest)))
              : Optional.empty();
      case TIMESTAMP -> // statistics have whole milliseconds, and some writers cut the rest off
          least.isTextual() && greatest.isTextual()
              ? Optional.of(new Numbers(micros(least), micros(greatest) + 999))
              : Optional.empty();
      case STRING, DOUBLE, BOOLEAN -> Optional.empty();
    };
  }

  private static long day(JsonNode date) {
    return LocalDate.parse(date.textValue()).toEpochDay();
  }

  private static long micros(JsonNode instant) {
    OffsetDateTime at = OffsetDateTime.parse(instant.textValue());
    return at.withOffsetSameInstant(ZoneOffset.UTC).toEpochSecond() * 1_000_000L
        + at.getNano() / 1_000;
  }

  /** A range of texts in the order of their code points. */
  record Texts(String least, String greatest) {
    boolean holds(String text) {
      return order(least, text) <= 0 && order(text, greatest) <= 0;
    }

    /** Whether a text that begins like this may be among them. */
    boolean mayBegin(String prefix) {
      return order(least, prefix + ABOVE) <= 0 && order(prefix, greatest) <= 0;
    }

    /** {@link String#compareTo} puts characters beyond the first plane below some within it. */
    private static int order(String a, String b) {
      int at = 0;
      while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
        at++;
      }
      if (at == a.length() || at == b.length()) {
        return a.length() - b.length();
      }
      char x = a.charAt(at);
      char y = b.charAt(at);
      return Character.isSurrogate(x) == Character.isSurrogate(y)
          ? Character.compare(x, y)
          : Character.isSurrogate(x) ? 1 : -1;
    }
  }

  /** A range, both ends included. */
  record Numbers(long least, long greatest) {}
}
