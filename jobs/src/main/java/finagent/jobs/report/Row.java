package finagent.jobs.report;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A number of the result tables: how it is called and shown.
 *
 * @param metric its name among the metrics
 * @param words what stands in the table
 */
record Row(String metric, String words, DoubleFunction<String> shown) {
  /** What a strategy and its controls are compared by. */
  static final List<Row> COMPARED =
      List.of(
          percent("total-return", "Total return"),
          percent("cagr", "CAGR"),
          percent("volatility", "Volatility a year"),
          ratio("sharpe", "Sharpe ratio"),
          ratio("sortino", "Sortino ratio"),
          ratio("calmar", "Calmar ratio"),
          percent("max-drawdown", "Max. drawdown"),
          new Row("max-drawdown-bars", "\u2026 lasted, bars", Figures::count),
          percent("time-under-water", "Time under water"),
          percent("hit-rate", "Positive bars"),
          ratio("skew", "Skewness"),
          ratio("kurtosis", "Kurtosis (normal: 3)"),
          new Row("var-95", "Value at risk, 95 %", v -> Figures.percent(v, 2)),
          new Row("es-95", "Expected shortfall, 95 %", v -> Figures.percent(v, 2)));

  /** What only a strategy has. */
  static final List<Row> TRADING =
      List.of(
          ratio("turnover", "Turnover a year"),
          new Row("trades", "Trades, flat to flat", Figures::count),
          percent("win-rate", "Trades won"),
          new Row("average-holding", "Average holding, bars", v -> Figures.ratio(v, 1)),
          ratio("profit-factor", "Profit factor"),
          new Row("open-positions", "Positions still open", Figures::count));

  /** How far the result can be believed. */
  static final List<Row> TESTS =
      List.of(
          new Row("trials", "Trials of this family", Figures::count),
          percent("probabilistic-sharpe", "P(true Sharpe > 0)"),
          ratio("expected-max-sharpe", "Best Sharpe expected by luck"),
          percent("deflated-sharpe", "Deflated Sharpe ratio"));

  private static Row percent(String metric, String words) {
    return new Row(metric, words, value -> Figures.percent(value, 1));
  }

  private static Row ratio(String metric, String words) {
    return new Row(metric, words, value -> Figures.ratio(value, 2));
  }

  /** Head of a narrow column: the words without the unit. */
  String brief() {
    int end = words.indexOf(" a year");
    return end < 0 ? words : words.substring(0, end);
  }

  String value(double value) {
    return shown.apply(value);
  }

  /** The standard error with its sign; empty if there is none. */
  String error(double error) {
    return Double.isNaN(error) ? "" : "\u00b1\u00a0" + shown.apply(error);
  }
}
