package finagent.sandbox.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CalendarTest {
  @Test
  void everyYearHasItsKnownNumberOfSessions() {
    int[][] known = {
      {2005, 252},
      {2006, 251},
      {2007, 251},
      {2008, 253},
      {2012, 250},
      {2016, 252},
      {2018, 251},
      {2021, 252},
      {2022, 251},
      {2024, 252}
    };
    for (int[] year : known) {
      long sessions =
          LocalDate.of(year[0], 1, 1)
              .datesUntil(LocalDate.of(year[0] + 1, 1, 1))
              .filter(Calendar.XNYS::isSession)
              .count();
      assertThat(sessions).as("sessions of %d", year[0]).isEqualTo(year[1]);
    }
  }

  @Test
  void monthEndBeforeAGoodFridayIsTheThursday() {
    assertThat(Calendar.XNYS.next(LocalDate.of(2013, 3, 28))).isEqualTo(LocalDate.of(2013, 4, 1));
  }

  @Test
  void anUnknownCalendarIsRefusedByName() {
    assertThatThrownBy(() -> Calendar.of("XLON"))
        .hasMessage("No calendar 'XLON'; there are XNYS, weekdays and always");
  }
}
