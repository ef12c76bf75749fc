package finagent.sandbox.market;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CalendarTest {
  private static final Path DATA = Path.of(System.getProperty("finagent.data", "../shared/data"));

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

  /** Every weekday of 41 years, against exchange_calendars 4.13.2 (scripts/xnys-oracle.py). */
  @Test
  void newYorkIsAsAnotherCalendarHasItFrom1990To2030() throws IOException {
    List<String> ours = new ArrayList<>();
    LocalDate.of(1990, 1, 1)
        .datesUntil(LocalDate.of(2031, 1, 1))
        .filter(Calendar.WEEKDAYS::isSession)
        .forEach(
            day -> {
              if (!Calendar.XNYS.isSession(day)) {
                ours.add(day + " closed");
              } else if (Calendar.XNYS.closesEarly(day)) {
                ours.add(day + " " + Calendar.XNYS.close(day));
              }
            });
    List<String> theirs = new ArrayList<>(lines("/finagent/market/xnys.txt"));
    assertThat(theirs.remove(0)).endsWith("XNYS: 10322 sessions");
    assertThat(ours).containsExactlyElementsOf(theirs).hasSizeGreaterThan(400);
  }

  @Test
  void theYearThatClosedForTheAttacksHasTheFewestSessions() {
    LocalDate first = LocalDate.of(2001, 1, 1);
    assertThat(Calendar.XNYS.sessions(first, first.plusYears(1).minusDays(1))).hasSize(248);
    assertThat(Calendar.XNYS.next(LocalDate.of(2001, 9, 10))).isEqualTo("2001-09-17");
    assertThat(Calendar.XNYS.previous(LocalDate.of(2012, 10, 31))).isEqualTo("2012-10-26");
  }

  @Test
  void aSessionIsFinishedAtItsCloseInSummerAndInWinterAndOnShortDays() {
    LocalDate summer = LocalDate.of(2026, 7, 1);
    assertThat(Calendar.XNYS.end(summer)).isEqualTo("2026-07-01T20:00:00Z");
    assertThat(Calendar.XNYS.end(LocalDate.of(2026, 1, 5))).isEqualTo("2026-01-05T21:00:00Z");
    assertThat(Calendar.XNYS.end(LocalDate.of(2026, 11, 27))).isEqualTo("2026-11-27T18:00:00Z");
    Instant close = Calendar.XNYS.end(summer);
    assertThat(Calendar.XNYS.lastFinished(close)).isEqualTo(summer);
    assertThat(Calendar.XNYS.lastFinished(close.minusNanos(1))).isEqualTo("2026-06-30");
    assertThat(Calendar.XNYS.lastFinished(Instant.parse("2026-07-05T12:00:00Z")))
        .as("the fourth, a Saturday, is kept on the Friday")
        .isEqualTo("2026-07-02");
  }

  @Test
  void aDayOfACalendarWithoutAnExchangeEndsAtMidnight() {
    LocalDate day = LocalDate.of(2026, 5, 1);
    assertThat(Calendar.WEEKDAYS.end(day)).isEqualTo("2026-05-02T00:00:00Z");
    assertThat(Calendar.ALWAYS.lastFinished(Instant.parse("2026-05-02T00:00:00Z"))).isEqualTo(day);
    assertThat(Calendar.ALWAYS.closesEarly(day)).isFalse();
  }

  @Test
  void theSp500AndItsIndexTradeOnTheSessionsOfTheCalendarAndOnNoOthers() throws IOException {
    assumeTrue(Files.isDirectory(DATA), DATA + " is not there; set -Dfinagent.data");
    TreeSet<LocalDate> panel = new TreeSet<>();
    try (Stream<Path> files = Files.list(DATA.resolve("sp500-daily/prices"))) {
      for (Path file : files.toList()) {
        panel.addAll(days(file, 0));
      }
    }
    assertThat(panel).hasSize(3239);
    assertSessions(panel);
    Path index = DATA.resolve("long-history");
    assertSessions(days(index.resolve("gspc-daily-1950-2018.csv.gz"), 1));
    assertSessions(days(index.resolve("gspc-daily-2000-2020.csv.gz"), 0));
  }

  private static void assertSessions(TreeSet<LocalDate> days) {
    LocalDate since = LocalDate.of(1970, 1, 1);
    TreeSet<LocalDate> known = new TreeSet<>(days.tailSet(since));
    List<LocalDate> sessions = Calendar.XNYS.sessions(known.first(), known.last());
    assertThat(sessions.stream().filter(day -> !known.contains(day))).as("no bars").isEmpty();
    assertThat(known.stream().filter(day -> !Calendar.XNYS.isSession(day)))
        .as("bars, no session")
        .isEmpty();
  }

  /** The days in a column of a compressed file. */
  private static TreeSet<LocalDate> days(Path file, int column) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      TreeSet<LocalDate> days = new TreeSet<>();
      in.lines()
          .skip(1)
          .map(line -> line.split(",", -1)[column].replace("\"", "").substring(0, 10))
          .distinct()
          .forEach(day -> days.add(LocalDate.parse(day)));
      return days;
    }
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = CalendarTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
