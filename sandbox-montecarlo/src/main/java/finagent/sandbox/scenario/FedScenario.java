package finagent.sandbox.scenario;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A path of the economy as the Federal Reserve publishes it for its stress tests: one row per
 * quarter, columns by name, missing values NaN. Immutable.
 */
public final class FedScenario implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Share-price index, its level. */
  public static final String EQUITY = "Dow Jones Total Stock Market Index (Level)";

  /** Volatility index, its level in percent. */
  public static final String VOLATILITY = "Market Volatility Index (Level)";

  /** Short rate in percent. */
  public static final String SHORT_RATE = "3-month Treasury rate";

  static final int SESSIONS_PER_QUARTER = 63;

  private final String name;
  private final int firstQuarter;
  private final int quarters;
  private final Map<String, double[]> columns;

  private FedScenario(String name, int firstQuarter, int quarters, Map<String, double[]> columns) {
    this.name = name;
    this.firstQuarter = firstQuarter;
    this.quarters = quarters;
    this.columns = columns;
  }

  /**
   * Reads one of the Fed's CSV files: header {@code Scenario Name,Date,..}, dates as {@code 2025
   * Q1}, quarters in sequence, one scenario per file. At most 1,000,000 characters, 100 columns and
   * 1,000 rows.
   *
   * @param source what to call the file in messages
   */
  public static FedScenario parse(String source, String text) {
    List<List<String>> rows = Csv.parse(source, text);
    List<String> header = rows.get(0);
    if (header.size() < 3
        || !header.get(0).equals("Scenario Name")
        || !header.get(1).equals("Date")) {
      throw new IllegalArgumentException(
          "%s line 1: not a Fed scenario: the header begins %s (must be 'Scenario Name', 'Date', then"
                  .formatted(source, header.subList(0, Math.min(2, header.size())))
              + " variables)");
    }
    if (rows.size() < 2) {
      throw new IllegalArgumentException(source + ": no quarter after the header");
    }
    int count = rows.size() - 1;
    Map<String, double[]> columns = new LinkedHashMap<>();
    double[][] values = new double[header.size() - 2][count];
    for (int c = 0; c < values.length; c++) {
      String column = header.get(c + 2);
      if (columns.put(column, values[c]) != null) {
        throw new IllegalArgumentException(
            "%s line 1: column '%s' occurs twice".formatted(source, column));
      }
    }
    int first = quarter(source, 2, rows.get(1).get(1));
    for (int r = 1; r <= count; r++) {
      List<String> row = rows.get(r);
      row(source, r + 1, row, rows.get(1).get(0), first + r - 1);
      for (int c = 2; c < header.size(); c++) {
        values[c - 2][r - 1] = number(source, r + 1, header.get(c), row.get(c));
      }
    }
    return new FedScenario(rows.get(1).get(0), first, count, columns);
  }

  private static void row(String source, int line, List<String> row, String name, int expected) {
    if (!row.get(0).equals(name)) {
      throw new IllegalArgumentException(
          "%s line %d: scenario '%s' after '%s'; one file holds one scenario"
              .formatted(source, line, row.get(0), name));
    }
    int quarter = quarter(source, line, row.get(1));
    if (quarter != expected) {
      throw new IllegalArgumentException(
          "%s line %d: quarter '%s' where %s must follow"
              .formatted(source, line, row.get(1), label(expected)));
    }
  }

  private static int quarter(String source, int line, String date) {
    if (!date.matches("[12][0-9]{3} Q[1-4]")) {
      throw new IllegalArgumentException(
          "%s line %d: invalid date '%s' (must be like '2025 Q1')".formatted(source, line, date));
    }
    return Integer.parseInt(date.substring(0, 4)) * 4 + date.charAt(6) - '1';
  }

  private static String label(int quarter) {
    return "'%d Q%d'".formatted(quarter / 4, quarter % 4 + 1);
  }

  private static double number(String source, int line, String column, String text) {
    if (text.isEmpty()) {
      return Double.NaN;
    }
    if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
      throw new IllegalArgumentException(
          "%s line %d, column '%s': invalid number '%s'".formatted(source, line, column, text));
    }
    return Double.parseDouble(text);
  }

  public String name() {
    return name;
  }

  public int quarters() {
    return quarters;
  }

  /** E.g. {@code '2025 Q1'}. */
  public String quarter(int q) {
    return label(firstQuarter + q);
  }

  /** The values of a variable, by quarter. */
  public double[] column(String variable) {
    double[] values = columns.get(variable);
    if (values == null) {
      throw new IllegalArgumentException(
          "%s has no variable '%s'; it has %s".formatted(name, variable, columns.keySet()));
    }
    return values.clone();
  }

  /**
   * The scenario for a market: in each quarter (63 sessions) beta 1 moves as the share-price index
   * does, even in log, instead of what it did; volatility is multiplied by the volatility index
   * over its level before the first quarter; the cash rate changes as the three-month rate does.
   *
   * @param history the Fed's file of actual values, which must hold the quarter before the first
   * @param firstDay see {@link Window}
   * @param firstQuarters how many quarters to take, from the first
   */
  public Scenario scenario(FedScenario history, long firstDay, int firstQuarters) {
    int before = firstQuarter - 1 - history.firstQuarter;
    if (before < 0 || before >= history.quarters) {
      throw new IllegalArgumentException(
          "%s begins at %s; the history must hold the quarter before, but holds %s .. %s"
              .formatted(
                  name, quarter(0), history.quarter(0), history.quarter(history.quarters - 1)));
    }
    if (firstQuarters < 1 || firstQuarters > quarters) {
      throw new IllegalArgumentException(
          "Invalid number of quarters: %d (must be 1 .. %d)".formatted(firstQuarters, quarters));
    }
    double[] equity = chained(history, before, EQUITY);
    double[] volatility = chained(history, before, VOLATILITY);
    double[] rate = chained(history, before, SHORT_RATE);
    List<Shock> shocks = new ArrayList<>();
    for (int q = 1; q <= firstQuarters; q++) {
      int from = (q - 1) * SESSIONS_PER_QUARTER;
      int to = from + SESSIONS_PER_QUARTER;
      shocks.add(new Volatility(from, to, volatility[q] / volatility[0]));
      shocks.add(Move.of(from, to, equity[q] / equity[q - 1] - 1, Move.Basis.INSTEAD));
      shocks.add(new Rates(from, (rate[q] - rate[q - 1]) / 100));
    }
    Window window = new Window(firstDay, firstQuarters * SESSIONS_PER_QUARTER);
    return new Scenario(name.toLowerCase(Locale.ROOT).replace(' ', '-'), window, shocks);
  }

  /** The value before the first quarter, and those of all quarters; none may be missing. */
  private double[] chained(FedScenario history, int before, String variable) {
    double[] values = new double[quarters + 1];
    values[0] = history.column(variable)[before];
    System.arraycopy(column(variable), 0, values, 1, quarters);
    boolean level = !variable.equals(SHORT_RATE);
    for (int q = 0; q < values.length; q++) {
      if (Double.isNaN(values[q]) || (level && values[q] <= 0)) {
        throw new IllegalArgumentException(
            "%s: '%s' of %s is %s; a scenario needs it (levels above 0)"
                .formatted(name, variable, label(firstQuarter + q - 1), values[q]));
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return "%s, %s, %d quarters of %s"
        .formatted(name, quarter(0), quarters, Arrays.toString(columns.keySet().toArray()));
  }
}
