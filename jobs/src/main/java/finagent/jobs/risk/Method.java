package finagent.jobs.risk;

import finagent.sandbox.risk.Estimate;
import finagent.sandbox.risk.TailRisk;
import java.util.List;

/**
 * Risk by one method, losses positive, money.
 *
 * @param notes repairs and limits of the method
 */
public record Method(
    String method, Estimate valueAtRisk, Estimate expectedShortfall, List<String> notes) {
  public Method {
    notes = List.copyOf(notes);
  }

  static Method of(String name, TailRisk risk) {
    return new Method(name, risk.valueAtRisk(), risk.expectedShortfall(), risk.notes());
  }
}
