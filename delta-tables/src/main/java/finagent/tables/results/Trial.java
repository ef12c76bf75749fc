package finagent.tables.results;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One evaluation of a hypothesis.
 *
 * @param key key the book has where it keeps what books keep by default: the same key again is no
 *     new trial
 * @param family hypothesis family it counts against
 * @param universe what it was tried on, see {@link Universe#text}
 * @param sharpe Sharpe ratio per observation, not annualised
 * @param kurtosis raw: 3 for a normal
 */
public record Trial(
    String key,
    String family,
    String universe,
    LocalDate from,
    LocalDate to,
    String run,
    String user,
    String project,
    Instant at,
    double sharpe,
    long observations,
    double skew,
    double kurtosis) {}
