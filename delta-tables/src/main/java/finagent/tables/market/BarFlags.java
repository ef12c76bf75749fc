package finagent.tables.market;

/**
 * What is odd about a bar, decided when it is imported and from the past alone; a bit set in {@code
 * bars_daily.flags}. By default a spiked bar is read as missing, and a bar without volume gives a
 * price to signals but fills nothing.
 */
public final class BarFlags {
  /** Nothing traded: volume is 0. */
  public static final int ZERO_VOLUME = 1;

  /** The close is ten or a hundred times off the last good one: a shifted decimal point. */
  public static final int SPIKE = 2;

  /** The high is below the open or the close. */
  public static final int HIGH_BELOW = 4;

  /** The session is none of the data set's calendar. */
  public static final int OFF_CALENDAR = 8;

  private BarFlags() {}

  /** Whether a bar with these flags is read as missing. */
  public static boolean isMissing(int flags) {
    return (flags & SPIKE) != 0;
  }
}
