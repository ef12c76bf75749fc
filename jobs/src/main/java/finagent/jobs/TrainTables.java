package finagent.jobs;

import finagent.jobs.TrainJob.Row;
import finagent.rl.judging.Runs;
import finagent.tables.learning.StoredPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints trainings: a row for each policy, and a summary over seeds for each variant. */
final class TrainTables {
  private static final int MOST_ROWS = 30;
  private static final long SEED = 1;

  private TrainTables() {}

  static void print(
      Console console,
      String title,
      List<Row> rows,
      List<TrainSearch.Rung> rungs,
      List<String> warnings) {
    Map<String, List<StoredPolicy>> variants = new LinkedHashMap<>();
    for (Row row : rows) {
      List<StoredPolicy> learnt =
          variants.computeIfAbsent(row.cell().variant(), name -> new ArrayList<>());
      row.learnt().ifPresent(learnt::add);
    }
    console.say("%s: returns of judged episodes, in the training environment", title);
    if (!rungs.isEmpty()) {
      console.table(rounds(rungs));
      console.say("");
    }
    if (rows.size() <= MOST_ROWS) {
      console.table(policies(rows));
      console.say("");
    }
    console.table(summary(variants));
    warnings.forEach(text -> console.say("warning: %s", text));
    console.answer(json(title, rows, variants, rungs, warnings));
  }

  private static List<List<String>> rounds(List<TrainSearch.Rung> rungs) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("round", "steps", "trained", "went on", "best", "return", "median", "worst"));
    for (TrainSearch.Rung rung : rungs) {
      List<Map.Entry<String, Double>> order =
          rung.scores().entrySet().stream()
              .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
              .toList();
      table.add(
          List.of(
              Integer.toString(table.size()),
              String.format(Locale.ROOT, "%,d", rung.steps()),
              Integer.toString(order.size()),
              Integer.toString(rung.onward()),
              order.get(0).getKey(),
              number(order.get(0).getValue()),
              number(order.get(order.size() / 2).getValue()),
              number(order.get(order.size() - 1).getValue())));
    }
    return table;
  }

  private static List<List<String>> policies(List<Row> rows) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("policy", "training", "seed", "steps", "return", "± error", "steps/s"));
    for (Row row : rows) {
      String seed = Long.toString(row.cell().task().seed());
      table.add(
          row.learnt()
              .map(
                  policy ->
                      List.of(
                          policy.id(),
                          row.cell().variant(),
                          seed,
                          String.format(Locale.ROOT, "%,d", policy.steps()),
                          number(policy.last().mean()),
                          number(policy.last().error()),
                          row.taken() == 0
                              ? "known"
                              : String.format(Locale.ROOT, "%,.0f", speed(row))))
              .orElse(List.of("failed", row.cell().variant(), seed, "-", "-", "-", "-")));
    }
    return table;
  }

  private static double speed(Row row) {
    return row.taken() / Math.max(row.seconds(), 1e-9);
  }

  private static List<List<String>> summary(Map<String, List<StoredPolicy>> variants) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("training", "seeds", "median return", "95 % interval over seeds"));
    variants.forEach(
        (variant, policies) -> {
          if (!policies.isEmpty()) {
            Runs.Interval median = median(policies);
            table.add(
                List.of(
                    variant,
                    Integer.toString(policies.size()),
                    number(median.value()),
                    Double.isNaN(median.low())
                        ? "n/a (one seed)"
                        : number(median.low()) + " to " + number(median.high())));
          }
        });
    return table;
  }

  private static Runs.Interval median(List<StoredPolicy> policies) {
    return Runs.of(policies.stream().mapToDouble(p -> p.last().mean()).toArray()).median(SEED);
  }

  static String number(double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%.5g", value);
  }

  private static Map<String, Object> json(
      String title,
      List<Row> rows,
      Map<String, List<StoredPolicy>> variants,
      List<TrainSearch.Rung> rungs,
      List<String> warnings) {
    Map<String, Object> answer = new LinkedHashMap<>();
    List<Map<String, Object>> policies = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("training", row.cell().variant());
      one.put("seed", row.cell().task().seed());
      one.put("failure", row.failure());
      row.learnt()
          .ifPresent(
              policy -> {
                one.put("policy", policy.id());
                one.put("steps", policy.steps());
                one.put("return", policy.last().mean());
                one.put("error", policy.last().error());
                one.put("known", row.taken() == 0);
                one.put("stepsPerSecond", row.taken() == 0 ? 0 : speed(row));
              });
      policies.add(one);
    }
    List<Map<String, Object>> summary = new ArrayList<>();
    variants.forEach(
        (variant, learnt) -> {
          if (!learnt.isEmpty()) {
            Runs.Interval median = median(learnt);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("training", variant);
            one.put("seeds", learnt.size());
            one.put("median", median.value());
            one.put("low", median.low());
            one.put("high", median.high());
            summary.add(one);
          }
        });
    answer.put("title", title);
    answer.put("policies", policies);
    answer.put("summary", summary);
    answer.put("rounds", rungs);
    answer.put("warnings", warnings);
    return answer;
  }
}
