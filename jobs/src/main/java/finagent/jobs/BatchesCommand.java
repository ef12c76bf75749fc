package finagent.jobs;

import finagent.jobs.livy.Batch;
import finagent.jobs.livy.Livy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the batches of Livy, shows the output of one, or ends it. */
@Command(
    name = "batches",
    description = "List the batches of Livy; show the output of one, or end it.",
    mixinStandardHelpOptions = true)
final class BatchesCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private LivyOptions options = new LivyOptions();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name or number of a batch.")
  private @Nullable String wanted;

  @Option(names = "--delete", description = "End that batch, or remove it if it is over.")
  private boolean delete;

  @Override
  public Integer call() {
    common.refuseMaster("Livy");
    try (Console console = common.console()) {
      Livy livy = options.livy(console);
      List<Batch> batches = livy.batches();
      String one = wanted;
      if (one == null) {
        if (delete) {
          throw new IllegalArgumentException(
              "Which batch? Name it: finagent batches NAME --delete");
        }
        return list(console, livy, batches);
      }
      Batch batch = find(livy, batches, one);
      if (delete) {
        boolean there = livy.delete(batch.id(), batch.name());
        console.say("%s %s", there ? "ended and removed" : "gone already:", batch);
        console.answer(Map.of("batch", batch, "deleted", there));
        return 0;
      }
      List<String> lines = livy.log(batch.id());
      console.answer(Map.of("batch", batch, "log", lines));
      lines.forEach(line -> console.say("%s", line));
      console.say("%s", batch);
      return 0;
    }
  }

  private static int list(Console console, Livy livy, List<Batch> batches) {
    console.answer(batches);
    if (batches.isEmpty()) {
      console.say("No batches at %s", livy);
      return 0;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("id", "name", "state", "application"));
    for (Batch batch : batches) {
      rows.add(
          List.of(
              Integer.toString(batch.id()),
              dash(batch.name()),
              batch.word(),
              dash(batch.application())));
    }
    console.table(rows);
    return 0;
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static Batch find(Livy livy, List<Batch> batches, String wanted) {
    return batches.stream()
        .filter(batch -> batch.name().equals(wanted) || wanted.equals("" + batch.id()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No batch '%s' at %s; finagent batches lists them".formatted(wanted, livy)));
  }
}
