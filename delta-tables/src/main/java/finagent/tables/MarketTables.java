package finagent.tables;

import static finagent.tables.Column.day;
import static finagent.tables.Column.instant;
import static finagent.tables.Column.number;
import static finagent.tables.Column.small;
import static finagent.tables.Column.text;
import static finagent.tables.Column.whole;

/** Definitions of the tables that hold what is known about markets. */
final class MarketTables {
  private MarketTables() {}

  private static final Column DATA_SET = text("data_set", "name of the data set");
  private static final Column INSTRUMENT =
      text("instrument_id", "instrument, unique in its data set; never a display ticker");
  private static final Column KNOWN_AT =
      instant("known_at", "when this was imported, UTC; of two rows the later is right");

  static final TableDef BARS_DAILY =
      TableDef.of(
              "bars_daily",
              DATA_SET,
              INSTRUMENT,
              day("session", "session date at the exchange"),
              instant("end_at", "end of the bar, UTC"),
              number("open", "opening price, account currency per share"),
              number("high", "highest price, currency per share"),
              number("low", "lowest price, currency per share"),
              number("close", "closing price, currency per share"),
              number("volume", "traded volume, shares"),
              small(
                  "flags",
                  "bit set: 1 zero volume (fills nothing), 2 spike (read as missing),"
                      + " 4 high below open or close, 8 not a session of the calendar"),
              text("currency", "currency of the prices, ISO 4217"),
              KNOWN_AT)
          .partitionedBy("data_set");

  static final TableDef ACTIONS =
      TableDef.of(
              "actions",
              DATA_SET,
              INSTRUMENT,
              day("session", "ex-date: takes effect before the open of this session"),
              text("kind", "SPLIT, DIVIDEND, SPINOFF or DELISTING"),
              number(
                  "amount",
                  "new shares per old share; cash per share; share of value kept; last return;"
                      + " a split of 1 or a dividend of 0 takes a derived action back"),
              KNOWN_AT)
          .plus(
              text("origin", "derived = from close and adjusted close; null = as it was given")
                  .orNull());

  static final TableDef INSTRUMENTS =
      TableDef.of(
          "instruments",
          DATA_SET,
          INSTRUMENT,
          text("symbol", "ticker for display"),
          text("sector", "sector name; empty = unknown"),
          text("source", "file this comes from"),
          KNOWN_AT);

  static final TableDef MEMBERSHIP =
      TableDef.of(
          "membership",
          text("index_name", "name of the index"),
          INSTRUMENT,
          day("from_day", "first day of the spell, included"),
          day("to_day", "last day of the spell, included; null = still a member").orNull(),
          KNOWN_AT);

  static final TableDef RATES =
      TableDef.of(
          "rates",
          text("name", "name of the series"),
          day("session", "day from whose close on the rate is known"),
          number("rate", "simple annual rate, fraction"),
          KNOWN_AT);

  static final TableDef BENCHMARK =
      TableDef.of(
          "benchmark",
          text("name", "name of the series"),
          day("session", "session date"),
          number("return", "simple return of the session, fraction"),
          KNOWN_AT);

  static final TableDef QUARANTINE =
      TableDef.of(
          "quarantine",
          DATA_SET,
          text("file", "file the line was read from, relative to what was imported"),
          whole("line", "line number, the header is line 1"),
          text("reason", "every rule the line breaks"),
          small("flags", "bit set as in bars_daily, of the line had it been accepted"),
          text("content", "the line as it stands in the file"),
          KNOWN_AT);

  static final TableDef DATASETS =
      TableDef.of(
          "datasets",
          DATA_SET,
          text("kind", "bars, sectors, membership, rates, benchmark or actions"),
          text("source", "what was imported"),
          text(
              "adjustment",
              "what the prices contain: raw, split or split+dividend, each with @from-date"
                  + " where it changes, comma-separated"),
          text("calendar", "id of the trading calendar"),
          text("currency", "currency of the prices, ISO 4217"),
          whole("rows", "rows this import added or restated; 0 while it runs"),
          whole("bars_version", "version of bars_daily that holds them; -1 while it runs"),
          text("warnings", "known biases, one a line"),
          instant("imported_at", "when the import started, UTC; names it within the data set"),
          text("state", "started, then done"));

  static final TableDef FINGERPRINTS =
      TableDef.of(
          "fingerprints",
          DATA_SET,
          INSTRUMENT,
          small("year", "calendar year of the sessions summed"),
          whole("rows", "bars; of several rows for one year the sum counts"),
          whole("hash", "sum of the bars' hashes modulo 2^64; sums add up as well"),
          day("first_session", "first session summed; the least of several rows counts"),
          day("last_session", "last session summed; the greatest of several rows counts"),
          whole("bars_version", "version of bars_daily from which on this row counts"),
          KNOWN_AT);
}
