package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command on a small market, as a person or a script uses it. */
class CommandsTest {
  private static final String MOMENTUM = Cli.CONF.resolve("momentum.yaml").toString();
  private static final String REVERSION = Cli.CONF.resolve("mean-reversion.yaml").toString();
  private static final String PAIRS = Cli.CONF.resolve("pairs.yaml").toString();
  private static final String[] SMALL = {"--set", "data.set=small", "--set", "controls.draws=20"};

  @TempDir static Path folder;
  private static Cli cli;
  private static JsonNode first;

  @BeforeAll
  static void runThreeStrategies() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(30, 600, 1));
    first =
        cli.json(
            with(
                "run",
                MOMENTUM,
                REVERSION,
                PAIRS,
                "--title",
                "three",
                "--page",
                folder.resolve("first.html").toString()));
  }

  private static String[] with(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(SMALL));
    return all.toArray(String[]::new);
  }

  @Test
  void theAnswerOfARunHoldsResultsBesideControls() {
    assertThat(first.get("digest").asText()).matches("[0-9a-f]{64}");
    assertThat(first.get("computed").asInt()).isPositive();
    assertThat(first.get("reused").asInt()).isZero();
    assertThat(first.get("strategies").fieldNames())
        .toIterable()
        .containsExactly("mean-reversion", "momentum", "pairs");
    for (JsonNode strategy : first.get("strategies")) {
      assertThat(strategy.get("key").asText()).matches("[0-9a-f]{64}");
      JsonNode metrics = strategy.get("metrics");
      assertThat(Cli.texts(metrics, "name"))
          .contains("sharpe", "max-drawdown", "turnover", "sharpe-percentile");
      assertThat(Cli.texts(metrics, "item")).contains("noise", "buy-and-hold", "cash", "spread");
      assertThat(Cli.texts(metrics, "scope")).doesNotContain("draw", "instrument");
    }
  }

  @Test
  void thePageStandsAlone() throws IOException {
    String page = Files.readString(Path.of(first.get("page").asText()));
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("<svg", "momentum", "mean-reversion", "pairs", first.get("run").asText())
        .doesNotContain("src=\"http", "href=\"http");
    assertThat(page)
        .as("what three trials show by luck is a number for each of them")
        .containsPattern("(?s)(Best Sharpe expected by luck</th><td class=\"n\">[0-9].*){3}");
  }

  @Test
  void aSecondRunReusesAndSaysSo() {
    Cli.Said again = cli.ok(with("run", MOMENTUM, REVERSION, PAIRS));
    assertThat(again.out())
        .contains("return p.a.", "better than noise", "0 computed")
        .contains("digest  " + first.get("digest").asText())
        .contains("page    " + folder.resolve("page.html"));
  }

  @Test
  void aRunIsListedWithItsState() {
    JsonNode runs = cli.json("runs");
    JsonNode mine = runs.get(Cli.texts(runs, "run").indexOf(first.get("run").asText()));
    assertThat(mine.get("state").asText()).isEqualTo("completed");
    assertThat(mine.get("title").asText()).isEqualTo("three");
    assertThat(mine.get("digest").asText()).isEqualTo(first.get("digest").asText());
    assertThat(mine.get("versions").get("bars_daily").asLong()).isNotNegative();
    assertThat(mine.get("books").size()).isEqualTo(3);
    assertThat(cli.ok("runs").out())
        .contains("completed", "three", first.get("digest").asText().substring(0, 12));
    assertThat(cli.json("runs", "--limit", "1").size()).isEqualTo(1);
  }

  @Test
  void statusShowsEveryTaskDone() {
    String run = first.get("run").asText();
    JsonNode status = cli.json("status", run);
    assertThat(status.get("run").get("state").asText()).isEqualTo("completed");
    assertThat(Cli.texts(status.get("tasks"), "status")).containsOnly("completed");
    assertThat(Cli.texts(status.get("tasks"), "task"))
        .contains("momentum/alphas.mom", "pairs/alphas.spread", "mean-reversion/book");
    assertThat(status.get("tasks").size()).isEqualTo(first.get("computed").asInt());
    assertThat(cli.ok("status", run).out())
        .contains("run " + run + ": completed", "momentum/alphas.mom");
  }

  @Test
  void aPlanIsShownAndDrawnAndNothingIsDone() throws IOException {
    var before = cli.versions();
    Path svg = folder.resolve("plan.svg");
    Cli.Said said = cli.ok(with("plan", MOMENTUM, REVERSION, "--svg", svg.toString()));
    assertThat(said.out())
        .contains("momentum/alphas.mom", "momentum(lookback=252", "2 strategies", "reused")
        .contains("critical path: nothing to do", "drawn: " + svg);
    assertThat(Files.readString(svg))
        .startsWith("<svg")
        .contains("alphas.mom")
        .endsWith("</svg>\n");
    JsonNode plan = cli.json(with("plan", MOMENTUM, "--set", "capital=2e6"));
    assertThat(plan.get("books").size()).isEqualTo(1);
    assertThat(plan.get("stages").get(0).get("layout").asText()).isEqualTo("INSTRUMENTS");
    assertThat(plan.get("criticalPath")).isNotEmpty();
    assertThat(cli.ok(with("plan", MOMENTUM, "--resolved")).out())
        .contains("name: momentum", "set: small", "draws: 20", "lookback: 252d");
    assertThat(cli.versions()).isEqualTo(before);
  }

  @Test
  void aReplayGivesTheSameBits() {
    JsonNode replay = cli.json("replay", first.get("run").asText());
    assertThat(replay.get("same").asBoolean()).isTrue();
    assertThat(replay.get("now").asText()).isEqualTo(first.get("digest").asText());
  }

  @Test
  void agentsAreListedAndExplained() {
    JsonNode agents = cli.json("agents");
    assertThat(Cli.texts(agents, "name")).contains("momentum", "pairs", "drawdown-guard", "borrow");
    JsonNode one = cli.json("agents", "momentum");
    assertThat(Cli.texts(one.get("params"), "name")).contains("lookback", "skip");
    assertThat(cli.ok("agents", "momentum").out()).contains("lookback", "sessions", "Jegadeesh");
    assertThat(cli.run("agents", "momentun").err())
        .contains("momentun", "Did you mean 'momentum'?");
  }

  @Test
  void anAgentIsAudited() {
    JsonNode findings = cli.json("audit", "momentum", "--trials", "2");
    assertThat(Cli.texts(findings, "subject")).containsOnly("momentum");
    assertThat(Cli.texts(findings, "check"))
        .containsExactly("bar by bar", "prefix", "future", "neighbours", "order");
    assertThat(Cli.texts(findings, "passed")).containsOnly("true");
    assertThat(cli.ok("audit", "zscore", "--trials", "2").out())
        .contains("nothing used what was not known yet (4 checks)")
        .doesNotContain("LEAK");
    assertThat(cli.run("audit", "zscor").err()).contains("zscor", "Did you mean 'zscore'?");
  }

  @Test
  void doctorFindsAllWell() {
    JsonNode checks = cli.json("doctor", "--master", "as-if-remote");
    assertThat(Cli.texts(checks, "what"))
        .containsExactly("java", "memory", "threads", "warehouse", "grid");
    assertThat(Cli.texts(checks, "well")).containsOnly("true");
    assertThat(cli.ok("doctor").out()).contains("all is well");
  }

  @Test
  void wrongUsageIsExplainedWithoutDoingAnything() {
    assertThat(cli.run("rum").code()).isEqualTo(2);
    assertThat(cli.run("rum").err()).contains("rum");
    assertThat(cli.run("runs", "--limt", "3").err()).contains("--limt", "--limit");
    assertThat(cli.run("ingest", "x.csv").err()).contains("--name");
    assertThat(cli.run("status", "nowhere").err()).contains("No run 'nowhere'", "finagent runs");
    assertThat(cli.run("run").err()).contains("No strategy file is named");
  }
}
