package finagent.sandbox.market;

import finagent.sandbox.random.Philox;

/** One stock of a synthetic market, from its listing to its end, one session after another. */
final class SyntheticInstrument {
  private static final double YEAR = 252;

  // Draws of one session; 0 and 1 are the innovations of SyntheticClock.
  private static final int HIGH = 2;
  private static final int LOW = 3;
  private static final int VOLUME = 4;
  private static final int MISSING = 5;
  private static final int TREND = 6;
  private static final int SPREAD = 7;
  private static final int ROUND_OPEN = 8;
  private static final int ROUND_CLOSE = 9;

  // Draws made once, at session -1.
  private static final int ONCE = -1;
  private static final int BETA = 0;
  private static final int OWN = 1;
  private static final int PRICE = 2;
  private static final int SIZE = 3;
  private static final int LISTED = 4;
  private static final int DELISTED = 5;
  private static final int LOSS = 6;
  private static final int PAYDAY = 7;
  private static final int TREND_START = 8;
  private static final int SPREAD_START = 9;

  private static final double TREND_DEVIATION = 0.1 / YEAR;
  private static final double TREND_MEMORY = StrictMath.pow(0.5, 1 / 120.0);
  private static final double SPREAD_DEVIATION = 0.03;
  private static final double SPREAD_MEMORY = StrictMath.pow(0.5, 1 / 12.0);
  private static final double RARELY = 0.0005;
  private static final int QUARTER = 63;

  /** No night and no day moves a stock further than this, up or down. */
  private static final double MOST = 0.45;

  private final Philox random;
  private final int k;
  private final boolean martingale;
  private final boolean second;

  /** Whose beta, sector, trend and own returns these are: the first of the pair, or itself. */
  private final long lead;

  private final long self;
  private final double beta;
  private final double ownDeviation;
  private final int listed;
  private final int delisted;
  private final int payday;
  private final SyntheticClock clock = SyntheticClock.withoutLeverage();

  private double price;
  private double shares;
  private double activity;
  private double trend;
  private double spread;

  SyntheticInstrument(Philox random, int k, boolean martingale) {
    this.random = random;
    this.k = k;
    this.martingale = martingale;
    second = !martingale && k % 10 == 5;
    lead = Philox.instrument(SyntheticMarket.id(second ? k - 1 : k));
    self = Philox.instrument(SyntheticMarket.id(k));
    beta = clip(StrictMath.exp(0.33 * once(lead, BETA)), 0.3, 2.2);
    double own = clip(0.23 * StrictMath.exp(0.33 * once(lead, OWN)), 0.1, 0.6);
    ownDeviation = own / Math.sqrt(YEAR);
    price = rounded(clip(50 * StrictMath.exp(0.6 * once(self, PRICE)), 8, 280));
    shares = StrictMath.rint(StrictMath.exp(23.4 + once(self, SIZE)) / price);
    listed = k % 20 == 7 ? 20 + random.below(736, 0, ONCE, self, LISTED) : 0;
    delisted = k % 15 == 11 ? 800 + random.below(1600, 0, ONCE, self, DELISTED) : Integer.MAX_VALUE;
    payday = random.below(QUARTER, 0, ONCE, self, PAYDAY);
    trend = martingale ? 0 : TREND_DEVIATION * once(lead, TREND_START);
    spread = second ? SPREAD_DEVIATION * once(self, SPREAD_START) : 0;
  }

  String id() {
    return SyntheticMarket.id(k);
  }

  int sector() {
    return (second ? k - 1 : k) % SyntheticMarket.sectors();
  }

  void run(SyntheticFactors factors, SyntheticBars bars) {
    int end = Math.min(delisted, bars.sessions());
    for (int t = listed; t < end; t++) {
      session(t, factors, bars);
    }
    if (delisted < bars.sessions()) {
      boolean bankrupt = random.uniform(0, ONCE, self, LOSS) < 0.5;
      double loss = bankrupt && !martingale ? -0.3 : 0;
      bars.act(delisted, k, Actions.Kind.DELISTING, loss);
      bars.weigh(delisted, price * shares, loss);
    }
  }

  private void session(int t, SyntheticFactors factors, SyntheticBars bars) {
    double worth = price * shares;
    boolean acted = t > listed && !martingale && act(t, bars);
    double reference = price;
    double deviation = ownDeviation * Math.sqrt(0.5 * factors.heat[t] + 0.5 * clock.variance());
    double night = SyntheticClock.night(random, t, lead);
    double day = SyntheticClock.day(random, t, lead);
    double overnight = clip(factors.night(t, beta, sector()) + deviation * night, -MOST, MOST);
    double intraday = clip(factors.day(t, beta, sector()) + deviation * day + trend, -MOST, MOST);
    clock.tick(night + day);
    double open = traded(reference * (1 + overnight), t, ROUND_OPEN);
    price = traded(open * (1 + intraday) * reversion(t), t, ROUND_CLOSE);
    if (t > listed) {
      bars.weigh(t, worth, price / reference - 1);
    }
    double range = factors.daySpread(t, beta, sector(), deviation);
    boolean missing = t > listed && !acted && random.uniform(0, t, self, MISSING) < RARELY;
    double volume = volume(t, price / reference - 1, range);
    if (!missing) {
      publish(t, open, range, volume, bars);
    }
    follow(t);
  }

  /** Splits and dividends before the open; the price is then what the next return starts from. */
  private boolean act(int t, SyntheticBars bars) {
    double ratio = price > 300 ? 2 : price < 2 ? 0.1 : 1;
    if (ratio != 1) {
      bars.act(t, k, Actions.Kind.SPLIT, ratio);
      price /= ratio;
      shares *= ratio;
    }
    boolean pays = k % 5 < 3 && t % QUARTER == payday;
    double dividend = pays ? StrictMath.rint(0.5 * price) / 100 : 0;
    if (dividend > 0) {
      bars.act(t, k, Actions.Kind.DIVIDEND, dividend);
      price -= dividend;
    }
    return ratio != 1 || dividend > 0;
  }

  /** What the second of a pair gains on the first in a session, as a factor. */
  private double reversion(int t) {
    if (!second) {
      return 1;
    }
    double before = spread;
    spread = next(spread, SPREAD_MEMORY, SPREAD_DEVIATION, random.normal(0, t, self, SPREAD));
    return StrictMath.exp(spread - before);
  }

  private void follow(int t) {
    if (!martingale) {
      trend = next(trend, TREND_MEMORY, TREND_DEVIATION, random.normal(0, t, lead, TREND));
    }
  }

  private static double next(double level, double memory, double deviation, double z) {
    return memory * level + deviation * Math.sqrt(1 - memory * memory) * z;
  }

  /** Shares: about 0.6 % of all a session, more when prices move. */
  private double volume(int t, double change, double range) {
    activity = next(activity, 0.85, 0.4, random.normal(0, t, self, VOLUME));
    double surprise = Math.min(6, Math.abs(change) / range);
    double part = 0.006 * StrictMath.exp(activity + 0.22 * (surprise - 1));
    return Math.max(100, StrictMath.rint(shares * part));
  }

  /** Extremes of a Brownian bridge from open to close (Karatzas and Shreve 1991). */
  private void publish(int t, double open, double range, double volume, SyntheticBars bars) {
    double change = price / open - 1;
    double up = -2 * StrictMath.log(random.uniform(0, t, self, HIGH)) * range * range;
    double down = -2 * StrictMath.log(random.uniform(0, t, self, LOW)) * range * range;
    double above = (change + Math.sqrt(change * change + up)) / 2;
    double below = (change - Math.sqrt(change * change + down)) / 2;
    double first = rounded(open);
    double last = rounded(price);
    double high = Math.max(rounded(open * (1 + above)), Math.max(first, last));
    double low = Math.min(rounded(open * (1 + Math.max(-0.9, below))), Math.min(first, last));
    bars.bar(t, k, first, high, low, last, volume);
  }

  /** A martingale trades at rounded prices and goes on from them; else rounding is cosmetic. */
  private double traded(double value, int t, int draw) {
    if (!martingale || value < 1e-4) {
      return value;
    }
    double perUnit = value < 1 ? 10_000 : 100;
    double ticks = value * perUnit;
    double whole = Math.floor(ticks);
    boolean up = random.uniform(0, t, self, draw) < ticks - whole;
    return (up ? whole + 1 : whole) / perUnit;
  }

  private static double rounded(double value) {
    double perUnit = value < 1 ? 10_000 : 100;
    double rounded = StrictMath.rint(value * perUnit) / perUnit;
    return rounded > 0 ? rounded : value;
  }

  private double once(long address, int draw) {
    return random.normal(0, ONCE, address, draw);
  }

  private static double clip(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
