package finagent.tables.results;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How Spark fared, in table {@code health}. */
public final class HealthRows {
  private final Warehouse warehouse;

  public HealthRows(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Appends in one commit. */
  public void append(List<Health> all) {
    Rows rows = Rows.of(Tables.HEALTH);
    for (Health health : all) {
      rows.add(
          health.run(),
          health.kind().name().toLowerCase(Locale.ROOT),
          health.item(),
          RunLog.micros(health.at()),
          health.task(),
          health.tasks(),
          health.retries(),
          health.speculated(),
          health.times().whole(),
          health.times().median(),
          health.times().longest(),
          health.times().work(),
          health.times().gc(),
          health.spilledBytes(),
          health.message());
    }
    warehouse.append(Tables.HEALTH, rows);
  }

  /** All of a run, in the order of time. */
  public List<Health> of(String run) {
    Rows rows = warehouse.read(Tables.HEALTH, Filter.all().equal("run_id", run));
    List<Health> all = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      all.add(
          new Health(
              run,
              Health.Kind.valueOf(rows.text("kind", r).toUpperCase(Locale.ROOT)),
              rows.text("item", r),
              RunLog.instant(rows.longs("at")[r]),
              rows.text("task_id", r),
              rows.longs("tasks")[r],
              rows.longs("retries")[r],
              rows.longs("speculated")[r],
              new Health.Times(
                  rows.doubles("seconds")[r],
                  rows.doubles("median_seconds")[r],
                  rows.doubles("longest_seconds")[r],
                  rows.doubles("work_seconds")[r],
                  rows.doubles("gc_seconds")[r]),
              rows.longs("spilled_bytes")[r],
              rows.text("message", r)));
    }
    all.sort(Comparator.comparing(Health::at).thenComparing(Health::item));
    return all;
  }
}
