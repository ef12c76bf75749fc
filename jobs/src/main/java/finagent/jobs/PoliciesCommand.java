package finagent.jobs;

import finagent.tables.learning.Policies;
import finagent.tables.learning.StoredPolicy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists policies, newest first, or tells all about one. */
@Command(
    name = "policies",
    description = "List policies, newest first; POLICY tells where one comes from.",
    mixinStandardHelpOptions = true)
final class PoliciesCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "POLICY", description = "Id, or the beginning of one.")
  private @Nullable String id;

  @Option(names = "--limit", defaultValue = "20", description = "How many (default 20).")
  private int limit;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Policies policies = new Policies(common.warehouse());
      String wanted = id;
      if (wanted != null) {
        one(console, policies.find(wanted));
      } else {
        list(console, policies.all());
      }
      return 0;
    }
  }

  private void list(Console console, List<StoredPolicy> all) {
    List<StoredPolicy> newest = new ArrayList<>(all);
    java.util.Collections.reverse(newest);
    List<StoredPolicy> shown = newest.subList(0, Math.min(Math.max(0, limit), newest.size()));
    console.answer(shown.stream().map(PoliciesCommand::json).toList());
    if (shown.isEmpty()) {
      console.say("No policies yet. Try: finagent train conf/rl/pendulum-td3.yaml");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("policy", "algorithm", "trained on", "seed", "steps", "return", "± error"));
    for (StoredPolicy policy : shown) {
      rows.add(
          List.of(
              policy.id(),
              policy.algorithm(),
              where(policy),
              Long.toString(policy.seed()),
              String.format(Locale.ROOT, "%,d", policy.steps()),
              TrainTables.number(policy.last().mean()),
              TrainTables.number(policy.last().error())));
    }
    console.table(rows);
  }

  private static String where(StoredPolicy policy) {
    StoredPolicy.Market market = policy.market();
    return market.exists()
        ? String.format(
            Locale.ROOT,
            "%s, %d instruments, %s to %s",
            market.dataSet(),
            market.instruments().size(),
            LocalDate.ofEpochDay(market.fromDay()),
            LocalDate.ofEpochDay(market.toDay()))
        : policy.environment();
  }

  private static void one(Console console, StoredPolicy policy) {
    console.answer(json(policy));
    console.say("policy %s", policy.id());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("lineage", "value"));
    json(policy)
        .forEach(
            (name, value) -> {
              if (!(value instanceof List<?>) && !(value instanceof Map<?, ?>)) {
                rows.add(List.of(name, String.valueOf(value)));
              }
            });
    policy.settings().forEach((name, value) -> rows.add(List.of(name, value)));
    console.table(rows);
    console.say("");
    List<List<String>> curve = new ArrayList<>();
    curve.add(List.of("steps", "return", "± error"));
    for (StoredPolicy.Point point : policy.curve()) {
      curve.add(
          List.of(
              String.format(Locale.ROOT, "%,d", point.steps()),
              TrainTables.number(point.mean()),
              TrainTables.number(point.error())));
    }
    console.table(curve);
  }

  private static Map<String, Object> json(StoredPolicy policy) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("policy", policy.id());
    answer.put("key", policy.key());
    answer.put("digest", Policies.sha256(policy.bytes()));
    answer.put("algorithm", policy.algorithm());
    answer.put("trainedOn", where(policy));
    answer.put("seed", policy.seed());
    answer.put("steps", policy.steps());
    answer.put("parent", policy.parent());
    answer.put("codeVersion", policy.author().codeVersion());
    answer.put("user", policy.author().user());
    answer.put("at", policy.author().at().toString());
    answer.put("versions", policy.market().versions());
    answer.put("instruments", policy.market().instruments());
    answer.put("features", policy.market().features());
    answer.put("settings", policy.settings());
    answer.put("curve", policy.curve());
    return answer;
  }
}
