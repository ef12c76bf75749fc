package finagent.jobs;

import finagent.jobs.montecarlo.PathRunner;
import finagent.jobs.montecarlo.Question;
import finagent.jobs.montecarlo.Simulation;
import finagent.planner.Digest;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import finagent.sandbox.montecarlo.ModelKind;
import finagent.sandbox.montecarlo.Paths;
import finagent.tables.Warehouse;
import finagent.tables.montecarlo.Chunks;
import finagent.tables.montecarlo.McResults;
import finagent.tables.montecarlo.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A moving-average cross on five made instruments, simulated; each store is a warehouse of its own.
 */
final class SmallSimulations {
  static final int CHUNKS = 8;
  private static final int STEPS = 40;

  private final Path folder;
  private final MonteCarloJob job;
  private final Map<Question, MonteCarloJob.Ready> known = new HashMap<>();

  private SmallSimulations(Path folder, MonteCarloJob job) {
    this.folder = folder;
    this.job = job;
  }

  static SmallSimulations in(Path folder) throws IOException {
    Cli cli = new Cli(Files.createDirectories(folder));
    cli.ingest("small", Cli.market(5, 1100, 3));
    Path file =
        cli.file(
            "cross.yaml",
            """
            name: cross
            data: {set: small}
            alphas: {a: {agent: ma-cross, fast: 3d, slow: 12d}}
            portfolio: equal-weight
            """);
    return new SmallSimulations(
        folder,
        new MonteCarloJob(
            cli.warehouse(),
            Strategies.read(List.of(file), List.of()),
            new Console(
                new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), true),
            Clock.systemUTC()));
  }

  private MonteCarloJob.Ready ready(ModelKind kind, long seed) {
    int worlds = kind == ModelKind.BOOTSTRAP || kind == ModelKind.GBM ? 2 : 0;
    return known.computeIfAbsent(
        new Question(kind, 10, seed, STEPS, 0.5, worlds, ""),
        question -> job.ready(question, 0, Collections.emptySortedMap()));
  }

  Simulation.Outcome outcome(ModelKind kind, Grid grid, int parts, String store) {
    MonteCarloJob.Ready ready = ready(kind, 1);
    return new Simulation(
            grid, ready.history(), ready.experiment(), store(store), parts, (paths, most) -> {})
        .run((long) CHUNKS * Paths.CHUNK, Optional.empty());
  }

  String digest(ModelKind kind, Grid grid, int parts, String store) {
    return digest(outcome(kind, grid, parts, store));
  }

  static String digest(Simulation.Outcome outcome) {
    return McResults.digest(outcome.key(), outcome.results());
  }

  Chunks store(String name) {
    return new Chunks(Warehouse.open(folder.resolve(name)));
  }

  SortedMap<Long, List<Tally>> chunks(String store, String key, long to) {
    return store(store).read(key, 0, to);
  }

  Alone alone(ModelKind kind, long seed) {
    MonteCarloJob.Ready ready = ready(kind, seed);
    return new Alone(new PathRunner(ready.experiment(), ready.history()));
  }

  /** Paths one by one. */
  record Alone(PathRunner runner) {
    double[] equity(long path) {
      return runner.equity(0, runner.enter(path));
    }

    /** Content of all closes of a path. */
    String closes(long path) {
      Digest.Builder digest = Digest.of("closes");
      for (double close : runner.enter(path).whole().bars().column("close")) {
        digest.number(close);
      }
      return digest.build().hex();
    }
  }

  /** Prints the digest of every model, in a JVM of its own: with or without vectors. */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    out.println("vectors: " + vectors);
    SmallSimulations simulations = in(Path.of(args[0]));
    for (ModelKind kind : ModelKind.values()) {
      out.println(kind.word() + " " + simulations.digest(kind, Here.here(1), 1, "mc"));
    }
    System.exit(0);
  }
}
