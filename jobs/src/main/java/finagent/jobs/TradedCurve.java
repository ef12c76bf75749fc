package finagent.jobs;

import finagent.planner.DidYouMean;
import finagent.sandbox.backtest.Evaluation;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.tables.Rows;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Equity of a strategy of a run from the close of its first decision on, as its own numbers. */
final class TradedCurve {
  private final String run;
  private final String strategy;
  private final String dataSet;
  private final double barsPerYear;

  /** Epoch days. */
  private final int[] sessions;

  /** At their closes, account currency; the first before what its fills cost. */
  private final double[] equity;

  /** Simple return of cash since the session before; NaN where no rate is known. */
  private final double[] cash;

  private TradedCurve(
      Run run,
      String strategy,
      String dataSet,
      double barsPerYear,
      int[] sessions,
      double[] equity,
      double[] cash) {
    this.run = run.id();
    this.strategy = strategy;
    this.dataSet = dataSet;
    this.barsPerYear = barsPerYear;
    this.sessions = sessions;
    this.equity = equity;
    this.cash = cash;
  }

  /**
   * Of {@code RUN:STRATEGY}; of {@code RUN} where it has one strategy only; or of {@code STRATEGY},
   * as the newest run has it.
   */
  static TradedCurve of(Warehouse warehouse, String asked) {
    RunLog log = new RunLog(warehouse);
    int colon = asked.indexOf(':');
    if (colon >= 0) {
      Run run = StatusCommand.find(log, asked.substring(0, colon));
      return of(warehouse, run, strategy(run, asked.substring(colon + 1)));
    }
    Optional<Run> named = log.run(asked);
    return named.isPresent()
        ? of(warehouse, named.get(), strategy(named.get(), null))
        : of(warehouse, newest(warehouse, log.runs(), asked), asked);
  }

  private static Run newest(Warehouse warehouse, Collection<Run> runs, String strategy) {
    Results results = new Results(warehouse);
    return runs.stream()
        .filter(run -> run.books().containsKey(strategy))
        .sorted(Comparator.comparing(Run::id).reversed())
        .filter(run -> results.isWhole(Objects.requireNonNull(run.books().get(strategy))))
        .findFirst()
        .orElseThrow(
            () -> {
              Set<String> names = new TreeSet<>();
              runs.forEach(run -> names.addAll(run.books().keySet()));
              return new IllegalArgumentException(
                  "No run or strategy '%s' here; finagent runs lists the runs.%s"
                      .formatted(strategy, DidYouMean.of(strategy, names)));
            });
  }

  private static String strategy(Run run, @Nullable String wanted) {
    if (wanted == null && run.books().size() > 1) {
      throw new IllegalArgumentException(
          "Which strategy of run %s? Say %s:%s (it has %s)"
              .formatted(
                  run.id(),
                  run.id(),
                  run.books().firstKey(),
                  String.join(", ", run.books().keySet())));
    }
    return HeldBook.strategy(run, wanted);
  }

  private static TradedCurve of(Warehouse warehouse, Run run, String strategy) {
    Results.Book book = PastFractions.whole(warehouse, run, strategy);
    Rows rows = book.equity();
    if (Arrays.stream(rows.doubles("gross")).allMatch(gross -> gross == 0)) {
      throw new IllegalArgumentException(
          "'%s' of run %s never held anything: there is nothing to compare"
              .formatted(strategy, run.id()));
    }
    int first = first(book);
    int[] sessions = Arrays.copyOfRange(rows.ints("session"), first, rows.size());
    double[] equity = Arrays.copyOfRange(rows.doubles("equity"), first, rows.size());
    for (String cost : List.of("commission", "spread", "impact")) {
      equity[0] += rows.doubles(cost)[first];
    }
    String dataSet = HeldBook.dataSet(run, strategy);
    DeltaMarket market = DeltaMarket.at(warehouse, run.versions());
    Slice slice =
        new Slice(
            dataSet,
            market.barsVersion(dataSet),
            List.of(),
            "",
            "",
            HeldBook.FIRST,
            sessions[sessions.length - 1]);
    Panel panel = market.read(slice, market.instruments(slice).subList(0, 1));
    return new TradedCurve(
        run,
        strategy,
        dataSet,
        panel.time().barsPerYear(),
        sessions,
        equity,
        cash(panel, sessions));
  }

  /** The row of the first decision. */
  private static int first(Results.Book book) {
    int decided =
        book.metrics().stream()
            .filter(m -> m.scope().equals("portfolio") && m.name().equals("first-decision"))
            .mapToInt(m -> (int) m.value())
            .findFirst()
            .orElse(0);
    int at = Arrays.binarySearch(book.equity().ints("session"), decided);
    return at >= 0 ? at : firstHeld(book.equity());
  }

  /** Of a result that does not say when it first decided: where it first held something. */
  private static int firstHeld(Rows rows) {
    double[] gross = rows.doubles("gross");
    int first = 0;
    while (gross[first] == 0) {
      first++;
    }
    return first;
  }

  private static double[] cash(Panel panel, int[] sessions) {
    TimeAxis time = panel.time();
    double[] returns =
        panel
            .perSession("cash-rate")
            .map(rates -> Evaluation.cashReturns(time, rates))
            .orElseGet(() -> new double[time.size()]);
    double[] cash = new double[sessions.length];
    int at = time.firstAtOrAfter(sessions[0]);
    for (int k = 1; k < sessions.length; k++) {
      double grown = 1;
      while (at + 1 < time.size() && time.session(at) < sessions[k]) {
        grown *= 1 + returns[++at];
      }
      cash[k] = grown - 1;
    }
    return cash;
  }

  /** Both over the sessions they share. */
  Shared with(TradedCurve other) {
    int[] mine = new int[sessions.length];
    int[] theirs = new int[sessions.length];
    int count = 0;
    for (int k = 0; k < sessions.length; k++) {
      int found = Arrays.binarySearch(other.sessions, sessions[k]);
      if (found >= 0) {
        mine[count] = k;
        theirs[count++] = found;
      }
    }
    int[] days = new int[Math.max(0, count - 1)];
    double[] first = new double[days.length];
    double[] second = new double[days.length];
    int known = 0;
    for (int k = 1; k < count; k++) {
      double one = over(mine[k - 1], mine[k]);
      double two = other.over(theirs[k - 1], theirs[k]);
      if (!Double.isNaN(one) && !Double.isNaN(two)) {
        days[known] = sessions[mine[k]];
        first[known] = one;
        second[known++] = two;
      }
    }
    return new Shared(
        Arrays.copyOf(days, known), Arrays.copyOf(first, known), Arrays.copyOf(second, known));
  }

  private double over(int from, int to) {
    if (!(equity[from] > 0)) {
      return Double.NaN;
    }
    double grown = 1;
    for (int k = from + 1; k <= to; k++) {
      grown *= 1 + cash[k];
    }
    return equity[to] / equity[from] - grown;
  }

  String run() {
    return run;
  }

  String strategy() {
    return strategy;
  }

  String dataSet() {
    return dataSet;
  }

  double barsPerYear() {
    return barsPerYear;
  }

  /** Returns over cash of two curves, session by session. */
  static final class Shared {
    private final int[] sessions;
    private final double[] first;
    private final double[] second;

    private Shared(int[] sessions, double[] first, double[] second) {
      this.sessions = sessions;
      this.first = first;
      this.second = second;
    }

    /** At whose closes they end, epoch days. */
    int[] sessions() {
      return sessions;
    }

    double[] first() {
      return first;
    }

    double[] second() {
      return second;
    }
  }
}
