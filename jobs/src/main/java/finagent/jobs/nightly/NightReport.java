package finagent.jobs.nightly;

import finagent.tables.night.NightId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** A night in a few lines, from the facts of its steps. */
public final class NightReport {
  private NightReport() {}

  /** Lines for people. */
  public static List<String> lines(
      NightId night, SortedMap<String, SortedMap<String, String>> steps) {
    List<String> lines = new ArrayList<>();
    lines.add("night %s".formatted(night));
    SortedMap<String, String> came = of(steps, ImportStep.NAME);
    lines.add(
        "  import      %s: %s lines, %s new, %s restated, %s duplicates; %s symbols, %s missing; %s new actions"
            .formatted(
                came.getOrDefault("drop", "?"),
                came.getOrDefault("lines", "0"),
                came.getOrDefault("added", "0"),
                came.getOrDefault("restated", "0"),
                came.getOrDefault("duplicates", "0"),
                came.getOrDefault("symbols", "0"),
                came.getOrDefault("absent", "0"),
                came.getOrDefault("new-actions", "0")));
    if (came.getOrDefault("late", "").equals("true")) {
      lines.add("  late        a later drop was there before: known bars stay as they are");
    }
    SortedMap<String, String> ran = of(steps, "strategies");
    lines.add(
        "  strategies  run %s: %s; %s bars read; digest %s"
            .formatted(
                ran.getOrDefault("run", "?"),
                ran.containsKey("from")
                    ? "went on from " + ran.get("from") + fresh(ran)
                    : "ran over everything (%s)".formatted(ran.getOrDefault("whole", "?")),
                ran.getOrDefault("bars-read", "?"),
                ran.getOrDefault("digest", "?")));
    if (!ran.getOrDefault("changed", "").isEmpty()) {
      lines.add("  restated    past decisions would be others: " + ran.get("changed"));
    }
    SortedMap<String, String> orders = of(steps, OrderStep.NAME);
    lines.add(
        "  book        value %s, profit %s, gross %s, net %s in %s lines; %s lost to whole shares"
            .formatted(
                money(orders, "value"),
                money(orders, "profit"),
                money(orders, "gross"),
                money(orders, "net"),
                orders.getOrDefault("lines", "0"),
                money(orders, "rounded")));
    lines.add(
        "  orders      %s in %s"
            .formatted(orders.getOrDefault("orders", "0"), orders.getOrDefault("file", "?")));
    said(lines, "delisted    paid out: ", orders.getOrDefault("delisted", ""));
    said(lines, "no price    not traded: ", orders.getOrDefault("stale", ""));
    risk(lines, of(steps, "risk"), number(orders, "value"));
    SortedMap<String, String> check = of(steps, "check");
    lines.add(
        check.containsKey("exceeded")
            ? "  check       last night said %s; profit %s: %s; %s of %s nights exceeded"
                .formatted(
                    money(check, "said"),
                    money(check, "profit"),
                    check.getOrDefault("exceeded", "").equals("true") ? "exceeded" : "within",
                    check.getOrDefault("exceedances", "?"),
                    check.getOrDefault("checked", "?"))
            : "  check       " + check.getOrDefault("note", "not done"));
    return lines;
  }

  private static void said(List<String> lines, String what, String symbols) {
    if (!symbols.isEmpty()) {
      lines.add("  " + what + symbols);
    }
  }

  private static String fresh(SortedMap<String, String> ran) {
    String fresh = ran.getOrDefault("new-instruments", "");
    return fresh.isEmpty() ? "" : ", its state made anew for the new instruments " + fresh;
  }

  private static void risk(List<String> lines, SortedMap<String, String> risk, double value) {
    lines.add(
        risk.containsKey("var")
            ? "  risk        value at risk %s, expected shortfall %s (%s, level %s, %s sessions); %s bars read"
                .formatted(
                    money(risk, "var"),
                    money(risk, "es"),
                    risk.getOrDefault("method", "?"),
                    risk.getOrDefault("level", "?"),
                    risk.getOrDefault("sessions", "?"),
                    risk.getOrDefault("bars-read", "?"))
            : "  risk        " + risk.getOrDefault("note", "not done"));
    for (Map.Entry<String, String> fact : risk.entrySet()) {
      if (fact.getKey().startsWith("stress-")) {
        double profit = Double.parseDouble(fact.getValue());
        lines.add(
            String.format(
                Locale.ROOT,
                "  stress      %-22s %+,.0f (%+.2f %%)",
                fact.getKey().substring("stress-".length()),
                profit,
                100 * profit / value));
      }
    }
  }

  private static SortedMap<String, String> of(
      SortedMap<String, SortedMap<String, String>> steps, String step) {
    return steps.getOrDefault(step, Collections.emptySortedMap());
  }

  private static String money(SortedMap<String, String> facts, String name) {
    return String.format(Locale.ROOT, "%,.0f", number(facts, name));
  }

  private static double number(SortedMap<String, String> facts, String name) {
    return Double.parseDouble(facts.getOrDefault(name, "NaN"));
  }
}
