package finagent.jobs.risk;

import finagent.jobs.risk.Tested.Ratio;
import finagent.sandbox.risk.Exceedances;
import finagent.sandbox.risk.Filtered;
import finagent.sandbox.risk.Forecasts;
import finagent.sandbox.risk.Historical;
import finagent.sandbox.risk.Parametric;
import finagent.sandbox.risk.ShortfallBacktest;
import finagent.sandbox.risk.ShortfallBacktest.TailShape;
import finagent.sandbox.risk.TailRisk;
import finagent.sandbox.risk.VarianceFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Rolling forecasts of the methods that are quick enough to be made for every session. */
final class Backtests {
  private static final double DECAY = 0.94;

  /** Sessions the Basel Committee looks back. */
  private static final int BASEL = 250;

  private static final int SIMULATIONS = 500;

  private Backtests() {}

  static List<Tested> of(double[] profits, int window, double level, List<String> notes) {
    if (profits.length - window < 2) {
      notes.add(
          String.format(
              Locale.ROOT,
              "no backtest: %d sessions of history leave none to forecast after a window of %d",
              profits.length,
              window));
      return List.of();
    }
    Map<String, Function<double[], TailRisk>> methods = new LinkedHashMap<>();
    methods.put("normal", past -> Parametric.normal(past, level, 1));
    methods.put("cornish-fisher", past -> Parametric.cornishFisher(past, level, 1));
    methods.put("historical", past -> Historical.of(past, level));
    VarianceFilter ewma = VarianceFilter.ewma(DECAY);
    methods.put("filtered-ewma", past -> Filtered.of(past, ewma, level, 1, 1_000, 1));
    List<Tested> tested = new ArrayList<>();
    methods.forEach(
        (name, method) -> {
          try {
            Forecasts forecasts = Forecasts.rolling(profits, window, level, method);
            tested.add(tested(name, forecasts, shortfallTest(name, forecasts, notes)));
          } catch (IllegalArgumentException e) {
            notes.add("no backtest of %s: %s".formatted(name, e.getMessage()));
          }
        });
    return tested;
  }

  private static Optional<ShortfallBacktest> shortfallTest(
      String name, Forecasts forecasts, List<String> notes) {
    try {
      return Optional.of(forecasts.shortfallTest(new TailShape(), SIMULATIONS, 1));
    } catch (IllegalArgumentException e) {
      notes.add("no shortfall test of %s: %s".formatted(name, e.getMessage()));
      return Optional.empty();
    }
  }

  private static Tested tested(
      String method, Forecasts forecasts, Optional<ShortfallBacktest> shortfall) {
    Exceedances hits = forecasts.exceedances();
    int recent = Math.min(BASEL, hits.sessions());
    boolean[] last = new boolean[recent];
    for (int t = 0; t < recent; t++) {
      last[t] = hits.at(hits.sessions() - recent + t);
    }
    Exceedances basel = Exceedances.of(last, hits.level());
    return new Tested(
        method,
        hits.sessions(),
        hits.count(),
        hits.sessions() * (1 - hits.level()),
        ratio(hits.kupiec()),
        ratio(hits.independence()),
        ratio(hits.conditionalCoverage()),
        shortfall
            .map(test -> new Ratio(test.z2(), test.probability2()))
            .orElse(new Ratio(Double.NaN, Double.NaN)),
        shortfall.map(ShortfallBacktest::error2).orElse(Double.NaN),
        basel.zone().name().toLowerCase(Locale.ROOT),
        recent,
        basel.count());
  }

  private static Ratio ratio(Exceedances.Test test) {
    return new Ratio(test.statistic(), test.probability());
  }
}
