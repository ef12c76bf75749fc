package finagent.jobs;

import finagent.jobs.nightly.Alerts;
import finagent.jobs.nightly.Past;
import finagent.jobs.nightly.Step;
import finagent.jobs.nightly.TargetRows;
import finagent.sandbox.market.Calendar;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.night.NightId;
import finagent.tables.results.Run;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Takes the strategies on to the session, from their last states where these still hold, and keeps
 * the weights they decide at its close. Where bars of earlier sessions were restated, says which
 * decisions of past nights would have been others.
 *
 * @param asWritten the strategies as their files have them
 * @param strategies the same with the night's session as the last
 * @param upTo reads them with another session as the last
 * @param spec digest of the strategies without the session
 */
record StrategyStep(
    Warehouse warehouse,
    Strategies asWritten,
    Strategies strategies,
    Function<LocalDate, Strategies> upTo,
    Console console,
    Clock clock,
    String master,
    NightId night,
    String spec,
    Past past,
    Alerts alerts)
    implements Step {
  private static final String NAME = "strategies";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done) {
    asWritten.with(warehouse);
    return strategies.with(warehouse).within(this::ran);
  }

  private SortedMap<String, String> ran() {
    DeltaMarket market = new DeltaMarket(warehouse);
    NightBooks books = books(strategies, market);
    NightBooks.Start start = books.start();
    if (start.goesOn()) {
      Piece piece = goneOn(market, books, start);
      SortedMap<String, String> facts = facts(piece, piece.done());
      facts.put("from", start.earliest().toString());
      if (!start.fresh().isEmpty()) {
        facts.put("new-instruments", String.join(", ", start.fresh()));
      }
      return facts;
    }
    SortedMap<String, String> facts = whole();
    facts.put("whole", start.reason());
    return facts;
  }

  private NightBooks books(Strategies some, DeltaMarket market) {
    return new NightBooks(
        warehouse, market, some.pools().kernels(), NightBook.of(asWritten, some, market));
  }

  /** A run, and what its books came to. */
  private record Piece(String run, String digest, NightBooks.Done done) {}

  private Piece goneOn(DeltaMarket market, NightBooks books, NightBooks.Start start) {
    NightRun run =
        NightRun.begun(warehouse, strategies, clock, "night " + night, market, start.keys());
    try {
      NightBooks.Done done = books.goOn(run.id(), start);
      return new Piece(run.id(), run.completed(done.keys()), done);
    } catch (RuntimeException | Error e) {
      run.failed(e);
      throw e;
    }
  }

  /**
   * Runs over everything up to the session before, and goes on from there: the next drop will
   * restate some of this night's bars, and then there is a state to go on from. Where the session
   * before has no bars, runs over everything.
   */
  private SortedMap<String, String> whole() {
    LocalDate before = Calendar.XNYS.previous(night.session());
    try (Strategies earlier = upTo.apply(before)) {
      earlier.with(warehouse);
      if (hasBars(earlier, new DeltaMarket(warehouse))) {
        Everything past = earlier.within(() -> everything(earlier, before));
        NightBooks books = books(strategies, past.market());
        NightBooks.Start start = books.start();
        if (start.goesOn()) {
          Piece piece = goneOn(past.market(), books, start);
          return facts(piece, piece.done().after(past.piece().done()));
        }
      }
    }
    Piece all = everything(strategies, night.session()).piece();
    return facts(all, all.done());
  }

  private boolean hasBars(Strategies some, DeltaMarket market) {
    try {
      NightBook.of(asWritten, some, market).forEach(book -> market.range(book.slice()));
      return true;
    } catch (IllegalArgumentException e) {
      return false; // of this night's session it will be said in its own words
    }
  }

  /**
   * A run over everything.
   *
   * @param market the state of it that was read
   */
  private record Everything(Piece piece, DeltaMarket market) {}

  private Everything everything(Strategies some, LocalDate session) {
    String title = "night %s, over everything up to %s".formatted(night, session);
    RunJob.Outcome outcome =
        new RunJob(warehouse, some, console, clock).run(RunJob.Request.ofNight(title, master));
    Run run = outcome.run();
    DeltaMarket market = DeltaMarket.at(warehouse, run.versions());
    NightBooks.Done done = books(some, market).whole(run.books());
    return new Everything(new Piece(run.id(), run.digest(), done), market);
  }

  /** What the step tells of the night's run, and of all that was decided anew for it. */
  private SortedMap<String, String> facts(Piece piece, NightBooks.Done done) {
    TargetRows rows = new TargetRows(night);
    for (String strategy : done.decisions().byStrategy().keySet()) {
      rows.weights(strategy, done.decisions().at(strategy, night.session()));
    }
    SortedMap<String, String> facts = new TreeMap<>();
    done.keys().forEach((strategy, key) -> facts.put("key-" + strategy, key));
    facts.put("bars-read", Long.toString(done.rows()));
    facts.put("spec", spec);
    facts.put("run", piece.run());
    facts.put("digest", piece.digest());
    facts.put("changed", changed(done));
    facts.put("commit", rows.write(warehouse));
    return facts;
  }

  /** Decisions of past nights that would be others today, in words; empty if there are none. */
  private String changed(NightBooks.Done done) {
    List<String> changed = new ArrayList<>();
    for (Past.One one : past.nights().headMap(night.session()).values()) {
      LocalDate session = one.night().session();
      List<String> anew = done.anew(session);
      SortedMap<String, String> facts = one.facts(NAME);
      if (!anew.isEmpty() && one.state().isDone() && facts.getOrDefault("spec", "").equals(spec)) {
        SortedMap<String, SortedMap<String, Double>> then =
            TargetRows.weights(warehouse, one.night(), facts.getOrDefault("commit", ""));
        for (String strategy : anew) {
          OtherWeights.words(
                  then.getOrDefault(strategy, Collections.emptySortedMap()),
                  done.decisions().at(strategy, session))
              .ifPresent(words -> changed.add("%s on %s: %s".formatted(strategy, session, words)));
        }
      }
    }
    if (!changed.isEmpty()) {
      alerts.raise(
          night,
          "decisions-changed",
          "WARN",
          "restated bars change past decisions: " + String.join("; ", changed));
    }
    return String.join("; ", changed);
  }
}
