package finagent.jobs;

import finagent.jobs.nightly.Alerts;
import finagent.jobs.nightly.OrderStep;
import finagent.jobs.nightly.Past;
import finagent.jobs.nightly.PipelineFile;
import finagent.sandbox.market.Calendar;
import finagent.tables.Warehouse;
import finagent.tables.night.NightLog;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The last nights of a pipeline at a glance. */
@Command(
    name = "status",
    description = "The last 30 nights at a glance.",
    mixinStandardHelpOptions = true)
final class NightlyStatusCommand implements Callable<Integer> {
  private static final int NIGHTS = 30;
  private static final LocalDate FAR = LocalDate.of(2199, 12, 31);
  private static final int YEARS_BACK = 400;

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "The pipeline (YAML).")
  private Path file = Path.of("conf/nightly.yaml");

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse();
      String pipeline = PipelineFile.read(file).name();
      SortedMap<LocalDate, Past.One> nights =
          Past.since(new NightLog(warehouse), pipeline, FAR.minusYears(YEARS_BACK), FAR).nights();
      List<Alerts.Alert> alerts = Alerts.of(warehouse, pipeline);
      TreeSet<LocalDate> asked = new TreeSet<>(nights.keySet());
      alerts.stream()
          .filter(alert -> alert.kind().equals("failed"))
          .map(alert -> LocalDate.parse(alert.session()))
          .forEach(asked::add); // nights that failed before they began
      if (asked.isEmpty()) {
        console.say("pipeline %s has no night yet", pipeline);
        console.answer(List.of());
        return 0;
      }
      List<LocalDate> sessions = Calendar.XNYS.sessions(asked.first(), asked.last());
      List<LocalDate> last =
          sessions.subList(Math.max(0, sessions.size() - NIGHTS), sessions.size());
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of("session", "state", "orders", "value", "profit", "VaR", "exceeded", "alerts"));
      List<Map<String, String>> answers = new ArrayList<>();
      for (LocalDate session : last) {
        List<String> row = row(session, Optional.ofNullable(nights.get(session)), alerts);
        rows.add(row);
        Map<String, String> answer = new LinkedHashMap<>();
        for (int c = 0; c < row.size(); c++) {
          answer.put(rows.get(0).get(c), row.get(c));
        }
        answers.add(answer);
      }
      console.table(rows);
      console.answer(answers);
      return 0;
    }
  }

  private static List<String> row(
      LocalDate session, Optional<Past.One> night, List<Alerts.Alert> alerts) {
    String told =
        String.join(
            ", ",
            alerts.stream()
                .filter(alert -> alert.session().equals(session.toString()))
                .map(Alerts.Alert::kind)
                .distinct()
                .toList());
    if (night.isEmpty()) {
      return List.of(session.toString(), "missed", "", "", "", "", "", told);
    }
    Past.One one = night.get();
    SortedMap<String, String> orders = one.facts(OrderStep.NAME);
    return List.of(
        session.toString(),
        one.state().word(),
        orders.getOrDefault("orders", ""),
        money(orders, "value"),
        money(orders, "profit"),
        money(one.facts("risk"), "var"),
        one.facts("check").getOrDefault("exceeded", ""),
        told);
  }

  private static String money(SortedMap<String, String> facts, String name) {
    String text = facts.getOrDefault(name, "");
    return text.isEmpty() ? "" : String.format(Locale.ROOT, "%,.0f", Double.parseDouble(text));
  }
}
