package finagent.tables.ingest;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.Arrays;
import java.util.List;

/**
 * Restates bars without Spark: the files that hold them are written again. Right where a day's
 * restatements touch the files of a few sessions; for those of whole histories see {@link
 * SparkRestater}.
 */
public final class FileRestater implements Restater {
  private static final List<String> KEY = List.of("instrument_id", "session");

  @Override
  public long merge(Warehouse warehouse, Rows bars, Warehouse.Once once) {
    int[] sessions = Arrays.copyOf(bars.ints("session"), bars.size());
    Filter filter =
        Filter.all()
            .equal("data_set", bars.text("data_set", 0))
            .between(
                "session",
                Arrays.stream(sessions).min().orElseThrow(),
                Arrays.stream(sessions).max().orElseThrow());
    return warehouse.replace(Tables.BARS_DAILY, bars, KEY, filter, once);
  }
}
