package finagent.planner;

/** How an agent looks at the data, and so along which axis its work can be cut. */
public enum Shape {
  /** Names a slice of a table; reads nothing else. */
  SOURCE,
  /** One instrument, all time: indicators and time-series signals. Cut by instrument. */
  COLUMN,
  /** One session, all instruments: ranks, neutralisation, weights. Cut by strategy. */
  ROW,
  /** Decides with the account in view: drawdown guard, no-trade band. Cut by strategy. */
  IN_LOOP,
  /** A number or a setting, no data: costs. */
  SETTING,
  /** Fans out over strategies, variants, folds, paths or seeds. */
  SHARDS
}
