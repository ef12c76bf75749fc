package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.jobs.grid.SharedSpark;
import finagent.jobs.montecarlo.Question;
import finagent.sandbox.montecarlo.ModelKind;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.WarehouseException;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has completed is never told to have failed: completion is the last that can go wrong. */
class CompletedRunTest {
  @TempDir Path folder;
  private Cli cli;
  private Path file;

  @BeforeEach
  void market() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(4, 300, 1));
    file =
        cli.file(
            "cross.yaml",
            """
            name: cross
            data: {set: small}
            alphas: {a: {agent: ma-cross, fast: 3d, slow: 12d}}
            portfolio: equal-weight
            controls: {draws: 0}
            """);
  }

  private Strategies strategies() throws IOException {
    return Strategies.read(List.of(file), List.of());
  }

  private static Console quiet() {
    return new Console(
        new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), true);
  }

  private List<String> states(String run) {
    Rows rows = cli.warehouse().read(Tables.RUNS, Filter.all().equal("run_id", run));
    return IntStream.range(0, rows.size()).mapToObj(r -> rows.text("state", r)).sorted().toList();
  }

  @Test
  void aRunWhoseTrialsCannotBeReadFailsAndHasNotCompleted() throws IOException {
    cli.ok("run", file.toString());
    long next = cli.warehouse().version(Tables.TRIALS) + 1;
    Files.writeString(
        cli.place("warehouse/trials/_delta_log/%020d.json".formatted(next)), "no commit\n");
    RunJob job = new RunJob(cli.warehouse(), strategies(), quiet(), Clock.systemUTC());
    RunJob.Request request = RunJob.Request.ofNight("again", Grids.HERE);
    assertThatThrownBy(() -> job.run(request))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("trials");
    String run = new RunLog(cli.warehouse()).runs().get(0).id();
    assertThat(states(run)).containsExactly("failed", "running");
  }

  /** Remembers of each time it is asked whether a grid listened to the session then. */
  private static final class Watching extends Clock {
    private final int idle = listeners();
    private final List<Boolean> open = new ArrayList<>();

    private static int listeners() {
      return SharedSpark.session().sparkContext().listenerBus().listeners().size();
    }

    @Override
    public Instant instant() {
      open.add(listeners() > idle);
      return Clock.systemUTC().instant();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void aSimulationCompletesWhenItsGridIsClosed() throws IOException {
    Watching clock = new Watching();
    MonteCarloJob.Outcome outcome =
        new MonteCarloJob(cli.warehouse(), strategies(), quiet(), clock)
            .run(
                new MonteCarloJob.Request(
                    "t",
                    new Question(ModelKind.BOOTSTRAP, 10, 1, 20, 0.5, 0, ""),
                    0,
                    1024,
                    Optional.empty(),
                    SharedSpark.grid().name(),
                    2,
                    Collections.emptySortedMap()));
    assertThat(states(outcome.run().id())).containsExactly("completed", "running");
    assertThat(clock.open).as("while it works").contains(true);
    assertThat(clock.open.get(clock.open.size() - 1)).as("when it completes").isFalse();
  }
}
