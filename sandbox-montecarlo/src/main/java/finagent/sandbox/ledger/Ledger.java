package finagent.sandbox.ledger;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.program.Standing;
import finagent.sandbox.program.State;
import org.jspecify.annotations.Nullable;

/** The account of one book. */
public final class Ledger implements Standing {
  /**
   * Opens an account that holds its capital in cash.
   *
   * @param firstBar the first bar at whose close the book may decide
   */
  public static Ledger open(
      Account account,
      InstrumentAxis instruments,
      TimeAxis time,
      Actions actions,
      int firstBar,
      Journal.Detail detail) {
    throw new UnsupportedOperationException();
  }

  /**
   * Actions, financing, fills of bar t and the mark at its close, in that order; every bar once.
   */
  public void advance(int t, Row row) {
    throw new UnsupportedOperationException();
  }

  /** Turns targets at the close of bar t (already advanced to) into orders. */
  public void decide(double[] target, int at, double @Nullable [] group, int groupAt, Row row) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends the book: writes the attribution. Positions stay open and are valued at the last close.
   */
  public Journal close() {
    throw new UnsupportedOperationException();
  }

  public State save() {
    throw new UnsupportedOperationException();
  }

  public void restore(State state) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int bar() {
    throw new UnsupportedOperationException();
  }

  @Override
  public double equity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public double peak() {
    throw new UnsupportedOperationException();
  }

  @Override
  public double cash() {
    throw new UnsupportedOperationException();
  }

  @Override
  public double weight(int instrument) {
    throw new UnsupportedOperationException();
  }
}
