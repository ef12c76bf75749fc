package finagent.sandbox.ledger;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.program.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A small market for tests, bars x instruments, and what a strategy wants in it. */
final class Tape {
  final int bars;
  final int width;
  final double[][] open;
  final double[][] close;
  final double[][] volume;
  final double[][] adv;
  final double[][] sigma;
  final double[] rate;
  final double[] spreadMultiple;
  final double[] borrowMultiple;
  final List<Actions.Action> actions = new ArrayList<>();

  /** Targets per bar; an empty row = no decision. */
  final double[][] targets;

  /** Groups per bar; an empty row = none. */
  final double[][] groups;

  int[] sessions;

  /** Bar of a decision for the whole book; -1 = none. */
  int atOnce = -1;

  Tape(int bars, int width) {
    this.bars = bars;
    this.width = width;
    open = filled(Double.NaN);
    close = filled(Double.NaN);
    volume = filled(1e6);
    adv = filled(1e6);
    sigma = filled(0.02);
    rate = new double[bars];
    Arrays.fill(rate, Double.NaN);
    spreadMultiple = new double[bars];
    borrowMultiple = new double[bars];
    Arrays.fill(spreadMultiple, 1);
    Arrays.fill(borrowMultiple, 1);
    targets = new double[bars][0];
    groups = new double[bars][0];
    sessions = IntStream.range(0, bars).map(t -> 4 + t / 5 * 7 + t % 5).toArray();
  }

  private double[][] filled(double value) {
    double[][] rows = new double[bars][width];
    Arrays.stream(rows).forEach(row -> Arrays.fill(row, value));
    return rows;
  }

  /** One instrument whose open is its close. */
  static Tape ofCloses(double... closes) {
    Tape tape = new Tape(closes.length, 1);
    for (int t = 0; t < closes.length; t++) {
      tape.bar(t, 0, closes[t], closes[t]);
    }
    return tape;
  }

  Tape bar(int t, int i, double openPrice, double closePrice) {
    open[t][i] = openPrice;
    close[t][i] = closePrice;
    return this;
  }

  Tape missing(int t, int i) {
    bar(t, i, Double.NaN, Double.NaN);
    volume[t][i] = Double.NaN;
    return this;
  }

  Tape want(int t, double... weights) {
    targets[t] = weights;
    return this;
  }

  Tape act(int t, int i, Actions.Kind kind, double amount) {
    actions.add(new Actions.Action(t, i, id(i), kind, amount));
    return this;
  }

  static String id(int i) {
    return "I%03d".formatted(i);
  }

  TimeAxis time() {
    return TimeAxis.of(
        "weekdays",
        252,
        Arrays.stream(sessions).mapToLong(day -> day * 86_400_000_000L).toArray(),
        sessions);
  }

  Ledger open(Account account) {
    InstrumentAxis instruments =
        InstrumentAxis.of(IntStream.range(0, width).mapToObj(Tape::id).toList());
    return Ledger.open(account, instruments, time(), Actions.of(actions), 0, Journal.Detail.ALL);
  }

  Row row(int t) {
    Row row = new Row();
    row.open = open[t];
    row.close = close[t];
    row.volume = volume[t];
    row.adv = adv[t];
    row.sigma = sigma[t];
    row.cashRate = rate[t];
    row.spreadMultiple = spreadMultiple[t];
    row.borrowMultiple = borrowMultiple[t];
    return row;
  }

  void step(Ledger ledger, int t) {
    Row row = row(t);
    ledger.advance(t, row);
    if (targets[t].length > 0) {
      double[] group = groups[t].length > 0 ? groups[t] : null;
      if (t == atOnce) {
        ledger.decideAtOnce(targets[t], 0, group, 0, row);
      } else {
        ledger.decide(targets[t], 0, group, 0, row);
      }
    }
  }

  Journal run(Account account) {
    Ledger ledger = open(account);
    IntStream.range(0, bars).forEach(t -> step(ledger, t));
    return ledger.close();
  }

  /** Runs to bar {@code cut}, saves, reads the bytes into a fresh ledger, and runs on. */
  List<Journal> runInTwo(Account account, int cut) {
    Ledger first = open(account);
    IntStream.rangeClosed(0, cut).forEach(t -> step(first, t));
    Ledger second = open(account);
    second.restore(throughBytes(first.save()));
    IntStream.range(cut + 1, bars).forEach(t -> step(second, t));
    return List.of(first.close(), second.close());
  }

  private static State throughBytes(State state) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      state.write(new DataOutputStream(bytes));
      return State.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The trades as text, e.g. {@code "1 FILLED 10.0 @ 100.0"}. */
  static List<String> trades(Journal journal) {
    Columns rows = journal.trades();
    return IntStream.range(0, rows.rows())
        .mapToObj(
            r ->
                "%d %s %s @ %s"
                    .formatted(
                        (int) rows.at(Journal.BAR, r),
                        Journal.Reason.of(rows.at(Journal.T_REASON, r)),
                        rows.at(Journal.T_QUANTITY, r),
                        rows.at(Journal.T_PRICE, r)))
        .toList();
  }
}
