package finagent.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.market.TimeAxis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The four crashes over again, from the index as it was. */
class ReplayTest {
  private static final List<String> COLUMNS = List.of("open", "high", "low", "close", "volume");

  private static final Account.Costs COSTS =
      new Account.Costs(.0005, 0, 0, .0004, .5, .01, 0, 0, .02);
  private static final Panel PANEL =
      SyntheticMarket.of(
          new SyntheticMarket.Config(
              40, 700, LocalDate.of(2015, 1, 1), 3, SyntheticMarket.Kind.STANDARD));

  @Test
  void replayingTheSameSessionsChangesNothing() {
    LocalDate first = PANEL.time().date(600);
    Replay replay = Replay.of(PANEL, first, PANEL.time().date(660));
    Scenario again = new Scenario("again", Window.from(first, replay.sessions()), List.of(replay));
    Panel same = again.apply(PANEL, COSTS).panel();
    double[] close = PANEL.bars().column("close");
    for (int k = 0; k < close.length; k++) {
      if (!Double.isNaN(close[k])) {
        assertThat(same.bars().column("close")[k]).isCloseTo(close[k], within(1e-9 * close[k]));
      }
    }
  }

  @Test
  void aReplayRepeatsMovesAndMapsStrangersByBeta() {
    Panel index = Flat.panel(80);
    double[] market = index.perSession("benchmark").orElseThrow();
    market[70] = -.2047;
    index.bars().column("close")[70 * 3] = 150;
    Replay replay = Replay.of(index, index.time().date(70), index.time().date(71));
    Panel now = Flat.panel(30);
    Scenario again = new Scenario("again", Window.last(2), List.of(replay));
    Panel replayed = again.apply(now, COSTS, Flat.BETAS).panel();
    assertThat(replayed.bars().at("close", 28, 0)).isCloseTo(150, within(1e-12));
    assertThat(replayed.bars().at("close", 29, 0)).isCloseTo(100, within(1e-12));
    assertThat(replayed.perSession("benchmark").orElseThrow()[28]).isCloseTo(-.2047, within(1e-15));
    Stressed strangers = again.apply(PANEL, COSTS, Betas.given(Map.of("SYN0000", 1.5)));
    int t = strangers.from();
    assertThat(strangers.panel().bars().at("close", t, 0) / PANEL.bars().at("close", t - 1, 0))
        .isCloseTo(1 - 1.5 * .2047, within(1e-12));
    assertThat(strangers.notes().get(0)).contains("40 of 40 instruments were not listed");
    assertThatThrownBy(() -> Replay.of(now, LocalDate.of(1987, 10, 5), LocalDate.of(1987, 12, 4)))
        .hasMessageContaining("does not hold 1987-10-05..1987-12-04");
  }

  @Test
  void aCutKeepsItsBarsItsActionsAndItsWarmUp() {
    Panel cut = Cut.of(PANEL, PANEL.time().date(300), PANEL.time().date(320), 50);
    assertThat(cut.time().size()).isEqualTo(71);
    assertThat(cut.bars().at("close", 50, 3)).isEqualTo(PANEL.bars().at("close", 300, 3));
    int first = PANEL.actions().firstAtOrAfter(250);
    assertThat(cut.actions().size()).isEqualTo(PANEL.actions().firstAtOrAfter(321) - first);
    assertThat(cut.actions().at(0).bar()).isEqualTo(PANEL.actions().at(first).bar() - 250);
    assertThatThrownBy(() -> Cut.of(PANEL, LocalDate.of(1987, 1, 1), LocalDate.of(1987, 2, 1), 0))
        .hasMessageContaining("Cannot cut 1987-01-01..1987-02-01");
  }

  @Test
  void nineteenEightySevenTakesAFifthOfBetaOneInADay() throws IOException {
    Panel index = index("gspc-daily-1950-2018.csv.gz");
    Scenario scenario = Scenarios.Past.CRASH_1987.replay(index);
    Panel then = scenario.apply(Flat.panel(100), Account.Costs.none(), Flat.BETAS).panel();
    int monday = 100 - scenario.window().sessions() + 10;
    double fall = then.bars().at("close", monday, 2) / then.bars().at("close", monday - 1, 2) - 1;
    assertThat(fall).isCloseTo(-.2047, within(5e-5));
    double beta = then.bars().at("close", monday, 0) / then.bars().at("close", monday - 1, 0) - 1;
    assertThat(beta).isCloseTo(1.2 * fall, within(1e-12));
    assertThat(then.perSession("benchmark").orElseThrow()[monday]).isCloseTo(fall, within(1e-12));
  }

  @Test
  void everyStretchEndsWhereTheIndexDid() throws IOException {
    Panel old = index("gspc-daily-1950-2018.csv.gz");
    Panel late = index("gspc-daily-2000-2020.csv.gz");
    for (Scenarios.Past past : Scenarios.Past.values()) {
      Panel index = past == Scenarios.Past.PANDEMIC_2020 ? late : old;
      Scenario scenario = past.replay(index);
      int bars = scenario.window().sessions() + 1;
      Panel then = scenario.apply(Flat.panel(bars), Account.Costs.none(), Flat.BETAS).panel();
      int end = index.time().firstAtOrAfter(past.last().toEpochDay() + 1);
      int from = index.time().firstAtOrAfter(past.first().toEpochDay());
      double expected =
          index.bars().at("close", end - 1, 0) / index.bars().at("close", from - 1, 0);
      assertThat(then.bars().at("close", bars - 1, 2) / 100)
          .as("%s", past)
          .isCloseTo(expected, within(1e-9));
    }
  }

  private static Panel index(String file) throws IOException {
    Path path =
        Path.of(System.getProperty("finagent.data", "../shared/data"))
            .resolve("long-history")
            .resolve(file);
    assumeTrue(Files.exists(path), path + " is not there; set -Dfinagent.data");
    List<String[]> rows = new ArrayList<>();
    List<String> header;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      header = List.of(reader.readLine().toLowerCase(Locale.ROOT).replace("\"", "").split(","));
      reader.lines().forEach(line -> rows.add(line.replace("\"", "").split(",")));
    }
    int bars = rows.size();
    long[] ends = new long[bars];
    int[] sessions = new int[bars];
    Map<String, double[]> columns = new LinkedHashMap<>();
    COLUMNS.forEach(name -> columns.put(name, new double[bars]));
    for (int t = 0; t < bars; t++) {
      LocalDate day = LocalDate.parse(rows.get(t)[header.indexOf("date")].substring(0, 10));
      sessions[t] = (int) day.toEpochDay();
      ends[t] = day.toEpochDay() * 86_400_000_000L;
      for (String name : COLUMNS) {
        columns.get(name)[t] = Double.parseDouble(rows.get(t)[header.indexOf(name)]);
      }
    }
    return Panel.of(
        file,
        Frame.of(
            TimeAxis.of("XNYS", 252, ends, sessions), InstrumentAxis.of(List.of("GSPC")), columns),
        Actions.none(),
        Map.of(),
        Map.of(),
        List.of());
  }
}
