package finagent.tables;

import static finagent.tables.Column.day;
import static finagent.tables.Column.instant;
import static finagent.tables.Column.number;
import static finagent.tables.Column.small;
import static finagent.tables.Column.text;
import static finagent.tables.Column.whole;

/** Definitions of the tables that hold what was run and what came out of it. */
final class WorkTables {
  private WorkTables() {}

  private static final Column KEY = text("key", "content address of the work, 64 hex digits");
  private static final Column COMMIT =
      text("commit_id", "the write that made this row; counts only if commits has it first");
  private static final Column RUN = text("run_id", "id of the run");
  private static final Column USER = text("user", "who started it");
  private static final Column PROJECT = text("project", "project it belongs to");
  private static final Column INSTRUMENT = text("instrument_id", "instrument");
  private static final Column SESSION = day("session", "session date");
  private static final Column END_AT = instant("end_at", "end of the bar, UTC");

  static final TableDef RUNS =
      TableDef.of(
          "runs",
          RUN,
          text("state", "pending, running, completed, failed or cancelled; the last one counts"),
          instant("at", "when this state began, UTC"),
          USER,
          PROJECT,
          text("title", "title for people"),
          text("spec", "resolved specification, YAML"),
          text("versions", "version of each table read, JSON object"),
          text("books", "key by strategy name, JSON object"),
          whole("seed", "seed of all randomness"),
          text("code_version", "version of the program and its plug-ins"),
          text("digest", "run digest, 64 hex digits; empty before completion"),
          text("message", "why it failed; empty otherwise"));

  static final TableDef COMMITS =
      TableDef.of(
              "commits",
              KEY,
              text("commit_id", "the write; of several for one key the first counts"),
              text("run_id", "run that computed it"),
              small("stage", "stage of that run's plan"),
              whole("shard_from", "first shard of the range computed, included"),
              whole("shard_to", "end of the range, excluded"),
              text("digest", "digest of the rows of this key, 64 hex digits"),
              text("reproducibility", "bitwise, fixed-partitions or statistical"),
              instant("committed_at", "when it was committed, UTC"))
          .plus(
              text("previous", "key whose rows these go on from; null = they are all there is")
                  .orNull());

  static final TableDef TASKS =
      TableDef.of(
              "tasks",
              RUN,
              text("task_id", "task within the run's plan"),
              KEY,
              text("agent", "agent that does it"),
              text("pool", "pool of the agent"),
              text("strategies", "strategies that use it, comma-separated"),
              text("status", "pending, running, completed, failed, cancelled, reused or skipped"),
              instant("at", "when this status began, UTC"),
              number("seconds", "time spent, seconds; 0 before the end"),
              text("message", "why it failed; empty otherwise"))
          .plus(
              text("stages", "ids of the Spark stages that did it, comma-separated; see health")
                  .orNull(),
              whole("retries", "attempts of these stages' Spark tasks that were done again")
                  .orNull());

  static final TableDef HEALTH =
      TableDef.of(
          "health",
          RUN,
          text("kind", "stage, or executor for one that was lost"),
          text("item", "id of the stage or the executor, as Spark has it"),
          instant("at", "when it ended, UTC"),
          text("task_id", "first task of the plan it worked for; empty = none"),
          whole("tasks", "Spark tasks that ended well, count"),
          whole("retries", "attempts that failed or were lost and were done again, count"),
          whole("speculated", "attempts started because another was slow, count"),
          number("seconds", "from its submission to its end, seconds"),
          number("median_seconds", "half of its Spark tasks took no longer, seconds"),
          number("longest_seconds", "its longest Spark task, seconds; over the median: skew"),
          number("work_seconds", "time of all its Spark tasks together, seconds"),
          number("gc_seconds", "of that in garbage collection, seconds"),
          whole("spilled_bytes", "written to disk for want of memory, bytes"),
          text("message", "why it failed or was lost; empty otherwise"));

  static final TableDef EVENTS =
      TableDef.of(
          "events",
          text("event_id", "unique id"),
          instant("timestamp", "when, UTC"),
          text("event_type", "kind of event, e.g. digest-conflict"),
          text("log_level", "DEBUG, INFO, WARN or ERROR"),
          text("source_pool", "agent pool it comes from; empty = the system"),
          text("source_agent", "agent it comes from; empty = the system"),
          text("title", "one line"),
          text("content", "what happened"),
          text("tags", "comma-separated"),
          text("metadata", "JSON object"),
          text("session_id", "run it belongs to; empty = none"),
          text("correlation_id", "key or task it belongs to; empty = none"));

  static final TableDef EQUITY =
      TableDef.of(
          "equity",
          KEY,
          COMMIT,
          SESSION,
          END_AT,
          number("equity", "net worth at the close, account currency"),
          number("cash", "cash, account currency"),
          number("gross", "sum of absolute position values, currency"),
          number("net", "sum of position values, currency"),
          number("traded", "absolute value traded in this bar, currency"),
          number("commission", "commission paid in this bar, currency"),
          number("spread", "half spread paid in this bar, currency"),
          number("impact", "market impact paid in this bar, currency"),
          number("borrow", "borrow fees paid in this bar, currency"),
          number("interest", "interest received in this bar, currency; negative = paid"),
          number("dividends", "dividends received in this bar, currency; negative = paid"),
          number("stale", "positions valued at an older close, count"));

  static final TableDef POSITIONS =
      TableDef.of(
          "positions",
          KEY,
          COMMIT,
          INSTRUMENT,
          SESSION,
          END_AT,
          number("quantity", "shares held after the bar, negative = short"),
          number("price", "price they are valued at, currency per share"),
          number("weight", "value over equity, fraction"));

  static final TableDef TRADES =
      TableDef.of(
          "trades",
          KEY,
          COMMIT,
          INSTRUMENT,
          day("session", "session of the fill, cut or rejection"),
          small("seq", "number of the row within the book, from 0"),
          day("decided_session", "session of the decision; the row's own where none was taken"),
          number("ordered", "what was asked for, signed: currency or shares by order type"),
          number("quantity", "shares filled, signed"),
          number("price", "fill price before costs, currency per share"),
          number("commission", "commission, currency"),
          number("spread", "half spread, currency"),
          number("impact", "market impact, currency"),
          text("reason", "FILLED, or why the order was cut or rejected, or the action"));

  static final TableDef METRICS =
      TableDef.of(
          "metrics",
          KEY,
          COMMIT,
          text("scope", "portfolio, instrument, cost, control or trial"),
          text("item", "what of the scope it belongs to; empty for the portfolio"),
          text("name", "name of the metric"),
          number("value", "its value"),
          number("error", "standard error of an estimate; NaN where there is none"));

  static final TableDef TRIALS =
      TableDef.of(
          "trials",
          KEY,
          text("family", "hypothesis family"),
          text("universe", "universe tried on"),
          day("from_day", "first day of the period"),
          day("to_day", "last day of the period"),
          RUN,
          USER,
          PROJECT,
          instant("at", "when it was evaluated, UTC"),
          number("sharpe", "Sharpe ratio per observation, not annualised"),
          whole("observations", "returns it rests on, count"),
          number("skew", "skewness of the returns"),
          number("kurtosis", "kurtosis of the returns, raw: 3 for a normal"));
}
