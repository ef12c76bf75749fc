package finagent.jobs.risk;

/**
 * How a method's value at risk of one session would have done with today's book.
 *
 * @param sessions forecast, each from the window before it alone
 * @param exceedances losses above the forecast
 * @param expected how many there should have been
 * @param kupiec likelihood ratio of too many or too few (Kupiec 1995), chi-square 1
 * @param independence likelihood ratio of clusters (Christoffersen 1998), chi-square 1
 * @param coverage both at once, chi-square 2
 * @param shortfall the second statistic of Acerbi and Szekely (2014): 0 expected, negative where
 *     losses are worse than the expected shortfalls said; its probability from simulations; NaN
 *     where a forecast was not above 0
 * @param shortfallError standard error of that probability from the number of simulations
 * @param zone of the Basel traffic light over the last {@code zoneSessions}
 */
public record Tested(
    String method,
    int sessions,
    int exceedances,
    double expected,
    Ratio kupiec,
    Ratio independence,
    Ratio coverage,
    Ratio shortfall,
    double shortfallError,
    String zone,
    int zoneSessions,
    int zoneExceedances) {
  /** A statistic and the probability of one as large, were the forecasts right. */
  public record Ratio(double statistic, double probability) {}
}
