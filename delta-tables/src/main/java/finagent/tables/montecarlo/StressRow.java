package finagent.tables.montecarlo;

/**
 * What one strategy did in the sessions of one scenario: a row of {@code stress}.
 *
 * @param key content address of the strategy's work
 * @param world {@link #STRESSED} or {@link #BASELINE}
 * @param fromDay epoch day of the first session of the scenario
 * @param toDay epoch day of its last session
 * @param totalReturn from the close before the scenario; NaN = the book was not open
 * @param commission and the other costs in account currency
 * @param turnover value traded, both sides, over mean equity; not annualised
 * @param digest of the whole account, bit for bit
 */
public record StressRow(
    String key,
    String strategy,
    String scenario,
    String world,
    int fromDay,
    int toDay,
    double totalReturn,
    double drawdown,
    double commission,
    double spread,
    double impact,
    double borrow,
    double turnover,
    int fills,
    String digest) {
  /** In the scenario. */
  public static final String STRESSED = "stressed";

  /** In the market as it was. */
  public static final String BASELINE = "baseline";
}
