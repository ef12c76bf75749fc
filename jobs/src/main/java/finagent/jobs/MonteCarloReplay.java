package finagent.jobs;

import finagent.jobs.montecarlo.Question;
import finagent.jobs.montecarlo.Score;
import finagent.jobs.montecarlo.Simulation;
import finagent.sandbox.grid.Grid;
import finagent.tables.Warehouse;
import finagent.tables.montecarlo.Chunks;
import finagent.tables.montecarlo.McResult;
import finagent.tables.montecarlo.McResults;
import finagent.tables.results.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * A finished simulation computed again from the versions it saw, every chunk of it anew. Nothing of
 * it is kept.
 */
final class MonteCarloReplay {
  private final Warehouse warehouse;
  private final Strategies strategies;
  private final Console console;

  MonteCarloReplay(Warehouse warehouse, Strategies strategies, Console console) {
    this.warehouse = warehouse;
    this.strategies = strategies;
    this.console = console;
  }

  /** The digest of its results. */
  String digest(Run old, String master, int parts) throws IOException {
    long paths = paths(old);
    Path folder = Files.createTempDirectory("finagent-replay");
    try {
      return strategies.within(() -> digest(old, paths, Warehouse.open(folder), master, parts));
    } finally {
      Folders.delete(folder);
    }
  }

  private String digest(Run old, long paths, Warehouse scratch, String master, int parts) {
    MonteCarloJob.Ready ready =
        new MonteCarloJob(warehouse, strategies, console, Clock.systemUTC())
            .ready(Question.of(old.spec()), 0, old.versions());
    try (Grid grid = Grids.open(master, strategies.jars())) {
      Simulation.Outcome simulated =
          new Simulation(
                  grid,
                  ready.history(),
                  ready.experiment(),
                  new Chunks(scratch),
                  parts,
                  (done, most) -> console.progress("paths", done, most))
              .run(paths, Optional.empty());
      return McResults.digest(simulated.key(), simulated.results());
    }
  }

  /** How many paths it ended with: of every one it is known whether it was ruined. */
  private long paths(Run old) {
    return new McResults(warehouse)
        .read(old.id()).stream()
            .filter(result -> result.statistic().equals(Score.RUIN.word()))
            .mapToLong(McResult::count)
            .max()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The results of simulation %s are not in mc_results, so there is nothing to compare with"
                            .formatted(old.id())));
  }
}
