package finagent.jobs;

import finagent.jobs.livy.RunCommitted;
import finagent.planner.Digest;
import finagent.planner.Memory;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs left in the warehouse for someone else to carry out. A run's key is the digest of what is
 * asked (resolved strategies, version of the bars, whether holdouts are opened, code, warehouse):
 * asking twice is asking once. The id of such a run ends with its key, and so does the name of its
 * batch.
 */
final class Submissions implements RunCommitted {
  private static final String NAME = "finagent-";
  private static final int DIGITS = 16;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Warehouse warehouse;
  private final RunLog log;

  Submissions(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.log = new RunLog(warehouse);
  }

  /**
   * The run of what is asked, as it stands; a new one is left as pending.
   *
   * @throws IllegalArgumentException if it cannot be planned: it would fail on the cluster as well
   */
  Run leave(Strategies strategies, String title, boolean unsealed, Clock clock) {
    DeltaMarket market = DeltaMarket.at(warehouse, Collections.emptySortedMap());
    new Planning(strategies.pools(), market, unsealed).plan(strategies.specs(), Memory.empty());
    SortedMap<String, Long> versions = market.versions();
    String spec = strategies.resolved();
    Digest.Builder key = Digest.of("submission").text(spec).integer(unsealed ? 1 : 0);
    versions.forEach((table, version) -> key.text(table).integer(version));
    key.text(Main.VERSION).text(warehouse.place());
    String digits = key.build().hex().substring(0, DIGITS);
    return ofKey(digits)
        .orElseGet(
            () -> {
              Run run =
                  new Run(
                      TIME.format(clock.instant()) + "-" + digits,
                      Run.State.PENDING,
                      clock.instant(),
                      System.getProperty("user.name", "unknown"),
                      System.getenv().getOrDefault("FINAGENT_PROJECT", ""),
                      title + (unsealed ? RunJob.UNSEALED : ""),
                      spec,
                      versions,
                      new TreeMap<>(),
                      0,
                      Main.VERSION,
                      "",
                      "");
              log.append(run);
              return run;
            });
  }

  /** The run of a key: the completed one if there is one, else the newest. */
  private Optional<Run> ofKey(String key) {
    List<Run> runs = log.runs().stream().filter(run -> run.id().endsWith("-" + key)).toList();
    return runs.stream()
        .filter(run -> run.state() == Run.State.COMPLETED)
        .findFirst()
        .or(() -> runs.stream().findFirst());
  }

  /** The name of the batches of a run. */
  static String batch(Run run) {
    return NAME + run.id().substring(run.id().lastIndexOf('-') + 1);
  }

  /** The run of a batch's name, as it stands now. */
  Optional<Run> ofBatch(String name) {
    return name.startsWith(NAME) ? ofKey(name.substring(NAME.length())) : Optional.empty();
  }

  @Override
  public boolean committed(String name) {
    return ofBatch(name).filter(run -> run.state() == Run.State.COMPLETED).isPresent();
  }

  /** What a run left here asks for. */
  static RunJob.Request request(Run run, String master, int parts) {
    boolean unsealed = run.title().endsWith(RunJob.UNSEALED);
    int end = run.title().length() - (unsealed ? RunJob.UNSEALED.length() : 0);
    return new RunJob.Request(
        run.id(),
        run.title().substring(0, end),
        master,
        run.versions(),
        parts,
        unsealed,
        false,
        true);
  }
}
