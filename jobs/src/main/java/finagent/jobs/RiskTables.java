package finagent.jobs;

import finagent.jobs.risk.Method;
import finagent.jobs.risk.RiskReport;
import finagent.jobs.risk.RiskReport.Part;
import finagent.jobs.risk.Tested;
import finagent.sandbox.risk.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints the risk of a book for people. */
final class RiskTables {
  private static final int MOST_PARTS = 20;

  private final Console console;
  private final RiskReport report;

  /** Whole units where the book is large, digits after the point where it is small. */
  private final String amount;

  private RiskTables(Console console, RiskReport report) {
    this.console = console;
    this.report = report;
    this.amount = report.gross() >= 1e6 ? "%,.0f" : report.gross() >= 1e3 ? "%,.2f" : "%,.6f";
  }

  static void print(Console console, RiskReport report, String dataSet, String date) {
    new RiskTables(console, report).print(dataSet, date);
  }

  private void print(String dataSet, String date) {
    console.say(
        "book of %d instruments, net %s, gross %s; %s as of %s, %d sessions looked at",
        report.parts().size(),
        money(report.net()),
        money(report.gross()),
        dataSet,
        date,
        report.sessions());
    console.say(
        "loss over %d session%s at %s %%:",
        report.horizon(), report.horizon() == 1 ? "" : "s", plain(100 * report.level()));
    console.table(methods());
    report
        .methods()
        .forEach(
            method ->
                method.notes().forEach(note -> console.say("  %s: %s", method.method(), note)));
    console.say("whose risk it is (Euler contributions; they add up):");
    console.table(parts());
    if (!report.tested().isEmpty()) {
      console.say(
          "one-session forecasts of today's book over %d sessions (p = chance of worse luck with a"
              + " right forecast):",
          report.tested().get(0).sessions());
      console.table(tested());
    }
  }

  private List<List<String>> methods() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "method", "VaR", "± simulation", "± estimation", "ES", "± simulation", "± estimation"));
    for (Method method : report.methods()) {
      List<String> row = new ArrayList<>(List.of(method.method()));
      add(row, method.valueAtRisk());
      add(row, method.expectedShortfall());
      rows.add(row);
    }
    return rows;
  }

  private void add(List<String> row, Estimate estimate) {
    row.add(money(estimate.value()));
    row.add(money(estimate.simulationError()));
    row.add(money(estimate.estimationError()));
  }

  private List<List<String>> parts() {
    List<Part> sorted = new ArrayList<>(report.parts());
    sorted.sort(
        Comparator.comparingDouble((Part part) -> -Math.abs(part.normalVar()))
            .thenComparing(Part::instrument));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("instrument", "exposure", "normal VaR", "normal ES", "historical ES, 1 session"));
    int shown = Math.min(MOST_PARTS, sorted.size());
    sorted.subList(0, shown).forEach(part -> rows.add(row(part.instrument(), List.of(part))));
    if (shown < sorted.size()) {
      rows.add(row((sorted.size() - shown) + " others", sorted.subList(shown, sorted.size())));
    }
    rows.add(row("sum", sorted));
    return rows;
  }

  private List<String> row(String name, List<Part> parts) {
    return List.of(
        name,
        money(sum(parts, Part::money)),
        money(sum(parts, Part::normalVar)),
        money(sum(parts, Part::normalEs)),
        money(sum(parts, Part::historicalEs)));
  }

  private static double sum(List<Part> parts, ToDoubleFunction<Part> of) {
    double sum = 0;
    for (Part part : parts) {
      sum += of.applyAsDouble(part);
    }
    return sum;
  }

  private List<List<String>> tested() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "method",
            "exceeded",
            "expected",
            "Kupiec",
            "p",
            "Christoffersen",
            "p",
            "both",
            "p",
            "Acerbi-Szekely",
            "p",
            "± sim",
            "Basel zone"));
    for (Tested tested : report.tested()) {
      List<String> row = new ArrayList<>(List.of(tested.method()));
      row.add(String.valueOf(tested.exceedances()));
      row.add(number(tested.expected(), "%.2f"));
      for (Tested.Ratio ratio :
          List.of(tested.kupiec(), tested.independence(), tested.coverage(), tested.shortfall())) {
        row.add(number(ratio.statistic(), "%.2f"));
        row.add(number(ratio.probability(), "%.3f"));
      }
      row.add(number(tested.shortfallError(), "%.3f"));
      row.add(
          String.format(
              Locale.ROOT,
              "%s (%d in the last %d)",
              tested.zone(),
              tested.zoneExceedances(),
              tested.zoneSessions()));
      rows.add(row);
    }
    return rows;
  }

  private static String number(double value, String format) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, format, value);
  }

  private static String plain(double value) {
    return new BigDecimal(value, new MathContext(7)).stripTrailingZeros().toPlainString();
  }

  private String money(double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, amount, value);
  }
}
