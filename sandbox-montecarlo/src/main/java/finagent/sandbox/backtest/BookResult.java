package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import java.io.Serializable;
import java.util.List;

/**
 * What one book did and how it fared.
 *
 * @param key content address of the work
 * @param name the strategy's name, for people
 * @param metrics sorted; no two with the same scope, item and name
 */
public record BookResult(
    String key,
    String name,
    TimeAxis time,
    InstrumentAxis instruments,
    Journal journal,
    List<Metric> metrics)
    implements Serializable {
  public BookResult {
    metrics = metrics.stream().sorted().toList();
  }
}
