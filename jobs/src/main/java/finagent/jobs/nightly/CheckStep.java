package finagent.jobs.nightly;

import finagent.tables.night.NightId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Last night's value at risk against what happened: whether the paper book lost more than was said.
 *
 * @param before the last night that was done
 */
public record CheckStep(NightId night, Past past, Optional<Past.One> before, Alerts alerts)
    implements Step {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done) {
    SortedMap<String, String> facts = new TreeMap<>();
    String said = before.map(one -> one.facts("risk").getOrDefault("var", "")).orElse("");
    if (said.isEmpty()) {
      facts.put("note", "no value at risk was said the night before");
      return facts;
    }
    SortedMap<String, String> orders = done.getOrDefault(OrderStep.NAME, new TreeMap<>());
    double profit = Double.parseDouble(orders.getOrDefault("profit", "NaN"));
    boolean exceeded = -profit > Double.parseDouble(said);
    facts.put("said", said);
    facts.put("profit", Double.toString(profit));
    facts.put("exceeded", Boolean.toString(exceeded));
    int checked = 1;
    int exceedances = exceeded ? 1 : 0;
    for (Past.One one : past.nights().headMap(night.session()).values()) {
      String outcome = one.facts("check").getOrDefault("exceeded", "");
      checked += outcome.isEmpty() ? 0 : 1;
      exceedances += outcome.equals("true") ? 1 : 0;
    }
    facts.put("checked", Integer.toString(checked));
    facts.put("exceedances", Integer.toString(exceedances));
    if (exceeded) {
      alerts.raise(
          night,
          "var-exceeded",
          "WARN",
          String.format(
              java.util.Locale.ROOT,
              "the book lost %,.0f; last night's value at risk was %,.0f (%d of %d nights so far)",
              -profit,
              Double.parseDouble(said),
              exceedances,
              checked));
    }
    return facts;
  }
}
