package finagent.jobs.sql;

import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The first rows of an answer.
 *
 * @param rows numbers, truth values and texts; days and instants (UTC) as texts; null as Jackson
 *     has it
 * @param more whether there are further rows
 */
public record Answer(List<String> columns, List<List<Object>> rows, boolean more) {
  private static final MathContext DIGITS = new MathContext(6);
  private static final double PLAIN_FROM = 1e-4;
  private static final double PLAIN_TO = 1e15;

  public Answer {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new IllegalArgumentException(
            "Two columns of the answer are called '%s'; give one another name: .. AS other"
                .formatted(column));
      }
    }
  }

  /** At most so many rows of a query. */
  public static Answer of(Dataset<Row> query, int limit) {
    List<String> columns = List.of(query.columns());
    List<List<Object>> rows = new ArrayList<>();
    List<Row> found = query.limit(limit == Integer.MAX_VALUE ? limit : limit + 1).collectAsList();
    for (Row row : found.subList(0, Math.min(limit, found.size()))) {
      List<Object> values = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        values.add(value(row.get(c)));
      }
      rows.add(values);
    }
    return new Answer(columns, rows, found.size() > limit);
  }

  private static Object value(Object stored) {
    if (stored == null) {
      return NullNode.getInstance();
    }
    if (stored instanceof java.sql.Timestamp instant) {
      return instant.toInstant().toString();
    }
    return stored instanceof Number || stored instanceof Boolean ? stored : stored.toString();
  }

  /**
   * The answer for people, the heading first.
   *
   * @param widest characters of a cell at most
   */
  public List<List<String>> texts(int widest) {
    List<List<String>> texts = new ArrayList<>();
    texts.add(columns);
    for (List<Object> row : rows) {
      texts.add(row.stream().map(value -> text(value, widest)).toList());
    }
    return texts;
  }

  private static String text(Object value, int widest) {
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    String text = value.toString().replaceAll("\\s*\n\\s*", " | ");
    return text.length() <= widest ? text : text.substring(0, widest - 2) + "..";
  }

  /** Six digits that count, whole numbers whole. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < PLAIN_TO) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return size >= PLAIN_FROM && size < PLAIN_TO
        ? BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString()
        : String.format(Locale.ROOT, "%.5e", value);
  }
}
