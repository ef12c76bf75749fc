package finagent.sandbox.montecarlo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where the synthetic markets of a simulation come from. */
public enum ModelKind {
  /** Whole historical sessions, drawn in blocks of random length (stationary bootstrap). */
  BOOTSTRAP,
  /** Whole historical sessions, drawn in blocks of one length (circular bootstrap). */
  CIRCULAR,
  /** Jointly lognormal, correlations shrunk (Ledoit-Wolf). */
  GBM,
  /** A market with jumps, instruments by their betas. */
  MERTON,
  /** A market with stochastic volatility, instruments by their betas. */
  HESTON,
  /** A market with GARCH volatility and normal shocks, instruments by their betas. */
  GARCH,
  /** A market with GARCH volatility and historical shocks, instruments by their betas. */
  FHS,
  /** A market that switches between a calm and a wild regime, instruments by their betas. */
  REGIMES,
  /** A t copula over the instruments' own historical distributions. */
  COPULA,
  /** Jointly Student t, correlations shrunk. */
  CORRELATED;

  /** As people write it: {@code fhs}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them, as people write them. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ModelKind::word).toList();
  }

  /** Whether it is a model of one series, which a panel follows by its betas. */
  public boolean isOfMarket() {
    return switch (this) {
      case MERTON, HESTON, GARCH, FHS, REGIMES -> true;
      case BOOTSTRAP, CIRCULAR, GBM, COPULA, CORRELATED -> false;
    };
  }

  /** Whether its sessions are drawn from the history, and nothing is fitted. */
  public boolean isOfRows() {
    return this == BOOTSTRAP || this == CIRCULAR;
  }

  /** Whether it can be fitted to one series. */
  public boolean isOfSeries() {
    return isOfMarket() || this == GBM;
  }
}
