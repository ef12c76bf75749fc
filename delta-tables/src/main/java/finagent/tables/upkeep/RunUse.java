package finagent.tables.upkeep;

import finagent.tables.Housekeeping;
import finagent.tables.TableDef;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run takes on the disk: its rows' share of the files they are in.
 *
 * @param bytes of all results it rests on, and of what is told of the run itself
 * @param alone bytes of that which no other run rests on: what goes with the run
 */
public record RunUse(Run run, double bytes, double alone) {
  /** What each run takes, the newest first. O(rows of results), by one column of each. */
  public static List<RunUse> of(Warehouse warehouse) {
    Housekeeping tables = new Housekeeping(warehouse);
    RunKeys keys = RunKeys.of(warehouse);
    SortedMap<String, Double> byKey = new TreeMap<>();
    for (TableDef table : RunDeletion.BY_KEY) {
      tables.shares(table, "key").forEach((key, bytes) -> byKey.merge(key, bytes, Double::sum));
    }
    SortedMap<String, Double> byRun = new TreeMap<>();
    for (TableDef table : RunDeletion.BY_RUN) {
      tables.shares(table, "run_id").forEach((run, bytes) -> byRun.merge(run, bytes, Double::sum));
    }
    List<RunUse> uses = new ArrayList<>();
    for (Run run : keys.runs().values()) {
      double own = byRun.getOrDefault(run.id(), 0.0);
      uses.add(
          0,
          new RunUse(
              run, own + sum(keys.of(run.id()), byKey), own + sum(keys.alone(run.id()), byKey)));
    }
    return uses;
  }

  private static double sum(Iterable<String> keys, SortedMap<String, Double> bytes) {
    double sum = 0;
    for (String key : keys) {
      sum += bytes.getOrDefault(key, 0.0);
    }
    return sum;
  }
}
