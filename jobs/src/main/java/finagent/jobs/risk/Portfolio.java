package finagent.jobs.risk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A book as its owner states it.
 *
 * @param unit what the amounts are
 * @param amounts by symbol; negative = short
 * @param notes repairs that were made
 */
public record Portfolio(Unit unit, SortedMap<String, Double> amounts, List<String> notes) {
  private static final int MOST_BYTES = 1 << 22;
  private static final List<String> SYMBOL = List.of("symbol", "instrument", "ticker");

  /** Shares, or fractions of the capital. */
  public enum Unit {
    QUANTITY,
    WEIGHT
  }

  public Portfolio {
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    notes = List.copyOf(notes);
    if (amounts.values().stream().allMatch(amount -> amount == 0)) {
      throw new IllegalArgumentException(
          "The portfolio is empty: it has no line with an amount other than 0");
    }
  }

  /** Symbols it holds anything of, sorted. */
  public List<String> held() {
    return amounts.entrySet().stream()
        .filter(line -> line.getValue() != 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Reads a CSV file with a column symbol and one of quantity or weight; others are ignored. */
  public static Portfolio read(Path file) {
    return parse(file.toString(), text(file));
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(
            "%s has %,d bytes; at most %,d are read".formatted(file, Files.size(file), MOST_BYTES));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new UncheckedIOException("No portfolio can be read at '%s'".formatted(file), e);
    }
  }

  static Portfolio parse(String source, String text) {
    List<String> lines = text.replace("\uFEFF", "").lines().toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(
          source + " is empty; write a header, e.g. symbol,quantity, and a line per position");
    }
    List<String> header = Arrays.stream(cells(lines.get(0))).map(Portfolio::lower).toList();
    int symbol =
        SYMBOL.stream().mapToInt(header::indexOf).filter(c -> c >= 0).findFirst().orElse(-1);
    int quantity = header.indexOf("quantity");
    int weight = header.indexOf("weight");
    if (symbol < 0 || (quantity < 0) == (weight < 0)) {
      throw new IllegalArgumentException(
          "%s line 1: the header is %s; it needs symbol and either quantity or weight"
              .formatted(source, header));
    }
    SortedMap<String, Double> amounts = new TreeMap<>();
    List<String> notes = new ArrayList<>();
    for (int k = 1; k < lines.size(); k++) {
      if (lines.get(k).isBlank()) {
        continue;
      }
      String[] cells = cells(lines.get(k));
      if (cells.length != header.size() || cells[symbol].isEmpty()) {
        throw new IllegalArgumentException(
            "%s line %d: %d cells where the header has %d, or no symbol: '%s'"
                .formatted(source, k + 1, cells.length, header.size(), lines.get(k)));
      }
      double amount = number(source, k + 1, cells[Math.max(quantity, weight)]);
      if (amounts.merge(cells[symbol], amount, Double::sum) != amount) {
        notes.add("'%s' stands in several lines: they are added up".formatted(cells[symbol]));
      }
    }
    return new Portfolio(quantity >= 0 ? Unit.QUANTITY : Unit.WEIGHT, amounts, notes);
  }

  private static String[] cells(String line) {
    String[] cells = line.split(",", -1);
    for (int c = 0; c < cells.length; c++) {
      cells[c] = cells[c].strip().replaceAll("^\"(.*)\"$", "$1").strip();
    }
    return cells;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static double number(String source, int line, String text) {
    if (!text.matches("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?%?")) {
      throw new IllegalArgumentException(
          "%s line %d: invalid amount '%s' (e.g. 100, -25.5 or 12.5%%)"
              .formatted(source, line, text));
    }
    return text.endsWith("%")
        ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
        : Double.parseDouble(text);
  }
}
