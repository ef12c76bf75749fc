package finagent.tables.montecarlo;

/**
 * One number that came out of a simulation: a row of {@code mc_results}.
 *
 * @param step sessions after the start it is taken at; 0 = of the whole path
 * @param measure what of the distribution, e.g. mean, q05, var99
 * @param simulationError standard error from the number of paths; NaN = none
 * @param estimationError standard error from the length of the history; NaN = none
 * @param count paths it rests on
 */
public record McResult(
    String strategy,
    String statistic,
    int step,
    String measure,
    double value,
    double simulationError,
    double estimationError,
    long count) {}
