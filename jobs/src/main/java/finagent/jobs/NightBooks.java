package finagent.jobs;

import finagent.planner.Digest;
import finagent.sandbox.backtest.BookResult;
import finagent.sandbox.grid.ResultStore;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Kernels;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.market.Since;
import finagent.tables.results.DeltaResultStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The books of a night: each goes on from its last state that still holds, or runs over everything.
 * Either way its state after the night is kept.
 */
final class NightBooks {
  /** Stage of the results, as {@code Conductor} numbers it. */
  private static final int BOOKS = 2;

  private final Warehouse warehouse;
  private final DeltaMarket market;
  private final Kernels kernels;
  private final List<NightBook> books;
  private final BookStates states;

  NightBooks(Warehouse warehouse, DeltaMarket market, Kernels kernels, List<NightBook> books) {
    this.warehouse = warehouse;
    this.market = market;
    this.kernels = kernels;
    this.books = books;
    this.states = new BookStates(warehouse, market, kernels);
  }

  /**
   * What all books can go on from.
   *
   * @param pieces one for each book; none where one of them cannot go on
   * @param reason why not
   */
  record Start(List<BookStates.Piece> pieces, String reason) {
    boolean goesOn() {
      return !pieces.isEmpty();
    }

    /** Keys of the results it goes on from, by strategy. */
    SortedMap<String, String> keys() {
      SortedMap<String, String> keys = new TreeMap<>();
      pieces.forEach(piece -> keys.put(piece.book().name(), piece.from().key()));
      return keys;
    }

    /** The session each strategy goes on from. */
    SortedMap<String, LocalDate> from() {
      SortedMap<String, LocalDate> from = new TreeMap<>();
      pieces.forEach(piece -> from.put(piece.book().name(), piece.last()));
      return from;
    }

    /** Instruments that have come since these sessions. */
    SortedSet<String> fresh() {
      SortedSet<String> fresh = new TreeSet<>();
      pieces.forEach(piece -> piece.wider().ifPresent(wider -> fresh.addAll(wider.fresh())));
      return fresh;
    }

    /** The earliest of these sessions. */
    LocalDate earliest() {
      return pieces.stream().map(BookStates.Piece::last).min(LocalDate::compareTo).orElseThrow();
    }
  }

  /**
   * What came of it.
   *
   * @param from the session each strategy went on from: what it decided later was decided anew
   * @param keys of the results, by strategy
   * @param rows bars read
   */
  record Done(
      Decisions decisions,
      SortedMap<String, LocalDate> from,
      SortedMap<String, String> keys,
      long rows) {
    /** Strategies whose decision in force after a session was made anew, in order. */
    List<String> anew(LocalDate session) {
      return from.keySet().stream()
          .filter(strategy -> session.isAfter(from.getOrDefault(strategy, session)))
          .toList();
    }

    /** This and what it went on from, as one piece. */
    Done after(Done earlier) {
      return new Done(earlier.decisions.and(decisions), earlier.from, keys, earlier.rows + rows);
    }
  }

  /** Looks for states to go on from. */
  Start start() {
    List<BookStates.Piece> pieces = new ArrayList<>();
    for (NightBook book : books) {
      BookStates.Found found = states.find(book);
      if (found.piece().isEmpty()) {
        return new Start(List.of(), "%s: %s".formatted(book.name(), found.reason()));
      }
      pieces.add(found.piece().get());
    }
    return new Start(pieces, "");
  }

  /** Goes on, writes what is new under keys of its own, and keeps the states. */
  Done goOn(String run, Start start) {
    List<BookResult> results = new ArrayList<>();
    List<Runnable> keeping = new ArrayList<>();
    SortedMap<String, String> keys = new TreeMap<>();
    Set<Since.Read> reads = new HashSet<>();
    SortedMap<String, SortedMap<LocalDate, SortedMap<String, Double>>> all = new TreeMap<>();
    for (BookStates.Piece piece : start.pieces()) {
      NightBook book = piece.book();
      SortedMap<LocalDate, SortedMap<String, Double>> decisions =
          all.computeIfAbsent(book.name(), any -> new TreeMap<>());
      BookState state = piece.from();
      piece
          .wider()
          .ifPresent(
              wider -> {
                reads.add(wider);
                keeping.add(() -> states.keep(book, piece.from()));
              });
      for (Since.Tail tail : piece.tails()) {
        BookRun ran = BookRun.of(book, kernels, tail.panel(), Optional.of(state));
        String key = key(book, state, tail);
        results.add(result(book, key, state, tail, ran));
        decisions.putAll(ran.decisions());
        reads.add(tail);
        state = ran.state(key, tail.mark());
        BookState kept = state;
        keeping.add(() -> states.keep(book, kept));
      }
      keys.put(book.name(), state.key());
    }
    DeltaResultStore.bitwise(warehouse)
        .write(new ResultStore.Stamp(run, BOOKS, new ShardRange(0, results.size())), results);
    keeping.forEach(Runnable::run);
    return new Done(
        new Decisions(all), start.from(), keys, reads.stream().mapToLong(Since.Read::rows).sum());
  }

  /** The key of what follows a state: where it goes on from, and the bars it goes on over. */
  private static String key(NightBook book, BookState from, Since.Tail tail) {
    return Digest.of("goes-on")
        .text(book.line())
        .text(from.key())
        .digest(tail.content())
        .build()
        .hex();
  }

  private static BookResult result(
      NightBook book, String key, BookState from, Since.Tail tail, BookRun ran) {
    Panel panel = tail.panel();
    return new BookResult(
        key,
        book.name(),
        panel.time(),
        panel.instruments(),
        ran.trader().journal().only(ran.trader().book().kept()),
        ran.history().metrics(panel),
        new BookResult.Before(from.key(), ran.before()));
  }

  /**
   * Runs the books over everything, for their decisions and states; results are written already.
   *
   * @param keys of these results, by strategy
   */
  Done whole(SortedMap<String, String> keys) {
    Map<Slice, Panel> panels = new HashMap<>();
    SortedMap<String, SortedMap<LocalDate, SortedMap<String, Double>>> all = new TreeMap<>();
    SortedMap<String, LocalDate> from = new TreeMap<>();
    for (NightBook book : books) {
      from.put(book.name(), LocalDate.MIN);
      BookRun ran =
          BookRun.of(
              book, kernels, panels.computeIfAbsent(book.slice(), market::read), Optional.empty());
      all.put(book.name(), ran.decisions());
      String key = keys.getOrDefault(book.name(), "");
      states.keep(book, ran.state(key, Since.mark(market, book.slice())));
    }
    return new Done(
        new Decisions(all), from, keys, panels.values().stream().mapToLong(NightBooks::bars).sum());
  }

  private static long bars(Panel panel) {
    long bars = 0;
    for (double close : panel.bars().column("close")) {
      bars += Double.isNaN(close) ? 0 : 1;
    }
    return bars;
  }
}
