package finagent.jobs.montecarlo;

import finagent.sandbox.montecarlo.Outcome;
import java.util.Locale;

/** The numbers kept of every path, each from the first session measured on. */
public enum Score {
  TOTAL_RETURN,
  /** Compound annual growth rate. */
  CAGR,
  /** Annualised standard deviation of returns. */
  VOLATILITY,
  /** Annualised, over cash where its rate is known; from the first decision of the path on. */
  SHARPE,
  /** Deepest fall from a peak, e.g. -0.25. */
  MAX_DRAWDOWN,
  /** Sessions from the peak before the deepest fall until it was reached again, or to the end. */
  DRAWDOWN_SESSIONS,
  /** Share of the sessions below the running peak. */
  UNDER_WATER,
  /** Lowest equity as a share of the first. */
  LOWEST_EQUITY,
  /** 1 where the lowest equity is at or below the threshold of ruin, else 0. */
  RUIN,
  /** Value traded a year, both sides counted, over mean equity; from the first decision on. */
  TURNOVER;

  /** As it stands in tables: {@code total-return}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  double of(Outcome outcome, double ruin) {
    return switch (this) {
      case TOTAL_RETURN -> outcome.totalReturn();
      case CAGR -> outcome.growth();
      case VOLATILITY -> outcome.volatility();
      case SHARPE -> outcome.sharpe();
      case MAX_DRAWDOWN -> outcome.depth();
      case DRAWDOWN_SESSIONS -> outcome.length();
      case UNDER_WATER -> outcome.underWater();
      case LOWEST_EQUITY -> outcome.lowest();
      case RUIN -> outcome.lowest() <= ruin ? 1 : 0;
      case TURNOVER -> outcome.turnover();
    };
  }
}
