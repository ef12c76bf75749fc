package finagent.jobs.nightly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a drop must not be, for a night to go on: shares above which it stops.
 *
 * @param missing of the symbols of the session before, those without a bar
 * @param restated of the bars that were known, those that have other values
 * @param spikes of the lines, those with a shifted decimal point
 */
public record Gates(double missing, double restated, double spikes) {
  /** A fifth missing, a fifth restated, one in a hundred a spike. */
  public static final Gates USUAL = new Gates(0.2, 0.2, 0.01);

  /**
   * What was seen of a drop.
   *
   * @param last its last session; {@link LocalDate#MIN} where it is empty
   * @param before symbols with a bar in the session before
   * @param absent of them those without one in the session
   */
  public record Seen(
      LocalDate last,
      long before,
      long absent,
      long known,
      long restated,
      long lines,
      long spikes) {}

  /** What is wrong, in words; empty where the night may go on. */
  public List<String> problems(LocalDate session, Seen seen) {
    if (seen.lines() == 0) {
      return List.of("the drop is empty");
    }
    List<String> problems = new ArrayList<>();
    if (!seen.last().equals(session)) {
      problems.add("the drop ends with %s, not with %s".formatted(seen.last(), session));
    }
    judge(
        problems,
        "symbols of the session before are missing",
        seen.absent(),
        seen.before(),
        missing);
    judge(problems, "known bars are restated", seen.restated(), seen.known(), restated);
    judge(problems, "lines look like shifted decimal points", seen.spikes(), seen.lines(), spikes);
    return problems;
  }

  private static void judge(List<String> problems, String what, long part, long all, double most) {
    if (all > 0 && part > most * all) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d %s: %.1f %%, more than %.1f %%",
              part,
              all,
              what,
              100.0 * part / all,
              100 * most));
    }
  }
}
