package finagent.jobs;

import finagent.jobs.risk.Portfolio;
import finagent.planner.DidYouMean;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.tables.Rows;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A book and the bars it is looked at with.
 *
 * @param asOf epoch day of the last bar that may be looked at
 * @param versions of the market tables; those not named are read as they are now
 */
record HeldBook(Portfolio portfolio, String dataSet, long asOf, SortedMap<String, Long> versions) {
  /** Epoch day before every bar. */
  static final long FIRST = LocalDate.of(1800, 1, 1).toEpochDay();

  /** The book a strategy of a run held last, with the bars the run saw. */
  static HeldBook of(Warehouse warehouse, Run run, @Nullable String wanted) {
    String strategy = strategy(run, wanted);
    Results.Book book =
        new Results(warehouse)
            .read(Objects.requireNonNull(run.books().get(strategy)))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Run %s (%s) has no committed result of '%s'"
                            .formatted(run.id(), run.state(), strategy)));
    Rows equity = book.equity();
    if (equity.size() == 0 || equity.doubles("gross")[equity.size() - 1] == 0) {
      throw new IllegalArgumentException(
          "'%s' of run %s holds nothing at its end: there is no risk to measure"
              .formatted(strategy, run.id()));
    }
    String dataSet = dataSet(run, strategy);
    return new HeldBook(
        new Portfolio(Portfolio.Unit.QUANTITY, last(book, run, strategy), List.of()),
        dataSet,
        equity.ints("session")[equity.size() - 1],
        run.versions());
  }

  /** Name of the data set a strategy of a run read. */
  static String dataSet(Run run, String strategy) {
    try (Strategies strategies = Strategies.parse(run.spec())) {
      return strategies.specs().stream()
          .filter(spec -> spec.name().equals(strategy))
          .map(spec -> spec.value("data.set"))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "Run %s does not say what '%s' read".formatted(run.id(), strategy)));
    }
  }

  /** The strategy wanted, or the only one. */
  static String strategy(Run run, @Nullable String wanted) {
    if (wanted == null && run.books().size() == 1) {
      return run.books().firstKey();
    }
    if (wanted == null || !run.books().containsKey(wanted)) {
      throw new IllegalArgumentException(
          "%s; run %s has %s.%s"
              .formatted(
                  wanted == null
                      ? "Which strategy? Say --strategy"
                      : "No strategy '" + wanted + "'",
                  run.id(),
                  String.join(", ", run.books().keySet()),
                  wanted == null ? "" : DidYouMean.of(wanted, run.books().keySet())));
    }
    return wanted;
  }

  private static SortedMap<String, Double> last(Results.Book book, Run run, String strategy) {
    Rows rows = book.positions();
    int newest = Integer.MIN_VALUE;
    for (int r = 0; r < rows.size(); r++) {
      newest = Math.max(newest, rows.ints("session")[r]);
    }
    SortedMap<String, Double> held = new TreeMap<>();
    for (int r = 0; r < rows.size(); r++) {
      if (rows.ints("session")[r] == newest) {
        held.put(rows.text("instrument_id", r), rows.doubles("quantity")[r]);
      }
    }
    if (held.isEmpty()) {
      throw new IllegalArgumentException(
          "Run %s kept no positions of '%s'; run it with positions kept, or give a portfolio file"
              .formatted(run.id(), strategy));
    }
    return held;
  }

  /** A book from a file, as of a day, with the newest bars. */
  static HeldBook of(Portfolio portfolio, String dataSet, LocalDate asOf) {
    return new HeldBook(portfolio, dataSet, asOf.toEpochDay(), Collections.emptySortedMap());
  }

  /** The bars of its instruments, all there are up to its day. */
  Panel panel(Warehouse warehouse) {
    DeltaMarket market = DeltaMarket.at(warehouse, versions);
    List<String> held = portfolio.held();
    Slice slice = new Slice(dataSet, market.barsVersion(dataSet), held, "", "", FIRST, asOf);
    Panel panel = market.read(slice);
    for (String id : held) {
      if (panel.instruments().indexOf(id) < 0) {
        throw new IllegalArgumentException(
            "'%s' of the portfolio has no bar in data set '%s' up to %s; leave it out"
                .formatted(id, dataSet, LocalDate.ofEpochDay(asOf)));
      }
    }
    return panel;
  }
}
