package finagent.jobs;

import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs, newest first. */
@Command(name = "runs", description = "List runs, newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DIGEST = 12;

  @Mixin private Common common = new Common();

  @Option(names = "--limit", defaultValue = "20", description = "How many (default 20).")
  private int limit;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      List<Run> runs = new ArrayList<>(new RunLog(common.warehouse()).runs());
      runs.sort((a, b) -> b.id().compareTo(a.id()));
      List<Run> shown = runs.subList(0, Math.min(limit, runs.size()));
      console.answer(shown.stream().map(RunView::of).toList());
      if (shown.isEmpty()) {
        console.say("No runs yet. Try: finagent demo");
        return 0;
      }
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("run", "state", "since (UTC)", "digest", "title"));
      for (Run run : shown) {
        rows.add(
            List.of(
                run.id(),
                run.state().name().toLowerCase(Locale.ROOT),
                FORMAT.format(run.at()),
                run.digest().isEmpty() ? "-" : run.digest().substring(0, DIGEST),
                run.title()));
      }
      console.table(rows);
      return 0;
    }
  }
}
