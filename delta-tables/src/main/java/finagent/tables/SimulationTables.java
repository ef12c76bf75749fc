package finagent.tables;

import static finagent.tables.Column.day;
import static finagent.tables.Column.instant;
import static finagent.tables.Column.number;
import static finagent.tables.Column.small;
import static finagent.tables.Column.text;
import static finagent.tables.Column.whole;

/** Definitions of the tables that hold simulations and what they rest on. */
final class SimulationTables {
  private SimulationTables() {}

  static final TableDef MC_CHUNKS =
      TableDef.of(
          "mc_chunks",
          text("key", "content address of the simulation, 64 hex digits"),
          whole("chunk", "paths 512 chunk .. 512 chunk + 511; from 2^41 on: worlds"),
          text("strategy", "strategy that was run on the paths"),
          text("statistic", "number of interest, one value per path"),
          small("step", "sessions after the start it is taken at; 0 = of the whole path"),
          small("count", "paths with a value"),
          number("sum", "sum of the values, in the order of paths"),
          number("squares", "sum of squares about shift"),
          number("shift", "value of the first path that has one"),
          text("bins", "bins of the fixed histogram that are not empty, ascending, by spaces"),
          text("counts", "values in these bins, by spaces"),
          text("worst", "paths with the smallest values, worst first, by spaces"),
          text("worst_values", "their values, by spaces"));

  static final TableDef MC_RESULTS =
      TableDef.of(
          "mc_results",
          text("run_id", "id of the run"),
          text("key", "content address of the simulation, 64 hex digits"),
          text("strategy", "strategy"),
          text("statistic", "number of interest, one value per path"),
          small("step", "sessions after the start it is taken at; 0 = of the whole path"),
          text("measure", "what of its distribution: mean, q05, var99, .."),
          number("value", "estimate"),
          number("simulation_error", "standard error from the number of paths; NaN = none"),
          number("estimation_error", "standard error from the length of the history; NaN = none"),
          whole("count", "paths it rests on"));

  static final TableDef STRESS =
      TableDef.of(
          "stress",
          text("run_id", "id of the run"),
          text("key", "content address of the strategy's work, 64 hex digits"),
          text("strategy", "strategy"),
          text("scenario", "what happened to the market"),
          text("world", "stressed, or baseline: the same sessions as they were"),
          day("from_day", "first session of the scenario"),
          day("to_day", "last session of the scenario"),
          number("total_return", "over these sessions, from the close before them; NaN = not open"),
          number("drawdown", "deepest fall from a peak within these sessions"),
          number("commission", "account currency"),
          number("spread", "cost of the spread, account currency"),
          number("impact", "cost of market impact, account currency"),
          number("borrow", "fees for borrowed stock, account currency"),
          number("turnover", "value traded, both sides, over mean equity; not annualised"),
          small("fills", "orders filled, in whole or in part"),
          text("digest", "of the whole account, bit for bit"));

  static final TableDef CALIBRATIONS =
      TableDef.of(
          "calibrations",
          text("calibration_id", "id of the calibration"),
          text("model", "path model that was fitted"),
          text("data_set", "data set it was fitted to"),
          text("series", "instrument, or * for the equally weighted market"),
          day("from_day", "first session of a return"),
          day("to_day", "last session of a return"),
          whole("returns", "log returns it rests on, count"),
          text("parameter", "name of the parameter"),
          number("value", "estimate, per session or per year as the model says"),
          number("error", "standard error; NaN where none is standard"),
          number("log_likelihood", "at the estimates; NaN if not fitted by likelihood"),
          text("versions", "version of each market table read, JSON object"),
          text("code_version", "version of the program"),
          text("user", "who fitted it"),
          instant("at", "when it was fitted, UTC"));
}
