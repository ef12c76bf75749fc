package finagent.tables.results;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every evaluation ever made, for honest counting: what is tried often enough looks good. */
public final class Trials {
  private final Warehouse warehouse;

  public Trials(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Appends trials in one commit. */
  public void append(List<Trial> trials) {
    Rows rows = Rows.of(Tables.TRIALS);
    for (Trial trial : trials) {
      rows.add(
          trial.key(),
          trial.family(),
          trial.universe(),
          trial.from().toEpochDay(),
          trial.to().toEpochDay(),
          trial.run(),
          trial.user(),
          trial.project(),
          RunLog.micros(trial.at()),
          trial.sharpe(),
          trial.observations(),
          trial.skew(),
          trial.kurtosis());
    }
    warehouse.append(Tables.TRIALS, rows);
  }

  /**
   * Trials on a universe, or one like it, whose period overlaps a given one, one per key (the
   * first), in the order of time. Names, small shifts of dates and a few instruments more or less
   * reset nothing.
   */
  public List<Trial> overlapping(Universe universe, LocalDate from, LocalDate to) {
    Rows rows =
        warehouse.read(
            Tables.TRIALS,
            Filter.all()
                .between("from_day", Long.MIN_VALUE, to.toEpochDay())
                .between("to_day", from.toEpochDay(), Long.MAX_VALUE));
    List<Trial> trials = new ArrayList<>();
    Map<String, Boolean> like = new HashMap<>();
    for (int r = 0; r < rows.size(); r++) {
      Trial trial = trial(rows, r);
      if (like.computeIfAbsent(trial.universe(), text -> Universe.of(text).isLike(universe))) {
        trials.add(trial);
      }
    }
    trials.sort(Comparator.comparing(Trial::at).thenComparing(Trial::key));
    Set<String> seen = new HashSet<>();
    return trials.stream().filter(trial -> seen.add(trial.key())).toList();
  }

  private static Trial trial(Rows rows, int r) {
    return new Trial(
        rows.text("key", r),
        rows.text("family", r),
        rows.text("universe", r),
        LocalDate.ofEpochDay(rows.ints("from_day")[r]),
        LocalDate.ofEpochDay(rows.ints("to_day")[r]),
        rows.text("run_id", r),
        rows.text("user", r),
        rows.text("project", r),
        RunLog.instant(rows.longs("at")[r]),
        rows.doubles("sharpe")[r],
        rows.longs("observations")[r],
        rows.doubles("skew")[r],
        rows.doubles("kurtosis")[r]);
  }
}
