package finagent.jobs.nightly;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
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
   * After what happened to its shares up to a session: splits, with broken shares paid out at the
   * old price over the ratio; dividends; and delistings, which leave cash.
   *
   * @param before closes before
   */
  public PaperBook after(Closes now, Map<String, Double> before) {
    SortedMap<String, Long> left = new TreeMap<>();
    double money = cash;
    for (Map.Entry<String, Long> line : shares.entrySet()) {
      String symbol = line.getKey();
      double ratio = now.splits().getOrDefault(symbol, 1.0);
      double exact = line.getValue() * ratio;
      long whole = (long) exact;
      money += (exact - whole) * before.getOrDefault(symbol, 0.0) / ratio;
      money += line.getValue() * now.dividends().getOrDefault(symbol, 0.0);
      if (now.delisted().containsKey(symbol)) {
        money += whole * now.delisted().getOrDefault(symbol, 0.0);
      } else if (whole != 0) {
        left.put(symbol, whole);
      }
    }
    return new PaperBook(left, money);
  }

  /** Value at some prices. */
  public double value(Map<String, Double> prices) {
    double value = cash;
    for (Map.Entry<String, Long> line : shares.entrySet()) {
      value += line.getValue() * price(prices, line.getKey());
    }
    return value;
  }

  /**
   * The same value in other shares: what weights say, in whole shares towards zero.
   *
   * @param still symbols that cannot be traded: what is held of them stays
   */
  public PaperBook towards(
      Map<String, Double> weights, Map<String, Double> prices, Set<String> still) {
    double value = value(prices);
    SortedMap<String, Long> wanted = new TreeMap<>(shares);
    wanted.keySet().retainAll(still);
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      if (!still.contains(weight.getKey())) {
        double price = price(prices, weight.getKey());
        wanted.put(weight.getKey(), (long) (weight.getValue() * value / price));
      }
    }
    wanted.values().removeIf(quantity -> quantity == 0);
    double money = value;
    for (Map.Entry<String, Long> line : wanted.entrySet()) {
      money -= line.getValue() * price(prices, line.getKey());
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
