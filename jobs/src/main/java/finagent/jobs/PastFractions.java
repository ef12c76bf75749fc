package finagent.jobs;

import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.montecarlo.Reshuffle;
import finagent.sandbox.stats.Episodes;
import finagent.sandbox.stats.Trades.Episode;
import finagent.tables.Rows;
import finagent.tables.Warehouse;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** What a strategy of a run made of its equity, session by session or trade by trade. */
record PastFractions(Rows equity, Rows fills) {
  static PastFractions of(Warehouse warehouse, Run run, String strategy) {
    Results.Book book = whole(warehouse, run, strategy);
    return new PastFractions(book.equity(), book.trades());
  }

  /** The book of a strategy of a run, with all it goes on from. */
  static Results.Book whole(Warehouse warehouse, Run run, String strategy) {
    return new Results(warehouse)
        .whole(Objects.requireNonNull(run.books().get(strategy)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Run %s (%s) has no committed result of '%s'"
                        .formatted(run.id(), run.state(), strategy)));
  }

  /** Returns of its sessions, from the first in which it held something. */
  double[] returns() {
    double[] value = equity.doubles("equity");
    double[] gross = equity.doubles("gross");
    int n = equity.size();
    int first = 0;
    while (first < n && gross[first] == 0) {
      first++;
    }
    int from = Math.max(1, first);
    double[] returns = new double[Math.max(0, n - from)];
    Arrays.setAll(returns, k -> value[from + k] / value[from + k - 1] - 1);
    return returns;
  }

  /** Profits of its trades from flat to flat, in the order they ended, over the equity before. */
  double[] trades() {
    if (fills.size() == 0) {
      throw new IllegalArgumentException(
          "The run kept no trades of this strategy; --of returns needs none");
    }
    Columns columns = new Columns(Journal.TRADES);
    Map<String, Integer> instruments = new HashMap<>();
    int[] seq = fills.ints("seq");
    int[] order =
        IntStream.range(0, fills.size())
            .boxed()
            .sorted(Comparator.comparingInt(r -> seq[r]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int r : order) {
      double[] row = new double[Journal.TRADES.size()];
      row[Journal.BAR] = fills.ints("session")[r];
      row[Journal.T_INSTRUMENT] =
          instruments.computeIfAbsent(fills.text("instrument_id", r), id -> instruments.size());
      row[Journal.T_ORDERED] = fills.doubles("ordered")[r];
      row[Journal.T_QUANTITY] = fills.doubles("quantity")[r];
      row[Journal.T_PRICE] = fills.doubles("price")[r];
      row[Journal.T_COMMISSION] = fills.doubles("commission")[r];
      row[Journal.T_SPREAD] = fills.doubles("spread")[r];
      row[Journal.T_IMPACT] = fills.doubles("impact")[r];
      row[Journal.T_REASON] = Journal.Reason.valueOf(fills.text("reason", r)).code();
      columns.add(row);
    }
    Episodes episodes = new Episodes();
    episodes.add(columns);
    double[] profits = episodes.trades().closed().stream().mapToDouble(Episode::profit).toArray();
    return Reshuffle.fractions(equity.doubles("equity")[0], profits);
  }
}
