package finagent.jobs;

import finagent.agents.Pools;
import finagent.planner.spec.SpecReader;
import finagent.planner.spec.StrategySpec;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Computes a run again from the version of the bars it saw and compares the digests. */
@Command(
    name = "replay",
    description = "Compute a run again from the bars it saw; compare the digests.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "Id of the run.")
  private @Nullable String id;

  @Override
  public Integer call() throws IOException {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse().requireWritable();
      Run old = StatusCommand.find(new RunLog(warehouse), id);
      if (old.digest().isEmpty()) {
        throw new IllegalArgumentException(
            "Run %s is %s and has no digest to compare with".formatted(old.id(), old.state()));
      }
      Pools pools = common.pools();
      SpecReader reader = new SpecReader(pools, List.<Path>of());
      List<StrategySpec> specs = new ArrayList<>();
      for (String text : old.spec().split("(?m)^---$", -1)) {
        specs.add(reader.parse(text));
      }
      Warehouse scratch = Warehouse.open(Files.createTempDirectory("finagent-replay"));
      RunJob.Outcome outcome =
          new RunJob(warehouse, scratch, pools, console, Clock.systemUTC())
              .run(
                  new RunJob.Request(
                      "replay of " + old.id(),
                      specs,
                      common.master(),
                      old.versions().getOrDefault(Tables.BARS_DAILY.name(), -1L),
                      common.parts(),
                      old.title().endsWith("(holdout unsealed)"),
                      true));
      boolean same = outcome.run().digest().equals(old.digest());
      console.say("then: %s (%s)", old.digest(), old.id());
      console.say("now:  %s (%s)", outcome.run().digest(), outcome.run().id());
      console.say(same ? "the same to the last bit" : "DIFFERENT");
      console.answer(Map.of("then", old.digest(), "now", outcome.run().digest(), "same", same));
      return same ? 0 : Main.FAILED;
    }
  }
}
