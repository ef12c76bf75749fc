package finagent.jobs.report;

import finagent.sandbox.backtest.Metric;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.Performance;
import finagent.sandbox.stats.SharpeTests;
import finagent.sandbox.stats.Trades;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A run that never happened, with everything a page can show. */
final class Samples {
  private static final double YEAR = 252;

  private Samples() {}

  static final String PLAN =
      """
      <?xml version="1.0"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="420" height="60" viewBox="0 0 420 60">
        <style>.plan-box{fill:#2563c9;fill-opacity:.12;stroke:#2563c9}</style>
        <rect class="plan-box" x="1" y="15" width="120" height="30"/>
        <text x="12" y="34" font-size="12" fill="#60656f">bars</text>
        <path d="M121 30L160 30" stroke="#8a8f98"/>
        <rect class="plan-box" x="160" y="15" width="120" height="30"/>
        <text x="172" y="34" font-size="12" fill="#60656f">momentum</text>
      </svg>
      """;

  static RunReport run() {
    Panel market =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                12, 2520, LocalDate.of(2014, 12, 26), 1, SyntheticMarket.Kind.STANDARD));
    return new RunReport(
        "Momentum, mean reversion and pairs on a synthetic market",
        "20261125T160000-7f3a",
        "3f1c9a0b77d24e5e8f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60",
        new RunReport.Source(
            market.source(),
            "200 instruments, 2,520 sessions, 2014-12-26 to 2024-12-31",
            market.warnings()),
        List.of(
            new RunReport.Fact("Reproducibility", "bitwise"),
            new RunReport.Fact("Fill rule", "next open"),
            new RunReport.Fact("Tables", "bars_daily v3, actions v1"),
            new RunReport.Fact("Took", "11.2 s on local[2]")),
        List.of(
            strategy(market, "momentum", 1, 0.00035, 0.009),
            strategy(market, "mean-reversion", 2, -0.0001, 0.007),
            strategy(market, "pairs", 3, 0.0002, 0.003)),
        PLAN,
        new RunReport.Reuse(14, 6, 0, 9),
        "scripts/finagent replay 20261125T160000-7f3a --warehouse ~/finagent");
  }

  static StrategyReport strategy(Panel market, String name, long seed, double drift, double risk) {
    int sessions = market.time().size();
    int[] days = new int[sessions];
    double[] equity = new double[sessions];
    double[] traded = new double[sessions];
    Philox random = Philox.of(seed, "sample");
    double value = 10e6;
    for (int t = 0; t < sessions; t++) {
      days[t] = market.time().session(t);
      boolean warm = t > 252;
      value *= 1 + (warm ? drift + risk * random.t(5, 0, t, 0, 0) / Math.sqrt(5 / 3.0) : 0);
      equity[t] = value;
      traded[t] = warm && t % 21 == 0 ? value * 0.6 : 0;
    }
    List<Series> controls = new ArrayList<>();
    List<Metric> metrics = new ArrayList<>();
    Performance own = Performance.of(equity, new double[0], traded, YEAR);
    metrics.addAll(own.metrics());
    metrics.addAll(
        new Trades(List.of(new Trades.Episode(0, 3, 24, 9), new Trades.Episode(1, 3, 40, -4)), 7)
            .metrics());
    metrics.addAll(SharpeTests.metrics(own, YEAR, 12, Double.NaN));
    for (String control : List.of("buy-and-hold", "benchmark", "cash")) {
      double[] curve = control(market, control);
      controls.add(Series.of(control, days, curve));
      for (Metric metric : Performance.of(known(curve), YEAR).metrics()) {
        metrics.add(new Metric("control", control, metric.name(), metric.value(), metric.error()));
      }
    }
    costs(value, metrics);
    noise(own.sharpe(), random, metrics);
    return new StrategyReport(
        name, Series.of(name, days, equity), controls, metrics, "USD", List.of());
  }

  private static double[] control(Panel market, String name) {
    double[] returns = market.perSession("benchmark").orElseThrow();
    double[] curve = new double[returns.length];
    double value = 10e6;
    for (int t = 0; t < curve.length; t++) {
      double gain =
          switch (name) {
            case "cash" -> 0.02 / YEAR;
            case "benchmark" -> returns[t];
            default -> 0.9 * returns[t] + 0.002 * (t % 3 - 1);
          };
      value *= t > 252 ? 1 + gain : 1;
      curve[t] = t >= 252 ? value : Double.NaN;
    }
    return curve;
  }

  private static double[] known(double[] curve) {
    return Arrays.copyOfRange(curve, 252, curve.length);
  }

  private static void costs(double value, List<Metric> metrics) {
    metrics.add(new Metric("cost", "commission", "amount", value * 0.011, Double.NaN));
    metrics.add(new Metric("cost", "spread", "amount", value * 0.032, Double.NaN));
    metrics.add(new Metric("cost", "impact", "amount", value * 0.021, Double.NaN));
    metrics.add(new Metric("cost", "borrow", "amount", value * 0.008, Double.NaN));
    metrics.add(new Metric("cost", "interest", "amount", value * 0.04, Double.NaN));
    metrics.add(new Metric("cost", "dividends", "amount", value * 0.015, Double.NaN));
  }

  private static void noise(double own, Philox random, List<Metric> metrics) {
    int below = 0;
    for (int k = 0; k < 500; k++) {
      double draw = 0.3 * random.normal(1, k, 0, 0) - 0.1;
      below += draw < own ? 1 : 0;
      String item = String.format(Locale.ROOT, "noise-%05d", k);
      metrics.add(new Metric("draw", item, "sharpe", draw, Double.NaN));
    }
    double share = below / 500.0;
    metrics.add(
        new Metric(
            "control", "noise", "sharpe-percentile", share, Math.sqrt(share * (1 - share) / 500)));
  }
}
