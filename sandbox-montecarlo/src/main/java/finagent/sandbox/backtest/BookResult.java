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
 * @param before what its journal goes on from
 */
public record BookResult(
    String key,
    String name,
    TimeAxis time,
    InstrumentAxis instruments,
    Journal journal,
    List<Metric> metrics,
    Before before)
    implements Serializable {
  public BookResult {
    metrics = metrics.stream().sorted().toList();
  }

  /** A book from its beginning. */
  public BookResult(
      String key,
      String name,
      TimeAxis time,
      InstrumentAxis instruments,
      Journal journal,
      List<Metric> metrics) {
    this(key, name, time, instruments, journal, metrics, Before.NOTHING);
  }

  /**
   * The rows a journal goes on from, which stand under another key.
   *
   * @param key that one; empty = there are none
   * @param trades how many rows of trades there are
   */
  public record Before(String key, int trades) implements Serializable {
    /** The beginning. */
    public static final Before NOTHING = new Before("", 0);
  }
}
