package finagent.jobs;

import finagent.sandbox.grid.Slice;
import finagent.sandbox.program.Kernels;
import finagent.tables.StateFiles;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.market.Mark;
import finagent.tables.market.Since;
import finagent.tables.results.Results;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States of books by session, beside the tables: which of them one may go on from tonight. */
final class BookStates {
  /** How many sessions before the last one have their states kept. */
  private static final int KEPT = 30;

  /** How many of the last sessions get states of their own where several are due at once. */
  private static final int APART = 3;

  private final Warehouse warehouse;
  private final DeltaMarket market;
  private final Kernels kernels;
  private final StateFiles files;
  private final Map<Asked, Since.Answer> answers = new HashMap<>();
  private final Map<Asked, Optional<Since.Wider>> widened = new HashMap<>();

  BookStates(Warehouse warehouse, DeltaMarket market, Kernels kernels) {
    this.warehouse = warehouse;
    this.market = market;
    this.kernels = kernels;
    this.files = new StateFiles(warehouse);
  }

  /**
   * A book, a state of it that holds, and the bars that came after, cut between sessions.
   *
   * @param wider what the state was made anew from, where instruments have come since
   */
  record Piece(
      NightBook book, BookState from, List<Since.Tail> tails, Optional<Since.Wider> wider) {
    Piece {
      tails = List.copyOf(tails);
    }

    /** The session it goes on from. */
    LocalDate last() {
      return LocalDate.ofEpochDay(from.mark().last());
    }
  }

  private record Asked(Slice slice, Mark mark) {}

  /**
   * What a book can go on from.
   *
   * @param reason why there is nothing
   */
  record Found(Optional<Piece> piece, String reason) {}

  /** The last state of an earlier session that rests on nothing that was restated. */
  Found find(NightBook book) {
    Optional<BookState> state = before(book, book.slice().toDay());
    String reason = "there is no state of an earlier session";
    while (state.isPresent()) {
      BookState from = state.get();
      Since since = Since.of(market, book.slice(), from.mark());
      if (since.restated().isEmpty()) {
        Optional<Since.Wider> wider =
            widened.computeIfAbsent(new Asked(book.slice(), from.mark()), any -> since.wider());
        Optional<BookState> wide = wider.flatMap(anew -> wide(book, from, anew));
        return wide.isPresent()
            ? after(book, wide.get(), wider)
            : after(book, from, Optional.empty());
      }
      int restated = since.restated().getAsInt();
      reason = "no state is older than the restated bars of " + LocalDate.ofEpochDay(restated);
      state = before(book, restated);
    }
    return new Found(Optional.empty(), reason);
  }

  /**
   * The same state with instruments that have come since: the book runs again over all bars up to
   * there, and nothing of it is written. Empty where instruments without a bar change what the book
   * did, to the bit.
   */
  private Optional<BookState> wide(NightBook book, BookState from, Since.Wider wider) {
    BookState anew =
        BookRun.of(book, kernels, wider.panel(), Optional.empty()).state(from.key(), wider.mark());
    boolean same =
        anew.history().equals(from.history()) && anew.decisions().equals(from.decisions());
    return same ? Optional.of(anew) : Optional.empty();
  }

  /**
   * What came after a state, the last sessions each apart: the next drop will restate some of them,
   * and then their states are what one goes on from.
   */
  private Found after(NightBook book, BookState from, Optional<Since.Wider> wider) {
    Slice slice = book.slice();
    List<LocalDate> sessions =
        market
            .dataSet(slice.dataSet())
            .orElseThrow()
            .calendar()
            .sessions(
                LocalDate.ofEpochDay(from.mark().last() + 1L), LocalDate.ofEpochDay(slice.toDay()));
    List<Since.Tail> tails = new ArrayList<>();
    Mark mark = from.mark();
    String reason = "no session came after " + LocalDate.ofEpochDay(mark.last());
    for (LocalDate to : sessions.subList(Math.max(0, sessions.size() - APART), sessions.size())) {
      Asked asked = new Asked(slice.to(to.toEpochDay()), mark);
      Since.Answer answer =
          answers.computeIfAbsent(asked, any -> Since.of(market, any.slice(), any.mark()).tail());
      if (answer.tail().isPresent()) {
        tails.add(answer.tail().get());
        mark = answer.tail().get().mark();
      } else if (!answer.quiet()) {
        return new Found(Optional.empty(), answer.reason());
      }
      reason = answer.reason();
    }
    return tails.isEmpty()
        ? new Found(Optional.empty(), reason)
        : new Found(Optional.of(new Piece(book, from, tails, wider)), "");
  }

  /** The last state of a session before a day whose results are there from the first session on. */
  private Optional<BookState> before(NightBook book, long epochDay) {
    Optional<byte[]> bytes = files.latest(book.line(), epochDay - 1);
    while (bytes.isPresent()) {
      BookState state = read(book, bytes.get());
      if (new Results(warehouse).isWhole(state.key())) {
        return Optional.of(state);
      }
      bytes = files.latest(book.line(), state.mark().last() - 1L);
    }
    return Optional.empty();
  }

  private BookState read(NightBook book, byte[] bytes) {
    try {
      return BookState.of(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The state of '%s' cannot be read: %s. States may be deleted, and the night then runs over everything: %s/_states/%s"
              .formatted(book.name(), e.getMessage(), warehouse.place(), book.line()),
          e);
    }
  }

  /**
   * Keeps a state in the place of an older one of its session, which bars restated since have made
   * worthless, and those of the sessions before it as far as they are kept.
   */
  void keep(NightBook book, BookState state) {
    files.replace(book.line(), state.mark().last(), state.bytes(), KEPT);
  }
}
