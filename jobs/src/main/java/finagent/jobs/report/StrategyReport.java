package finagent.jobs.report;

import finagent.sandbox.backtest.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One strategy of a run, beside its controls.
 *
 * @param equity net of all costs, account currency; may be empty where only the summary tells of it
 * @param controls what could have been done instead; each starts when the strategy did
 * @param metrics all numbers about it, by scope: portfolio; control, with its name as item (and
 *     noise); cost amounts; draw, the Sharpe ratios of the noise control; trial
 * @param currency ISO code
 * @param remarks warnings about this strategy alone
 */
public record StrategyReport(
    String name,
    Series equity,
    List<Series> controls,
    List<Metric> metrics,
    String currency,
    List<String> remarks) {
  public StrategyReport {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A strategy in a report needs a name");
    }
    controls = List.copyOf(controls);
    metrics = List.copyOf(metrics);
    remarks = List.copyOf(remarks);
  }

  /** The metric of an address; empty if there is none. */
  Optional<Metric> metric(String scope, String item, String name) {
    return metrics.stream()
        .filter(m -> m.scope().equals(scope) && m.item().equals(item) && m.name().equals(name))
        .findFirst();
  }

  /** Value of a metric about the portfolio; NaN if there is none. */
  double own(String name) {
    return metric("portfolio", "", name).map(Metric::value).orElse(Double.NaN);
  }

  /** Items of a scope that have a number of the name, in order. */
  List<Metric> all(String scope, String name) {
    return metrics.stream()
        .filter(m -> m.scope().equals(scope) && m.name().equals(name))
        .sorted()
        .toList();
  }

  /** Average equity over the points that are known; empty if none is. */
  OptionalDouble averageEquity() {
    return IntStream.range(0, equity.size())
        .mapToDouble(equity::value)
        .filter(value -> !Double.isNaN(value))
        .average();
  }
}
