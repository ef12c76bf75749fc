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
 * The results of simulations in {@code mc_results}. Their digest is SHA-256 over the rows of a run
 * sorted by strategy, statistic, step and measure, encoded as {@link ResultDigest} says, without
 * the run's id; {@code scripts/digest.py} recomputes it from the Delta files.
 */
public final class McResults {
  private static final List<String> ORDER = List.of("strategy", "statistic", "step", "measure");
  private static final Set<String> LEFT_OUT = Set.of("run_id");

  private final Warehouse warehouse;

  public McResults(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Appends the results of a run in one commit; the answer is their digest. */
  public String append(String run, String key, List<McResult> results) {
    Rows rows = rows(run, key, results);
    warehouse.append(Tables.MC_RESULTS, rows);
    return digest(rows);
  }

  /** The digest results would have, without writing them. */
  public static String digest(String key, List<McResult> results) {
    return digest(rows("", key, results));
  }

  private static String digest(Rows rows) {
    return ResultDigest.rows(ResultDigest.sort(rows, ORDER), LEFT_OUT);
  }

  private static Rows rows(String run, String key, List<McResult> results) {
    Rows rows = Rows.of(Tables.MC_RESULTS);
    for (McResult result : results) {
      rows.add(
          run,
          key,
          result.strategy(),
          result.statistic(),
          result.step(),
          result.measure(),
          canonical(result.value()),
          canonical(result.simulationError()),
          canonical(result.estimationError()),
          result.count());
    }
    return rows;
  }

  /** One NaN, and no negative zero: the bits are part of the digest. */
  private static double canonical(double value) {
    return Double.isNaN(value) ? Double.NaN : value + 0.0;
  }

  /** The results of a run, in the order of the digest. */
  public List<McResult> read(String run) {
    Rows rows =
        ResultDigest.sort(
            warehouse.read(Tables.MC_RESULTS, Filter.all().equal("run_id", run)), ORDER);
    List<McResult> results = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      results.add(
          new McResult(
              rows.text("strategy", r),
              rows.text("statistic", r),
              rows.ints("step")[r],
              rows.text("measure", r),
              rows.doubles("value")[r],
              rows.doubles("simulation_error")[r],
              rows.doubles("estimation_error")[r],
              rows.longs("count")[r]));
    }
    return results;
  }
}
