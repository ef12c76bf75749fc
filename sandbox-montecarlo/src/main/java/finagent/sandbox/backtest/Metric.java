package finagent.sandbox.backtest;

import java.io.Serializable;

/**
 * One number about a book.
 *
 * @param scope portfolio, instrument, sector, source, factor, cost, control or trial
 * @param item instrument id, sector, source, cost or control the number belongs to; empty for the
 *     portfolio
 * @param name e.g. sharpe
 * @param error standard error of an estimate; NaN where there is none
 */
public record Metric(String scope, String item, String name, double value, double error)
    implements Serializable, Comparable<Metric> {
  @Override
  public int compareTo(Metric other) {
    int order = scope.compareTo(other.scope);
    order = order != 0 ? order : item.compareTo(other.item);
    return order != 0 ? order : name.compareTo(other.name);
  }
}
