package finagent.jobs;

import finagent.jobs.risk.Reverse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Prints a reverse stress for people, the largest losses first. */
final class ReverseTables {
  private static final int MOST = 20;

  private ReverseTables() {}

  static void print(Console console, Reverse reverse, int horizon) {
    console.say(
        "the most plausible way to lose %,.0f: %.2f standard deviations of %d session%s away"
            + " (normal chance %.2g):",
        reverse.loss(), reverse.distance(), horizon, horizon == 1 ? "" : "s", reverse.chance());
    List<Reverse.Shock> sorted = new ArrayList<>(reverse.shocks());
    sorted.sort(
        Comparator.comparingDouble(Reverse.Shock::profit).thenComparing(Reverse.Shock::instrument));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("instrument", "exposure", "moves by", "profit"));
    double rest = 0;
    for (int k = 0; k < sorted.size(); k++) {
      Reverse.Shock shock = sorted.get(k);
      if (k < MOST) {
        rows.add(
            List.of(
                shock.instrument(),
                money(shock.money()),
                String.format(
                    Locale.ROOT, "%.2f %%%s", 100 * shock.move(), shock.held() ? " (all)" : ""),
                money(shock.profit())));
      } else {
        rest += shock.profit();
      }
    }
    if (sorted.size() > MOST) {
      rows.add(List.of((sorted.size() - MOST) + " others", "", "", money(rest)));
    }
    console.table(rows);
  }

  private static String money(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
