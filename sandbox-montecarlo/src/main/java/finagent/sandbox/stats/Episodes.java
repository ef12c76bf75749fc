package finagent.sandbox.stats;

import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Journal.Reason;
import finagent.sandbox.program.State;
import finagent.sandbox.stats.Trades.Episode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rows of a journal's trades in their order, in as many pieces as they come: what {@link
 * Trades} says of them is the same to the last bit. Between two pieces it is a {@link State}.
 */
public final class Episodes {
  private static final int VERSION = 1;

  /** What is left of a position by rounding, relative to its largest size, counts as flat. */
  private static final double FLAT = 1e-9;

  private final List<Position> held = new ArrayList<>();
  private final List<Episode> closed = new ArrayList<>();

  /** Takes the next rows. */
  public void add(Columns rows) {
    for (int row = 0; row < rows.rows(); row++) {
      double quantity = rows.at(Journal.T_QUANTITY, row);
      Reason reason = Reason.of(rows.at(Journal.T_REASON, row));
      int i = (int) rows.at(Journal.T_INSTRUMENT, row);
      if (quantity != 0 || reason == Reason.SPINOFF) {
        position(i).apply(rows, row, reason, closed);
      }
    }
  }

  private Position position(int instrument) {
    while (held.size() <= instrument) {
      held.add(new Position(held.size()));
    }
    return held.get(instrument);
  }

  /** All of them so far. */
  public Trades trades() {
    return new Trades(closed, (int) held.stream().filter(p -> p.shares != 0).count());
  }

  /** Positions and closed episodes. */
  public State save() {
    return State.of(
        VERSION,
        new double[][] {
          held.stream().mapToDouble(p -> p.shares).toArray(),
          held.stream().mapToDouble(p -> p.largest).toArray(),
          held.stream().mapToDouble(p -> p.money).toArray(),
          closed.stream().mapToDouble(Episode::profit).toArray()
        },
        new long[][] {
          held.stream().mapToLong(p -> p.from).toArray(),
          closed.stream().mapToLong(Episode::instrument).toArray(),
          closed.stream().mapToLong(Episode::from).toArray(),
          closed.stream().mapToLong(Episode::to).toArray()
        });
  }

  /** Goes on from where a state was saved. */
  public static Episodes of(State state) {
    if (state.version() != VERSION) {
      throw new IllegalArgumentException(
          "Invalid state of trades: version %d; this program reads version %d"
              .formatted(state.version(), VERSION));
    }
    Episodes episodes = new Episodes();
    for (int i = 0; i < state.longs(0).length; i++) {
      Position position = episodes.position(i);
      position.shares = state.doubles(0)[i];
      position.largest = state.doubles(1)[i];
      position.money = state.doubles(2)[i];
      position.from = (int) state.longs(0)[i];
    }
    for (int k = 0; k < state.longs(1).length; k++) {
      episodes.closed.add(
          new Episode(
              (int) state.longs(1)[k],
              (int) state.longs(2)[k],
              (int) state.longs(3)[k],
              state.doubles(3)[k]));
    }
    return episodes;
  }

  /** The position of one instrument as its rows go by. */
  private static final class Position {
    private final int instrument;
    private double shares;
    private double largest;
    private double money;
    private int from;

    Position(int instrument) {
      this.instrument = instrument;
    }

    void apply(Columns rows, int row, Reason reason, List<Episode> closed) {
      int bar = (int) rows.at(Journal.BAR, row);
      double quantity = rows.at(Journal.T_QUANTITY, row);
      double price = rows.at(Journal.T_PRICE, row);
      switch (reason) {
        case SPLIT -> split(quantity);
        case DIVIDEND_REINVESTED -> trade(quantity, 0, 0);
        case SPINOFF -> money += shares * price;
        default -> fill(bar, quantity, price, cost(rows, row), closed);
      }
    }

    private static double cost(Columns rows, int row) {
      return rows.at(Journal.T_COMMISSION, row)
          + rows.at(Journal.T_SPREAD, row)
          + rows.at(Journal.T_IMPACT, row);
    }

    private void split(double quantity) {
      largest *= shares == 0 ? 1 : (shares + quantity) / shares;
      shares += quantity;
    }

    private void fill(int bar, double quantity, double price, double cost, List<Episode> closed) {
      double closing =
          quantity * shares < 0
              ? Math.copySign(Math.min(size(quantity), size(shares)), quantity)
              : 0;
      double part = closing / quantity;
      trade(closing, price, cost * part);
      if (closing != 0 && size(shares) <= FLAT * largest) {
        closed.add(new Episode(instrument, from, bar, money));
        shares = 0;
      }
      double opening = quantity - closing;
      if (size(opening) > FLAT * size(quantity)) {
        if (shares == 0) {
          from = bar;
          money = 0;
          largest = 0;
        }
        trade(opening, price, cost * (1 - part));
      }
    }

    private void trade(double quantity, double price, double cost) {
      shares += quantity;
      largest = Math.max(largest, size(shares));
      money -= quantity * price + cost;
    }

    private static double size(double value) {
      return Math.abs(value);
    }
  }
}
