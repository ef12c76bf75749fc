package finagent.sandbox.scenario;

import java.util.ArrayList;
import java.util.List;

/** Small comma-separated tables (RFC 4180), with limits, every row as wide as the header. */
final class Csv {
  private static final int MOST_CHARACTERS = 1_000_000;
  private static final int MOST_COLUMNS = 100;
  private static final int MOST_ROWS = 1_000;

  private final String source;
  private final String text;
  private final List<List<String>> rows = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private boolean quoted;
  private boolean blank;

  private Csv(String source, String text) {
    this.source = source;
    this.text = text;
  }

  static List<List<String>> parse(String source, String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "%s has %d characters; a scenario file has at most %d"
              .formatted(source, text.length(), MOST_CHARACTERS));
    }
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (plain.isBlank()) {
      throw new IllegalArgumentException(source + " is empty");
    }
    return new Csv(source, plain).parse();
  }

  private List<List<String>> parse() {
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (quoted) {
        boolean doubled = c == '"' && k + 1 < text.length() && text.charAt(k + 1) == '"';
        if (c == '\n') {
          break;
        }
        if (c == '"' && !doubled) {
          quoted = false;
        } else {
          cell.append(c);
          k += doubled ? 1 : 0;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        endCell();
      } else if (c == '\n') {
        endRow();
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException(
          "%s line %d: a quotation mark is never closed".formatted(source, rows.size() + 1));
    }
    endRow();
    return rows;
  }

  private void endCell() {
    row.add(cell.toString().strip());
    cell.setLength(0);
    if (row.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "%s line %d: more than %d columns".formatted(source, rows.size() + 1, MOST_COLUMNS));
    }
  }

  private void endRow() {
    endCell();
    boolean empty = row.size() == 1 && row.get(0).isEmpty();
    blank |= empty;
    if (!empty) {
      if (blank) {
        throw new IllegalArgumentException(
            "%s line %d is empty".formatted(source, rows.size() + 1));
      }
      if (!rows.isEmpty() && row.size() != rows.get(0).size()) {
        throw new IllegalArgumentException(
            "%s line %d: %d cells, the header has %d"
                .formatted(source, rows.size() + 1, row.size(), rows.get(0).size()));
      }
      rows.add(row);
      if (rows.size() > MOST_ROWS) {
        throw new IllegalArgumentException("%s: more than %d rows".formatted(source, MOST_ROWS));
      }
    }
    row = new ArrayList<>();
  }
}
