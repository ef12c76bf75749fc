package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.Warehouse;
import finagent.tables.montecarlo.StressRow;
import finagent.tables.montecarlo.StressRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code finagent stress} on a small market, as a person or a script uses it. */
class StressCommandTest {
  private static final String TREND = Cli.CONF.resolve("ma-cross.yaml").toString();
  private static final String REVERSION = Cli.CONF.resolve("mean-reversion.yaml").toString();

  @TempDir static Path folder;
  private static Cli cli;

  @BeforeAll
  static void importAMarket() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(12, 420, 1), "--warning", "synthetic prices");
  }

  private static String[] with(String... args) {
    List<String> all = new ArrayList<>(List.of("stress", TREND, REVERSION));
    all.addAll(List.of("--set", "data.set=small"));
    all.addAll(List.of("--page", folder.resolve("stress.html").toString()));
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  private static JsonNode entry(JsonNode answer, String strategy, String scenario) {
    for (JsonNode entry : answer.get("entries")) {
      if (entry.get("strategy").asText().equals(strategy)
          && entry.get("scenario").asText().equals(scenario)) {
        return entry;
      }
    }
    throw new AssertionError("no " + strategy + " in " + scenario + ": " + answer);
  }

  @Test
  void aNeutralScenarioEqualsTheBaselineBitForBit() {
    JsonNode answer = cli.json(with("--scenarios", "neutral,market-crash"));
    for (String strategy : List.of("ma-cross", "mean-reversion")) {
      JsonNode neutral = entry(answer, strategy, "neutral");
      assertThat(neutral.get("digest")).isEqualTo(neutral.get("baselineDigest"));
      assertThat(neutral.get("stressed")).isEqualTo(neutral.get("baseline"));
      JsonNode crash = entry(answer, strategy, "market-crash");
      assertThat(crash.get("baselineDigest")).isEqualTo(neutral.get("digest"));
      assertThat(crash.get("digest")).isNotEqualTo(crash.get("baselineDigest"));
    }
  }

  @Test
  void whereAndHowTheMatrixIsCutChangesNothing() {
    JsonNode whole = cli.json(with("--scenarios", "bear,liquidity-crisis", "--parts", "1"));
    for (String[] other : new String[][] {{"--parts", "6"}, {"--master", "as-if-remote"}}) {
      JsonNode again = cli.json(with("--scenarios", "bear,liquidity-crisis", other[0], other[1]));
      assertThat(again.get("entries")).isEqualTo(whole.get("entries"));
      assertThat(again.get("digest")).isEqualTo(whole.get("digest"));
      assertThat(again.get("run")).isNotEqualTo(whole.get("run"));
    }
    assertThat(cli.json(with("--scenarios", "bear")).get("digest"))
        .isNotEqualTo(whole.get("digest"));
  }

  @Test
  void everyNumberIsRememberedAndDrawn() throws IOException {
    JsonNode answer = cli.json(with("--scenarios", "bear,market-crash", "--ladder", "move"));
    List<StressRow> rows =
        new StressRows(Warehouse.open(folder.resolve("warehouse")))
            .read(answer.get("run").asText());
    assertThat(rows).hasSize(2 * answer.get("entries").size()).hasSize(2 * 2 * (2 + 7));
    for (StressRow row : rows) {
      JsonNode told = entry(answer, row.strategy(), row.scenario()).get(row.world());
      assertThat(row.totalReturn()).isEqualTo(told.get("totalReturn").asDouble());
      assertThat(row.spread()).isEqualTo(told.get("spread").asDouble());
    }
    String page = Files.readString(Path.of(answer.get("page").asText()));
    assertThat(page)
        .contains("Change of the return by scenario and strategy")
        .contains("Change of the return of ma-cross", "Ladder of move", "shade9");
    Cli.Said replay = cli.run("replay", answer.get("run").asText());
    assertThat(replay.err()).contains("is a stress test", "finagent stress");
  }

  @Test
  void aLadderWithoutAChangeIsTheBaselineAndEachStepDownHurtsMore() {
    JsonNode answer = cli.json(with("--ladder", "move=-30%:-10%:0", "--ladder", "spread=1:5"));
    JsonNode still = entry(answer, "ma-cross", "move 0.0");
    assertThat(still.get("digest")).isEqualTo(still.get("baselineDigest"));
    double down =
        entry(answer, "ma-cross", "move -0.1").get("stressed").get("totalReturn").asDouble();
    double far =
        entry(answer, "ma-cross", "move -0.3").get("stressed").get("totalReturn").asDouble();
    assertThat(down).isLessThan(still.get("stressed").get("totalReturn").asDouble());
    assertThat(far).isLessThan(down);
    JsonNode one = entry(answer, "ma-cross", "spread 1.0");
    assertThat(one.get("digest")).isEqualTo(one.get("baselineDigest"));
    assertThat(cli.refused(with("--ladder", "movw"))).contains("No ladder 'movw'", "'move'");
    assertThat(cli.refused(with("--ladder", "move=-30%,x"))).contains("'-30%,x' is no number");
  }

  @Test
  void sessionsOfTheDataAreHadAgain() {
    JsonNode again =
        entry(
            cli.json(with("--again", "2015-06-01..2015-07-31")),
            "ma-cross",
            "again 2015-06-01..2015-07-31");
    assertThat(again.get("digest")).isNotEqualTo(again.get("baselineDigest"));
    assertThat(cli.refused(with("--again", "2015-06-01"))).contains("write two days");
    assertThat(cli.refused(with("--again", "1999-06-01..1999-07-01")))
        .contains("does not hold 1999-06-01");
  }

  @Test
  void everyCombinationOfAFileIsAColumn() throws IOException {
    JsonNode answer =
        cli.json(
            "stress",
            TREND,
            "--set",
            "data.set=small",
            "--set",
            "vary={alphas.trend.fast: [20d, 50d]}",
            "--scenarios",
            "bear",
            "--page",
            folder.resolve("vary.html").toString());
    assertThat(answer.get("entries")).hasSize(2);
  }

  @Test
  void aCrashHurtsWhoIsLong() {
    JsonNode crash =
        entry(cli.json(with("--scenarios", "market-crash")), "ma-cross", "market-crash");
    double change =
        crash.get("stressed").get("totalReturn").asDouble()
            - crash.get("baseline").get("totalReturn").asDouble();
    assertThat(change).isLessThan(-0.05);
    assertThat(crash.get("stressed").get("drawdown").asDouble())
        .isLessThan(crash.get("baseline").get("drawdown").asDouble());
  }

  @Test
  void aScenarioOfOnesEqualsTheBaselineBitForBit() throws IOException {
    String file =
        cli.written(
            "ones.yaml",
            """
            ones:
              sessions: 100
              shocks:
                - {kind: volatility, multiple: 1}
                - {kind: move, move: 0%}
                - {kind: liquidity, spread: 1, volume: 1, borrow: 1}
                - {kind: rates, change: 0}
            """);
    JsonNode answer = cli.json(with("--custom", file, "--scenarios", "ones"));
    for (JsonNode entry : answer.get("entries")) {
      assertThat(entry.get("digest")).isEqualTo(entry.get("baselineDigest"));
    }
  }

  /** Within the last four sessions there is one rebalancing, decided before anything changes. */
  @Test
  void fiveTimesTheSpreadOnTheSameFillsCostsExactlyFiveTimesAsMuch() throws IOException {
    JsonNode wide = wide(4);
    JsonNode now = wide.get("stressed");
    JsonNode was = wide.get("baseline");
    assertThat(was.get("fills").asInt()).isPositive();
    assertThat(now.get("fills")).isEqualTo(was.get("fills"));
    double spread = was.get("spread").asDouble();
    assertThat(spread).isPositive();
    assertThat(now.get("spread").asDouble()).isCloseTo(5 * spread, within(1e-12 * spread));
  }

  @Test
  void overMoreSessionsTheFillsReactToTheCosts() throws IOException {
    JsonNode wide = wide(40);
    double spread = wide.get("baseline").get("spread").asDouble();
    assertThat(wide.get("stressed").get("spread").asDouble())
        .isNotCloseTo(5 * spread, within(1e-9 * spread))
        .isCloseTo(5 * spread, within(0.05 * 5 * spread));
  }

  private static JsonNode wide(int sessions) throws IOException {
    String file =
        cli.written(
            "wide-" + sessions + ".yaml",
            "wide: {sessions: %d, shocks: [{kind: liquidity, spread: 5}]}\n".formatted(sessions));
    return entry(cli.json(with("--custom", file, "--scenarios", "wide")), "mean-reversion", "wide");
  }

  @Test
  void allThatFitsIsRunAndTheRestIsNamed() {
    Cli.Said said = cli.ok(with());
    assertThat(said.out())
        .contains("ma-cross, over the sessions of each scenario:", "black-swan", "turnover")
        .contains("change of return, all strategies:");
    assertThat(said.err())
        .contains("pandemic-2020 not run", "does not hold 2020-02-19..2020-04-07")
        .contains("small: synthetic");
  }

  @Test
  void optionsOfScenariosWithoutAScenarioAreRefused() {
    for (String[] option :
        new String[][] {
          {"--custom", "missing.yaml"},
          {"--fed", "missing.csv"},
          {"--fed-history", "missing.csv"},
          {"--quarters", "4"},
          {"--at", "2016-06-01"}
        }) {
      assertThat(cli.refused(with("--ladder", "move", option[0], option[1])))
          .contains("--custom, --fed, --fed-history, --quarters and --at are of scenarios")
          .contains("--scenarios NAME");
    }
    assertThat(cli.refused(with("--again", "2015-06-01..2015-07-31", "--at", "2016-06-01")))
        .contains("beside --ladder or --again name which");
    assertThat(cli.refused(with("--custom", "missing.yaml"))).contains("missing.yaml");
  }

  @Test
  void aScenarioWithoutRoomIsRefusedWhereItWasAskedFor() {
    assertThat(cli.refused(with("--scenarios", "crash-1987"))).contains("does not hold 1987-10-05");
    assertThat(cli.refused(with("--scenarios", "bull", "--at", "2016-06-01")))
        .contains("'bull' needs 250 sessions from 2016-06-01");
  }

  @Test
  void aMistypedScenarioIsSetRight() {
    assertThat(cli.refused(with("--scenarios", "market-crahs")))
        .contains("No scenario 'market-crahs'", "Did you mean 'market-crash'?");
  }

  @Test
  void theFedsQuartersArePlayed() throws IOException {
    String head =
        "Scenario Name,Date,3-month Treasury rate,Dow Jones Total Stock Market Index (Level),"
            + "Market Volatility Index (Level)\n";
    String actual = cli.written("actual.csv", head + "Actual,2024 Q4,4.4,58943.3,27.6\n");
    String adverse =
        cli.written(
            "adverse.csv",
            head
                + "Supervisory Severely Adverse,2025 Q1,1.6,40000.0,65.0\n"
                + "Supervisory Severely Adverse,2025 Q2,0.1,30000.0,60.0\n");
    JsonNode fed =
        entry(
            cli.json(
                with(
                    "--fed",
                    adverse,
                    "--fed-history",
                    actual,
                    "--quarters",
                    "1",
                    "--scenarios",
                    "supervisory-severely-adverse")),
            "ma-cross",
            "supervisory-severely-adverse");
    assertThat(fed.get("stressed").get("totalReturn").asDouble())
        .isLessThan(fed.get("baseline").get("totalReturn").asDouble() - 0.02);
    assertThat(cli.refused(with("--fed", adverse))).contains("--fed-history", "belong together");
  }
}
