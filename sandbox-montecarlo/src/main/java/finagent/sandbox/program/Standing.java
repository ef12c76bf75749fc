package finagent.sandbox.program;

/** The account as an in-loop agent sees it, at the close of a bar. Amounts in account currency. */
public interface Standing {
  int bar();

  double equity();

  /** Highest equity at any close so far, this one included. */
  double peak();

  double cash();

  /** Position value over equity, by instrument; valued at the last known close. */
  double weight(int instrument);
}
