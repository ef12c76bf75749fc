package finagent.jobs.report;

import finagent.sandbox.backtest.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Costs and income of a strategy, as signed amounts and by the year. */
final class Costs {
  private static final double DAYS_PER_YEAR = 365.25;
  private static final List<String> ORDER =
      List.of("commission", "spread", "impact", "borrow", "interest", "dividends");
  private static final Set<String> INCOME = Set.of("interest", "dividends");

  private Costs() {}

  /** What was paid first, what was received last. */
  static List<Metric> of(StrategyReport strategy) {
    return strategy.all("cost", "amount").stream()
        .sorted(Comparator.comparingInt(cost -> ORDER.indexOf(cost.item())))
        .toList();
  }

  /** What the account got: costs are recorded as positive numbers that were paid. */
  static double received(Metric cost) {
    return INCOME.contains(cost.item()) ? cost.value() : 0.0 - cost.value();
  }

  /** Average equity x years: what an amount is divided by; NaN if either is not known. */
  static double perYear(StrategyReport strategy) {
    Series equity = strategy.equity();
    if (equity.size() < 2) {
      return Double.NaN;
    }
    double years = (equity.session(equity.size() - 1) - equity.session(0)) / DAYS_PER_YEAR;
    return strategy.averageEquity().orElse(Double.NaN) * years;
  }
}
