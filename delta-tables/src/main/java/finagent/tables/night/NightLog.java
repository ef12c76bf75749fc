package finagent.tables.night;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.FlatJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The logs of nights, in table {@code nights}. Each entry of a night is a numbered Delta
 * transaction, so no two writers ever write the same position: that, and no clock, is why a step is
 * committed once.
 */
public final class NightLog {
  private final Warehouse warehouse;

  public NightLog(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  private static String application(String key) {
    return "night:" + key;
  }

  /** The position the next entry of a night takes. */
  long next(String key) {
    return warehouse.next(Tables.NIGHTS, application(key)).version();
  }

  /**
   * Appends an entry at its position.
   *
   * @throws finagent.tables.WarehouseException if another entry has it; nothing was written then
   */
  void append(NightEntry entry) {
    warehouse.append(
        Tables.NIGHTS,
        Rows.of(Tables.NIGHTS)
            .add(
                entry.night().key(),
                entry.night().pipeline(),
                entry.night().session().toEpochDay(),
                entry.seq(),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.holder(),
                entry.step(),
                FlatJson.write(entry.facts()),
                entry.message(),
                entry.seconds(),
                ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())),
        new Warehouse.Once(application(entry.night().key()), entry.seq()));
  }

  /** The log of one night in its order. */
  public List<NightEntry> of(String key) {
    return entries(Filter.all().equal("night_key", key));
  }

  /** The logs of a pipeline's nights from a session on, by session, night and position. */
  public List<NightEntry> since(String pipeline, LocalDate first) {
    return entries(
        Filter.all().equal("pipeline", pipeline).between("session", first.toEpochDay(), 1L << 30));
  }

  private List<NightEntry> entries(Filter filter) {
    Rows rows = warehouse.read(Tables.NIGHTS, filter);
    List<NightEntry> entries = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      entries.add(
          new NightEntry(
              new NightId(
                  rows.text("night_key", r),
                  rows.text("pipeline", r),
                  LocalDate.ofEpochDay(rows.ints("session")[r])),
              rows.longs("seq")[r],
              NightEntry.Kind.valueOf(rows.text("kind", r).toUpperCase(Locale.ROOT)),
              rows.text("holder", r),
              rows.text("step", r),
              FlatJson.read(rows.text("facts", r)),
              rows.text("message", r),
              rows.doubles("seconds")[r],
              Instant.EPOCH.plus(rows.longs("at")[r], ChronoUnit.MICROS)));
    }
    entries.sort(
        Comparator.comparing((NightEntry entry) -> entry.night().session())
            .thenComparing(entry -> entry.night().key())
            .thenComparing(NightEntry::seq));
    return entries;
  }
}
