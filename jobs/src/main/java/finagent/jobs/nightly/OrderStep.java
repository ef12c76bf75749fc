package finagent.jobs.nightly;

import finagent.tables.Warehouse;
import finagent.tables.night.NightId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * From the strategies' weights to the book's, and the orders that lead there from last night's
 * book. A symbol without a bar in the session has no order: what is held of it stays, at its last
 * close.
 *
 * @param before the last night that was done
 * @param shares of the book, by strategy
 * @param file the orders go to
 */
public record OrderStep(
    Warehouse warehouse,
    Pipeline pipeline,
    NightId night,
    Optional<Past.One> before,
    SortedMap<String, Double> shares,
    Path file,
    Alerts alerts)
    implements Step {
  /** Name of the step. */
  public static final String NAME = "orders";

  /** Days without a bar after which it is an alert. */
  private static final int PATIENT_DAYS = 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done) {
    String commit = done.getOrDefault("strategies", empty()).getOrDefault("commit", "");
    SortedMap<String, Double> weights = new TreeMap<>();
    TargetRows.weights(warehouse, night, commit)
        .forEach(
            (strategy, own) ->
                own.forEach(
                    (symbol, weight) ->
                        weights.merge(
                            symbol, weight * shares.getOrDefault(strategy, 0.0), Double::sum)));
    PaperBook held = before.map(this::book).orElse(PaperBook.of(pipeline.capital()));
    TreeSet<String> symbols = new TreeSet<>(weights.keySet());
    symbols.addAll(held.shares().keySet());
    LocalDate since = before.map(one -> one.night().session()).orElse(night.session());
    Closes then = Closes.of(warehouse, pipeline.dataSet(), symbols, since, since);
    Closes now = Closes.of(warehouse, pipeline.dataSet(), symbols, since, night.session());
    double was = before.map(one -> number(one.facts(NAME), "value")).orElse(pipeline.capital());
    PaperBook holds = held.after(now, then.last());
    PaperBook wants = holds.towards(weights, now.last(), now.stale().keySet());
    List<Order> orders = Order.between(holds.shares(), wants.shares(), now.last());
    Order.write(orders, file);
    SortedMap<String, String> facts = facts(weights, holds, wants, now, orders, was);
    TreeSet<String> gone = new TreeSet<>(held.shares().keySet());
    gone.retainAll(now.delisted().keySet());
    facts.put("delisted", String.join(", ", gone));
    facts.put("stale", String.join(", ", stale(weights, holds, now)));
    return facts;
  }

  /** Symbols held or wanted that have no bar in the session, with the day of their last close. */
  private List<String> stale(SortedMap<String, Double> weights, PaperBook holds, Closes now) {
    SortedMap<String, LocalDate> stale = new TreeMap<>(now.stale());
    stale.keySet().removeIf(s -> !holds.shares().containsKey(s) && !weights.containsKey(s));
    LocalDate patient = night.session().minusDays(PATIENT_DAYS);
    List<String> old = words(stale.entrySet().stream().filter(e -> e.getValue().isBefore(patient)));
    if (!old.isEmpty()) {
      alerts.raise(
          night,
          "stale",
          "WARN",
          String.format(
              Locale.ROOT,
              "no bar for over %d days: %s; what is held of them stays, valued at that close, and"
                  + " they are not traded. If one was delisted, import that: finagent ingest FILE"
                  + " --kind actions --name %s",
              PATIENT_DAYS,
              String.join(", ", old),
              pipeline.dataSet()));
    }
    return words(stale.entrySet().stream());
  }

  private static List<String> words(Stream<Map.Entry<String, LocalDate>> lines) {
    return lines.map(line -> "%s since %s".formatted(line.getKey(), line.getValue())).toList();
  }

  private PaperBook book(Past.One one) {
    SortedMap<String, String> facts = one.facts(NAME);
    return new PaperBook(
        TargetRows.shares(warehouse, one.night(), facts.getOrDefault("commit", "")),
        number(facts, "cash"));
  }

  private SortedMap<String, String> facts(
      SortedMap<String, Double> weights,
      PaperBook holds,
      PaperBook wants,
      Closes now,
      List<Order> orders,
      double was) {
    double value = holds.value(now.last());
    SortedMap<String, String> reasons = new TreeMap<>();
    orders.forEach(order -> reasons.put(order.symbol(), order.reason()));
    TargetRows rows = new TargetRows(night);
    double gross = 0;
    double net = 0;
    double rounded = 0;
    TreeSet<String> lines = new TreeSet<>(weights.keySet());
    lines.addAll(reasons.keySet());
    lines.addAll(wants.shares().keySet());
    for (String symbol : lines) {
      double weight = weights.getOrDefault(symbol, 0.0);
      long quantity = wants.shares().getOrDefault(symbol, 0L);
      double price = now.last().getOrDefault(symbol, Double.NaN);
      rows.line(symbol, weight, quantity, price, reasons.getOrDefault(symbol, ""));
      gross += Math.abs(quantity * price);
      net += quantity * price;
      if (!now.stale().containsKey(symbol)) {
        rounded += Math.abs(weight * value - quantity * price);
      }
    }
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("commit", rows.write(warehouse));
    facts.put("file", file.toString());
    facts.put("orders", Integer.toString(orders.size()));
    facts.put("lines", Integer.toString(wants.shares().size()));
    facts.put("cash", Double.toString(wants.cash()));
    facts.put("value", Double.toString(value));
    facts.put("profit", Double.toString(value - was));
    facts.put("gross", Double.toString(gross));
    facts.put("net", Double.toString(net));
    facts.put("rounded", Double.toString(rounded));
    return facts;
  }

  private static double number(SortedMap<String, String> facts, String name) {
    return Double.parseDouble(facts.getOrDefault(name, "NaN"));
  }

  private static SortedMap<String, String> empty() {
    return Collections.emptySortedMap();
  }
}
