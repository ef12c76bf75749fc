package finagent.sandbox.montecarlo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Path models fitted to history, by name: a pure function of the returns. */
public final class PanelModels {
  private PanelModels() {}

  /** A model of all instruments of a history. */
  public static PathModel fit(ModelKind kind, RowReturns returns, double barsPerYear) {
    return switch (kind) {
      case GBM -> joint(returns, Double.POSITIVE_INFINITY);
      case CORRELATED -> joint(returns, degrees(returns));
      case COPULA -> CopulaPanel.fit(returns).model();
      case MERTON, HESTON, GARCH, FHS, REGIMES ->
          FactorPanel.of(
              series(kind, FactorPanel.marketLogs(returns), barsPerYear).model(), returns);
      case BOOTSTRAP, CIRCULAR ->
          throw new IllegalArgumentException("A bootstrap draws from history; nothing is fitted");
    };
  }

  /** A model of one series of log returns. */
  public static Fit<? extends PathModel> series(ModelKind kind, double[] logs, double barsPerYear) {
    return switch (kind) {
      case GBM -> Gbm.fit(logs, barsPerYear);
      case MERTON -> Merton.fit(logs, barsPerYear);
      case HESTON -> Heston.fit(logs, barsPerYear);
      case GARCH -> started(Garch.fit(logs, false));
      case FHS -> started(Garch.fit(logs, true));
      case REGIMES -> Regimes.fitTwo(logs);
      case BOOTSTRAP, CIRCULAR, COPULA, CORRELATED ->
          throw new IllegalArgumentException(
              "'%s' is a model of many instruments, not of one series; there are gbm, merton, heston, garch, fhs, regimes"
                  .formatted(kind.word()));
    };
  }

  /** With where its variance stands after the last return, which is no estimate. */
  private static Fit<Garch> started(Fit<Garch> fit) {
    List<String> names = new ArrayList<>(fit.names());
    List<Double> values = new ArrayList<>(fit.values());
    List<Double> errors = new ArrayList<>(fit.errors());
    names.add("start-variance");
    values.add(fit.model().startVariance());
    errors.add(Double.NaN);
    return new Fit<>(fit.model(), names, values, errors, fit.logLikelihood());
  }

  /**
   * A model of one series from its remembered parameters, named as {@link #series} names them.
   *
   * @param logs what filtered historical simulation takes its shocks from; of others not used
   */
  public static PathModel rebuilt(
      ModelKind kind, ToDoubleFunction<String> p, double[] logs, double barsPerYear) {
    return switch (kind) {
      case GBM -> new Gbm(p.applyAsDouble("drift"), p.applyAsDouble("volatility"), barsPerYear);
      case MERTON ->
          new Merton(
              p.applyAsDouble("drift"),
              p.applyAsDouble("volatility"),
              p.applyAsDouble("intensity"),
              p.applyAsDouble("jump-mean"),
              p.applyAsDouble("jump-deviation"),
              barsPerYear);
      case HESTON ->
          new Heston(
              p.applyAsDouble("drift"),
              p.applyAsDouble("start-variance"),
              p.applyAsDouble("reversion"),
              p.applyAsDouble("long-variance"),
              p.applyAsDouble("vol-of-vol"),
              p.applyAsDouble("correlation"),
              barsPerYear);
      case GARCH, FHS -> garch(kind, p, logs);
      case REGIMES -> regimes(p);
      case BOOTSTRAP, CIRCULAR, COPULA, CORRELATED ->
          throw new IllegalArgumentException(
              "'%s' is not rebuilt from remembered parameters; run it without a calibration"
                  .formatted(kind.word()));
    };
  }

  private static PathModel garch(ModelKind kind, ToDoubleFunction<String> p, double[] logs) {
    Garch plain =
        new Garch(
            p.applyAsDouble("mean"),
            p.applyAsDouble("omega"),
            p.applyAsDouble("alpha"),
            p.applyAsDouble("beta"),
            p.applyAsDouble("start-variance"),
            List.of());
    return kind == ModelKind.GARCH ? plain : plain.filtering(logs);
  }

  private static PathModel regimes(ToDoubleFunction<String> p) {
    double calm = p.applyAsDouble("stay-calm");
    double wild = p.applyAsDouble("stay-wild");
    double often = (1 - wild) / (2 - calm - wild);
    return new Regimes(
        List.of(p.applyAsDouble("mean-calm"), p.applyAsDouble("mean-wild")),
        List.of(p.applyAsDouble("sd-calm"), p.applyAsDouble("sd-wild")),
        List.of(calm, 1 - calm, 1 - wild, wild),
        List.of(often, 1 - often));
  }

  private static PathModel joint(RowReturns returns, double degrees) {
    int n = returns.instruments();
    double[] logs = logs(returns);
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      means.add(Sample.of(column(logs, i, n), 20).mean());
    }
    Covariance covariance = Shrinkage.of(returns.rows(), n, logs, true).covariance();
    return new CorrelatedPanel(means, covariance, degrees);
  }

  private static double[] logs(RowReturns returns) {
    int n = returns.instruments();
    double[] logs = new double[returns.rows() * n];
    Arrays.setAll(logs, k -> StrictMath.log1p(returns.at(k / n, k % n)));
    return logs;
  }

  private static double[] column(double[] values, int i, int n) {
    double[] column = new double[values.length / n];
    Arrays.setAll(column, t -> values[t * n + i]);
    return column;
  }

  /**
   * Degrees of freedom by the method of moments: {@code 4 + 6 / k}, k the mean excess kurtosis of
   * the instruments' log returns; within 4.2 .. 200.
   */
  static double degrees(RowReturns returns) {
    int n = returns.instruments();
    double[] logs = logs(returns);
    double excess = 0;
    for (int i = 0; i < n; i++) {
      double[] x = column(logs, i, n);
      Sample sample = Sample.of(x, 20);
      double fourth = 0;
      for (double value : x) {
        double d = value - sample.mean();
        fourth += d * d * d * d / x.length;
      }
      excess += (fourth / (sample.variance() * sample.variance()) - 3) / n;
    }
    return excess <= 0 ? 200 : Math.max(4.2, Math.min(200, 4 + 6 / excess));
  }
}
