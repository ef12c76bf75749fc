package finagent.sandbox.scenario;

import finagent.sandbox.market.TimeAxis;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * The sessions of a market that a scenario changes.
 *
 * @param firstDay epoch day: the window begins with the first session at or after it; {@link
 *     Long#MAX_VALUE} = the window is the last sessions of the market
 * @param sessions how many trading days
 */
public record Window(long firstDay, int sessions) implements Serializable {
  public Window {
    if (sessions < 1) {
      throw new IllegalArgumentException(
          "Invalid window: %d sessions (must be >= 1)".formatted(sessions));
    }
  }

  /** The sessions from a date on. */
  public static Window from(LocalDate first, int sessions) {
    return new Window(first.toEpochDay(), sessions);
  }

  /** The last sessions of whatever market it is applied to. */
  public static Window last(int sessions) {
    return new Window(Long.MAX_VALUE, sessions);
  }

  /** The first bar of each session of the window, and the bar after its last. */
  int[] bars(String scenario, TimeAxis time) {
    int[] starts = new int[sessions + 1];
    boolean last = firstDay == Long.MAX_VALUE;
    int bar = last ? time.size() : time.firstAtOrAfter(firstDay);
    if (last) {
      for (int s = sessions; s >= 0; s--) {
        starts[s] = bar;
        if (bar == 0 && s > 0) {
          throw tooShort(scenario, time, sessions - s);
        }
        bar = bar == 0 ? 0 : time.firstAtOrAfter(time.session(bar - 1));
      }
    } else {
      for (int s = 0; s <= sessions; s++) {
        starts[s] = bar;
        if (bar == time.size() && s < sessions) {
          throw tooShort(scenario, time, s);
        }
        bar = bar == time.size() ? bar : time.firstAtOrAfter(time.session(bar) + 1L);
      }
    }
    if (starts[0] == 0) {
      throw new IllegalArgumentException(
          "Scenario '%s' would begin with the first bar of the market (%s), which has no return; begin"
                  .formatted(scenario, time)
              + " it later, or with more history");
    }
    return starts;
  }

  private IllegalArgumentException tooShort(String scenario, TimeAxis time, int found) {
    String from = firstDay == Long.MAX_VALUE ? "" : " from " + LocalDate.ofEpochDay(firstDay);
    return new IllegalArgumentException(
        "Scenario '%s' needs %d sessions%s, the market (%s) has %d; begin it earlier, or make it"
                .formatted(scenario, sessions, from, time, found)
            + " shorter");
  }
}
