package finagent.tables;

import static finagent.tables.Column.day;
import static finagent.tables.Column.instant;
import static finagent.tables.Column.number;
import static finagent.tables.Column.text;
import static finagent.tables.Column.whole;

/** Definitions of the tables that hold the nights of a pipeline. */
final class NightTables {
  private NightTables() {}

  private static final Column KEY =
      text("night_key", "digest of pipeline, session, and what the pipeline says, 64 hex digits");
  private static final Column PIPELINE = text("pipeline", "name of the pipeline");
  private static final Column SESSION = day("session", "session the night is for");

  static final TableDef NIGHTS =
      TableDef.of(
          "nights",
          KEY,
          PIPELINE,
          SESSION,
          whole("seq", "position in the night's log; each is committed once"),
          text("kind", "taken, beat, step, done, stopped or released"),
          text("holder", "who wrote it: user, host, process, and an id of its own"),
          text("step", "step that is done; empty for other kinds"),
          text("facts", "what the step found, JSON object"),
          text("message", "how it ended, in words; empty otherwise"),
          number("seconds", "time the step took; 0 for other kinds"),
          instant("at", "when, by the holder's clock, UTC"));

  static final TableDef ALERTS =
      TableDef.of(
          "alerts",
          KEY,
          PIPELINE,
          SESSION,
          text("kind", "what it is about; one a night and kind"),
          text("level", "WARN or ERROR"),
          text("message", "what happened and what follows, in words"),
          instant("at", "when it was raised, UTC"));

  static final TableDef TARGETS =
      TableDef.of(
          "targets",
          KEY,
          text("commit_id", "the write that made this row; counts if a step of the night names it"),
          PIPELINE,
          SESSION,
          text("strategy", "strategy; empty = the whole book"),
          text("instrument_id", "instrument"),
          number("weight", "share of the book's value, or of the strategy's"),
          number("quantity", "shares wanted; NaN for a strategy"),
          number("price", "reference price, currency per share; NaN for a strategy"),
          text("reason", "why the order; empty where there is none"));
}
