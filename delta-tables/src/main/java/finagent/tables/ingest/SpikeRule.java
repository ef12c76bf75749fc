package finagent.tables.ingest;

/**
 * Finds shifted decimal points in a series of closes, each from the past alone: a close is a spike
 * if {@code |ln(close / last good close) - k ln 10| <= 0.1} for k = -2, -1, 1 or 2, unless the last
 * good close is more than ten days old (what a gap hides, a reverse split say, is not known). If
 * the next bar stays within 35 % of a spike, the level is real and good from that bar on.
 */
final class SpikeRule {
  private static final double TOLERANCE = 0.1;
  private static final double STAYS = 0.3;

  /** How long a good close is compared with, calendar days. */
  static final int DAYS = 10;

  private static final double ORDINARY_LEAST = 0.2;
  private static final double ORDINARY_MOST = 5;
  private static final double LN_10 = StrictMath.log(10);

  private double reference = Double.NaN;
  private int referenceSession;
  private double level = Double.NaN;

  /** Before another series. */
  void restart() {
    reference = Double.NaN;
    level = Double.NaN;
  }

  /**
   * From the next close on there are more, or fewer, shares: what came before is compared in new
   * shares.
   *
   * @param ratio new shares per old share
   */
  void split(double ratio) {
    reference /= ratio;
    level /= ratio;
  }

  /** Takes a close that was judged before. */
  void known(int session, double close, boolean spike) {
    if (spike) {
      level = close;
    } else {
      trust(session, close);
    }
  }

  /**
   * Whether the next close of the series is a spike.
   *
   * @param trusted false for a bar that is quarantined: it becomes no reference
   */
  boolean isSpike(int session, double close, boolean trusted) {
    boolean known = !Double.isNaN(reference) && session - referenceSession <= DAYS;
    boolean stays = !Double.isNaN(level) && Math.abs(StrictMath.log(close / level)) <= STAYS;
    if (known && !stays && isShifted(close / reference)) {
      level = close;
      return true;
    }
    if (trusted) {
      trust(session, close);
    }
    return false;
  }

  private void trust(int session, double close) {
    reference = close;
    referenceSession = session;
    level = Double.NaN;
  }

  private static boolean isShifted(double ratio) {
    if (ratio > ORDINARY_LEAST && ratio < ORDINARY_MOST) {
      return false; // nowhere near a power of ten, and the logarithm is dear
    }
    double size = Math.abs(StrictMath.log(ratio));
    return Math.abs(size - LN_10) <= TOLERANCE || Math.abs(size - 2 * LN_10) <= TOLERANCE;
  }
}
