package finagent.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
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
