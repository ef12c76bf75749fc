package finagent.jobs.nightly;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The book of a pipeline on paper: whole shares and cash, where every order is filled at its
 * reference price without costs. What the strategies earn after costs is in their runs.
 *
 * @param shares by symbol, without zeros
 * @param cash account currency
 */
public record PaperBook(SortedMap<String, Long> shares, double cash) {
  public PaperBook {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
  }

  /** A book that holds nothing yet. */
  public static PaperBook of(double capital) {
    return new PaperBook(Collections.emptySortedMap(), capital);
  }

  /**
   * After splits and dividends that take effect before a session.
   *
   * @param ratios new shares per old share; broken shares are paid out at the old price over ratio
   * @param dividends cash per share
   * @param before closes before
   */
  public PaperBook after(
      Map<String, Double> ratios, Map<String, Double> dividends, Map<String, Double> before) {
    SortedMap<String, Long> now = new TreeMap<>();
    double money = cash;
    for (Map.Entry<String, Long> line : shares.entrySet()) {
      double ratio = ratios.getOrDefault(line.getKey(), 1.0);
      double exact = line.getValue() * ratio;
      long whole = (long) exact;
      money += (exact - whole) * before.getOrDefault(line.getKey(), 0.0) / ratio;
      money += line.getValue() * dividends.getOrDefault(line.getKey(), 0.0);
      if (whole != 0) {
        now.put(line.getKey(), whole);
      }
    }
    return new PaperBook(now, money);
  }

  /** Value at some prices. */
  public double value(Map<String, Double> prices) {
    double value = cash;
    for (Map.Entry<String, Long> line : shares.entrySet()) {
      value += line.getValue() * price(prices, line.getKey());
    }
    return value;
  }

  /** The same value in other shares: what weights say, in whole shares towards zero. */
  public PaperBook towards(Map<String, Double> weights, Map<String, Double> prices) {
    double value = value(prices);
    SortedMap<String, Long> wanted = new TreeMap<>();
    double money = value;
    for (Map.Entry<String, Double> weight : new TreeMap<>(weights).entrySet()) {
      double price = price(prices, weight.getKey());
      long quantity = (long) (weight.getValue() * value / price);
      if (quantity != 0) {
        wanted.put(weight.getKey(), quantity);
        money -= quantity * price;
      }
    }
    return new PaperBook(wanted, money);
  }

  private static double price(Map<String, Double> prices, String symbol) {
    Double price = prices.get(symbol);
    if (price == null || !(price > 0)) {
      throw new IllegalArgumentException(
          "There is no price of '%s' to value the book at; is it in the data set of the pipeline?"
              .formatted(symbol));
    }
    return price;
  }
}
