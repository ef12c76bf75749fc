package finagent.sandbox.market;

import finagent.sandbox.random.Philox;

/**
 * Returns that instruments share: overnight and intraday, per session, of the market (factor 0) and
 * of each sector (1 ..), with their variances as known the evening before.
 */
final class SyntheticFactors {
  private static final double MARKET_VOLATILITY = 0.17;
  private static final double SECTOR_VOLATILITY = 0.08;
  private static final double PREMIUM = 0.07;
  private static final double YEAR = 252;

  private final double[][] night;
  private final double[][] day;

  /** Relative variance of factor 0 in each session: 1 on average. */
  final double[] heat;

  /** Standard deviation of the intraday part of each factor, per session. */
  private final double[][] daySpread;

  private SyntheticFactors(int factors, int sessions) {
    night = new double[factors][sessions];
    day = new double[factors][sessions];
    daySpread = new double[factors][sessions];
    heat = new double[sessions];
  }

  static SyntheticFactors of(Philox random, int sessions, boolean martingale) {
    SyntheticFactors factors = new SyntheticFactors(1 + SyntheticMarket.sectors(), sessions);
    for (int f = 0; f < factors.night.length; f++) {
      double volatility = f == 0 ? MARKET_VOLATILITY : SECTOR_VOLATILITY;
      double drift = f == 0 && !martingale ? PREMIUM / YEAR : 0;
      SyntheticClock clock =
          f == 0 ? SyntheticClock.withLeverage() : SyntheticClock.withoutLeverage();
      long address = Philox.instrument("factor-" + f);
      double perSession = volatility / Math.sqrt(YEAR);
      for (int t = 0; t < sessions; t++) {
        double spread = perSession * Math.sqrt(clock.variance());
        if (f == 0) {
          factors.heat[t] = clock.variance();
        }
        double night = SyntheticClock.night(random, t, address);
        double day = SyntheticClock.day(random, t, address);
        factors.night[f][t] = spread * night;
        factors.day[f][t] = spread * day + drift;
        factors.daySpread[f][t] = spread * SyntheticClock.DAY_SHARE;
        clock.tick(night + day);
      }
    }
    return factors;
  }

  /** Overnight return of a stock from what it shares with others. */
  double night(int t, double beta, int sector) {
    return beta * night[0][t] + night[1 + sector][t];
  }

  /** Intraday return of a stock from what it shares with others. */
  double day(int t, double beta, int sector) {
    return beta * day[0][t] + day[1 + sector][t];
  }

  /** Standard deviation of a stock's intraday return, its own part (of the session) included. */
  double daySpread(int t, double beta, int sector, double own) {
    double market = beta * daySpread[0][t];
    double group = daySpread[1 + sector][t];
    double alone = own * SyntheticClock.DAY_SHARE;
    return Math.sqrt(market * market + group * group + alone * alone);
  }
}
