package finagent.jobs;

import finagent.jobs.montecarlo.Question;
import finagent.tables.Warehouse;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
      if (StressLog.isIn(old.spec())) {
        throw new IllegalArgumentException(
            "Run %s is a stress test; start finagent stress again with the same options, and compare the digests"
                .formatted(old.id()));
      }
      Again again =
          Question.isIn(old.spec())
              ? simulated(console, warehouse, old)
              : ran(console, warehouse, old);
      String then = then(warehouse, old);
      boolean same = again.digest().equals(then);
      console.say("then: %s (%s)", then, old.id());
      console.say("now:  %s (%s)", again.digest(), again.where());
      console.say(same ? "the same to the last bit" : "DIFFERENT");
      console.answer(Map.of("then", then, "now", again.digest(), "same", same));
      return same ? 0 : Main.FAILED;
    }
  }

  /** The digest to compare with: books that go on from earlier ones are computed in one piece. */
  private static String then(Warehouse warehouse, Run old) {
    return new Results(warehouse).wholeRunDigest(old.books()).orElse(old.digest());
  }

  /** A digest, and what computed it. */
  private record Again(String digest, String where) {}

  private Again simulated(Console console, Warehouse warehouse, Run old) throws IOException {
    try (Strategies strategies = Strategies.parse(Question.strategies(old.spec()))) {
      String digest =
          new MonteCarloReplay(warehouse, strategies, console)
              .digest(old, common.master(), common.parts());
      return new Again(digest, "every path anew");
    }
  }

  private Again ran(Console console, Warehouse warehouse, Run old) throws IOException {
    RunJob.Outcome outcome = again(console, warehouse, old);
    return new Again(outcome.run().digest(), outcome.run().id());
  }

  /** Results go to a folder of their own, so that nothing known stands in for them. */
  private RunJob.Outcome again(Console console, Warehouse warehouse, Run old) throws IOException {
    Path folder = Files.createTempDirectory("finagent-replay");
    try (Strategies strategies = Strategies.parse(old.spec())) {
      return new RunJob(warehouse, Warehouse.open(folder), strategies, console, Clock.systemUTC())
          .run(
              new RunJob.Request(
                  "",
                  "replay of " + old.id(),
                  common.master(),
                  old.versions(),
                  common.parts(),
                  old.title().endsWith(RunJob.UNSEALED),
                  true,
                  false));
    } finally {
      Folders.delete(folder);
    }
  }
}
