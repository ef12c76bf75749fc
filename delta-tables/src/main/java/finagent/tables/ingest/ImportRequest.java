package finagent.tables.ingest;

import finagent.sandbox.market.Calendar;
import finagent.tables.market.Adjustment;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What to import.
 *
 * @param name data set for bars, sectors and actions; index for membership; series for rates and
 *     benchmark
 * @param path a .csv or .csv.gz file, or a folder of them
 * @param source where the data comes from, for titles and reports
 * @param adjustment what the prices contain, see {@link Adjustment}
 * @param calendar id of the trading calendar
 * @param currency ISO 4217
 * @param warnings known biases, printed with every result
 * @param column for rates: the column to take; empty = {@code 3month} or {@code rate}
 */
public record ImportRequest(
    Kind kind,
    String name,
    Path path,
    String source,
    String adjustment,
    String calendar,
    String currency,
    List<String> warnings,
    String column) {
  public ImportRequest {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          ("Invalid name '%s' (must be up to 64 letters, digits, '.', '_' or '-', beginning with a"
                  + " letter or digit)")
              .formatted(name));
    }
    adjustment = Adjustment.of(adjustment).toString();
    calendar = Calendar.of(calendar).name();
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "Invalid currency '%s' (must be an ISO 4217 code like USD)".formatted(currency));
    }
    warnings = List.copyOf(warnings);
  }

  /** Raw prices in USD on the New York calendar, without warnings. */
  public static ImportRequest of(Kind kind, String name, Path path) {
    String source = String.valueOf(path.getFileName());
    return new ImportRequest(kind, name, path, source, "raw", "XNYS", "USD", List.of(), "");
  }

  ImportRequest of(Kind other) {
    return new ImportRequest(
        other, name, path, source, adjustment, calendar, currency, warnings, column);
  }

  ImportRequest at(Path other) {
    return new ImportRequest(
        kind, name, other, source, adjustment, calendar, currency, warnings, column);
  }

  public ImportRequest adjusted(String adjustment) {
    return new ImportRequest(
        kind, name, path, source, adjustment, calendar, currency, warnings, column);
  }

  public ImportRequest on(String calendar) {
    return new ImportRequest(
        kind, name, path, source, adjustment, calendar, currency, warnings, column);
  }

  public ImportRequest in(String currency) {
    return new ImportRequest(
        kind, name, path, source, adjustment, calendar, currency, warnings, column);
  }

  public ImportRequest warning(List<String> warnings) {
    return new ImportRequest(
        kind, name, path, source, adjustment, calendar, currency, warnings, column);
  }

  public ImportRequest column(String column) {
    return new ImportRequest(
        kind, name, path, source, adjustment, calendar, currency, warnings, column);
  }

  /** What a file holds. */
  public enum Kind {
    BARS,
    SECTORS,
    MEMBERSHIP,
    RATES,
    BENCHMARK,
    ACTIONS;

    /** As commands and tables write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          ("Nothing of kind '%s' can be imported; there are bars, sectors, membership, rates,"
                  + " benchmark and actions")
              .formatted(word));
    }
  }
}
