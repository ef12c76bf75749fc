package finagent.tables.montecarlo;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.ResultDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Stress tests in the table of that name. Their digest is SHA-256 over the rows of a run sorted by
 * strategy, scenario and world, encoded as {@link ResultDigest} says, without the run's id.
 */
public final class StressRows {
  private static final List<String> ORDER = List.of("strategy", "scenario", "world");

  private final Warehouse warehouse;

  public StressRows(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Appends the rows of a run in one commit; the answer is their digest. */
  public String append(String run, List<StressRow> stressed) {
    Rows rows = Rows.of(Tables.STRESS);
    for (StressRow row : stressed) {
      rows.add(
          run,
          row.key(),
          row.strategy(),
          row.scenario(),
          row.world(),
          row.fromDay(),
          row.toDay(),
          canonical(row.totalReturn()),
          canonical(row.drawdown()),
          canonical(row.commission()),
          canonical(row.spread()),
          canonical(row.impact()),
          canonical(row.borrow()),
          canonical(row.turnover()),
          row.fills(),
          row.digest());
    }
    warehouse.append(Tables.STRESS, rows);
    return ResultDigest.rows(ResultDigest.sort(rows, ORDER), Set.of("run_id"));
  }

  /** One NaN, and no negative zero: the bits are part of the digest. */
  private static double canonical(double value) {
    return Double.isNaN(value) ? Double.NaN : value + 0.0;
  }

  /** The rows of a run, in the order of the digest. */
  public List<StressRow> read(String run) {
    Rows rows =
        ResultDigest.sort(warehouse.read(Tables.STRESS, Filter.all().equal("run_id", run)), ORDER);
    List<StressRow> read = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      read.add(
          new StressRow(
              rows.text("key", r),
              rows.text("strategy", r),
              rows.text("scenario", r),
              rows.text("world", r),
              rows.ints("from_day")[r],
              rows.ints("to_day")[r],
              rows.doubles("total_return")[r],
              rows.doubles("drawdown")[r],
              rows.doubles("commission")[r],
              rows.doubles("spread")[r],
              rows.doubles("impact")[r],
              rows.doubles("borrow")[r],
              rows.doubles("turnover")[r],
              rows.ints("fills")[r],
              rows.text("digest", r)));
    }
    return read;
  }
}
