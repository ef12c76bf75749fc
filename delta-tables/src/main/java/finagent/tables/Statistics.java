package finagent.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.delta.kernel.utils.DataFileStatistics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the log says about a file's rows, so that readers can leave the file unopened: least and
 * greatest value of each column, as Delta's protocol writes them. (Kernel 3.3 writes the row count
 * only.) Columns with a null or a number that JSON cannot hold have none.
 */
final class Statistics extends DataFileStatistics {
  /** Characters of a text that are kept, as Spark does. */
  private static final int PREFIX = 32;

  /** Greater than any character a text goes on with. */
  private static final String ABOVE = new String(Character.toChars(Character.MAX_CODE_POINT));

  private final String json;

  /** Of rows from (inclusive) to to (exclusive). */
  Statistics(Rows rows, int from, int to, List<String> partitions) {
    super(to - from, Map.of(), Map.of(), Map.of());
    ObjectNode statistics = JsonNodeFactory.instance.objectNode().put("numRecords", to - from);
    ObjectNode least = statistics.putObject("minValues");
    ObjectNode greatest = statistics.putObject("maxValues");
    ObjectNode nulls = statistics.putObject("nullCount");
    for (int c = 0; c < rows.columns().size(); c++) {
      Column column = rows.columns().get(c);
      if (partitions.contains(column.name())) {
        continue;
      }
      int empty = rows.nulls(c).get(from, to).cardinality();
      nulls.put(column.name(), empty);
      Optional<Range> range = empty > 0 ? Optional.empty() : range(rows, c, from, to);
      range.ifPresent(r -> least.set(column.name(), r.least()));
      range.ifPresent(r -> greatest.set(column.name(), r.greatest()));
    }
    this.json = statistics.toString();
  }

  @Override
  public String serializeAsJson() {
    return json;
  }

  private static Optional<Range> range(Rows rows, int c, int from, int to) {
    Object array = rows.array(c);
    if (array instanceof String[] texts) {
      return Optional.of(texts(texts, from, to));
    }
    if (array instanceof double[] numbers) {
      return numbers(numbers, from, to);
    }
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int r = from; r < to; r++) {
      long value = array instanceof long[] longs ? longs[r] : ((int[]) array)[r];
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return switch (rows.columns().get(c).type()) {
      case DATE ->
          Optional.of(
              new Range(
                  new TextNode(LocalDate.ofEpochDay(least).toString()),
                  new TextNode(LocalDate.ofEpochDay(greatest).toString())));
      case TIMESTAMP -> instants(least, greatest);
      case LONG, INT -> Optional.of(new Range(new LongNode(least), new LongNode(greatest)));
      case BOOLEAN, STRING, DOUBLE -> Optional.empty();
    };
  }

  private static Range texts(String[] texts, int from, int to) {
    String least = texts[from];
    String greatest = least;
    String last = least;
    for (int r = from + 1; r < to; r++) {
      if (!texts[r].equals(last)) {
        last = texts[r];
        least = last.compareTo(least) < 0 ? last : least;
        greatest = last.compareTo(greatest) > 0 ? last : greatest;
      }
    }
    return new Range(
        new TextNode(prefix(least)),
        new TextNode(greatest.length() <= PREFIX ? greatest : prefix(greatest) + ABOVE));
  }

  private static String prefix(String text) {
    if (text.length() <= PREFIX) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(PREFIX - 1)) ? PREFIX - 1 : PREFIX;
    return text.substring(0, end);
  }

  private static Optional<Range> numbers(double[] numbers, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int r = from; r < to; r++) {
      least = Math.min(least, numbers[r]);
      greatest = Math.max(greatest, numbers[r]);
    }
    return Double.isFinite(least) && Double.isFinite(greatest)
        ? Optional.of(new Range(new DoubleNode(least), new DoubleNode(greatest)))
        : Optional.empty();
  }

  /** Whole milliseconds that enclose them; none where ISO years have more than four digits. */
  private static Optional<Range> instants(long leastMicros, long greatestMicros) {
    Instant least = Instant.ofEpochMilli(Math.floorDiv(leastMicros, 1000L));
    Instant greatest = Instant.ofEpochMilli(-Math.floorDiv(-greatestMicros, 1000L));
    boolean unwritable = least.toString().startsWith("+") || least.toString().startsWith("-");
    return unwritable || greatest.toString().startsWith("+") || greatest.toString().startsWith("-")
        ? Optional.empty()
        : Optional.of(new Range(new TextNode(millis(least)), new TextNode(millis(greatest))));
  }

  private static String millis(Instant instant) {
    String text = instant.toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }

  /** Two values as JSON. */
  private record Range(JsonNode least, JsonNode greatest) {}
}
