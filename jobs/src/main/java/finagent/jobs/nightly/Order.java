package finagent.jobs.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * One order.
 *
 * @param quantity shares, positive
 * @param price reference price: the close of the session
 * @param reason open, close, increase, reduce or reverse
 */
public record Order(String symbol, Side side, long quantity, double price, String reason) {
  /** Which way. */
  public enum Side {
    BUY,
    SELL
  }

  /**
   * What takes a book from what it holds to what it wants, by symbol.
   *
   * @param held shares
   * @param wanted shares
   * @param price of every symbol in either
   */
  public static List<Order> between(
      SortedMap<String, Long> held,
      SortedMap<String, Long> wanted,
      SortedMap<String, Double> price) {
    TreeSet<String> symbols = new TreeSet<>(held.keySet());
    symbols.addAll(wanted.keySet());
    List<Order> orders = new ArrayList<>();
    for (String symbol : symbols) {
      long from = held.getOrDefault(symbol, 0L);
      long to = wanted.getOrDefault(symbol, 0L);
      if (from != to) {
        orders.add(
            new Order(
                symbol,
                to > from ? Side.BUY : Side.SELL,
                Math.abs(to - from),
                price.getOrDefault(symbol, Double.NaN),
                reason(from, to)));
      }
    }
    return orders;
  }

  private static String reason(long from, long to) {
    if (from == 0) {
      return "open";
    }
    if (to == 0) {
      return "close";
    }
    if (Long.signum(from) != Long.signum(to)) {
      return "reverse";
    }
    return Math.abs(to) > Math.abs(from) ? "increase" : "reduce";
  }

  /** Writes a file of orders; readers see the old one or the whole new one. */
  public static void write(List<Order> orders, Path file) {
    StringBuilder csv = new StringBuilder("symbol,side,quantity,reference_price,reason\n");
    for (Order order : orders) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%d,%s,%s\n",
              order.symbol,
              order.side,
              order.quantity,
              order.price,
              order.reason));
    }
    put(file, csv.toString());
  }

  /** Writes a file at once. */
  public static void put(Path file, String text) {
    try {
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, ".night", ".part");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
