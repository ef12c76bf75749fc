package finagent.jobs.risk;

import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.Exposures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A portfolio in money, at the last close of each instrument; instruments it holds none of are left
 * out.
 *
 * @param notes what had to be assumed
 */
public record Valued(Exposures book, List<String> notes) {
  public Valued {
    notes = List.copyOf(notes);
  }

  /**
   * Values it.
   *
   * @param panel a market that has all its instruments
   * @param capital what a weight of 1 is worth; not used for quantities
   */
  public static Valued of(Portfolio portfolio, Panel panel, double capital) {
    List<String> ids = new ArrayList<>();
    List<Double> money = new ArrayList<>();
    List<String> notes = new ArrayList<>(portfolio.notes());
    for (Map.Entry<String, Double> line : portfolio.amounts().entrySet()) {
      if (line.getValue() != 0) {
        boolean shares = portfolio.unit() == Portfolio.Unit.QUANTITY;
        double worth = last(panel, line.getKey(), notes);
        ids.add(line.getKey());
        money.add(line.getValue() * (shares ? worth : capital));
      }
    }
    return new Valued(
        Exposures.of(ids, money.stream().mapToDouble(Double::doubleValue).toArray()), notes);
  }

  private static double last(Panel panel, String id, List<String> notes) {
    int i = panel.instruments().indexOf(id);
    int end = panel.time().size() - 1;
    for (int t = end; t >= 0; t--) {
      double close = panel.bars().at("close", t, i);
      if (!Double.isNaN(close)) {
        if (t < end) {
          notes.add(
              "'%s' has no bar after %s: it is valued at that close"
                  .formatted(id, panel.time().date(t)));
        }
        return close;
      }
    }
    throw new IllegalArgumentException(
        "The market '%s' has no close of '%s' to value it at".formatted(panel.source(), id));
  }
}
