package finagent.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.market.TimeAxis;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static TimeAxis days(String... days) {
    int[] sessions =
        Arrays.stream(days).mapToInt(d -> (int) LocalDate.parse(d).toEpochDay()).toArray();
    return axis(252, sessions);
  }

  private static TimeAxis axis(double barsPerYear, int[] sessions) {
    long[] ends = IntStream.range(0, sessions.length).mapToLong(t -> t * 60_000_000L).toArray();
    return TimeAxis.of("XNYS", barsPerYear, ends, sessions);
  }

  private static List<Integer> at(TimeAxis time, Account.Rebalance rebalance) {
    boolean[] scheduled = Schedule.scheduled(time, rebalance);
    return IntStream.range(0, scheduled.length).filter(t -> scheduled[t]).boxed().toList();
  }

  @Test
  void monthEndIsTheLastSessionByTheCalendarEvenAtTheEndOfTheData() {
    // 2024-03-29 was Good Friday: the 28th is the last session, known on that day.
    TimeAxis time = days("2024-02-28", "2024-02-29", "2024-03-01", "2024-03-27", "2024-03-28");
    assertThat(at(time, Account.Rebalance.MONTH_END)).containsExactly(1, 4);
  }

  @Test
  void weeklyIsTheLastSessionOfTheIsoWeek() {
    TimeAxis time = days("2024-03-27", "2024-03-28", "2024-04-01", "2024-04-05", "2024-04-08");
    assertThat(at(time, Account.Rebalance.WEEKLY)).containsExactly(1, 3);
  }

  @Test
  void dailyIsEveryDailyBar() {
    assertThat(at(days("2024-03-27", "2024-03-28"), Account.Rebalance.DAILY)).containsExactly(0, 1);
  }

  @Test
  void aPeriodWhoseLastSessionIsMissingIsMadeUpForAtTheNextBar() {
    TimeAxis time = days("2024-02-28", "2024-03-01", "2024-03-04");
    assertThat(at(time, Account.Rebalance.MONTH_END)).containsExactly(1);
  }

  @Test
  void ofIntradayBarsTheLastOfTheSessionCounts() {
    // Three bars a session; the second session is cut short and made up for at the next open.
    int[] sessions = {19_800, 19_800, 19_800, 19_801, 19_801, 19_802, 19_802, 19_802};
    assertThat(at(axis(756, sessions), Account.Rebalance.DAILY)).containsExactly(2, 5, 7);
  }

  @Test
  void aPrefixDecidesAsTheWholeHistory() {
    int[] sessions =
        IntStream.range(0, 900)
            .map(k -> 12_000 + k)
            .filter(d -> finagent.sandbox.market.Calendar.XNYS.isSession(LocalDate.ofEpochDay(d)))
            .flatMap(d -> IntStream.generate(() -> d).limit(d % 11 == 0 ? 2 : 4))
            .toArray();
    TimeAxis time = axis(4 * 252, sessions);
    for (Account.Rebalance rebalance : Account.Rebalance.values()) {
      boolean[] whole = Schedule.scheduled(time, rebalance);
      for (int cut = 1; cut < time.size(); cut += 7) {
        assertThat(Schedule.scheduled(time.slice(0, cut), rebalance))
            .isEqualTo(Arrays.copyOf(whole, cut));
      }
    }
  }
}
