package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.agents.Pools;
import finagent.planner.StrategyDag;
import finagent.planner.spec.SpecCompiler;
import finagent.planner.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A period begins when it says, however far its signals look back. */
class WarmupTest {
  private static final String FILE =
      """
      name: back %s
      data: {set: small}
      period: {from: 2019-06-03}
      alphas: {mom: {agent: momentum, lookback: %s, skip: 0d, mode: time-series}}
      portfolio: equal-weight
      controls: {draws: 0}
      """;

  @TempDir Path folder;

  private static String warmup(String lookback) {
    Pools pools = Pools.shipped();
    StrategyDag dag =
        SpecCompiler.dag(
            new SpecReader(pools, List.of()).parse(FILE.formatted(lookback, lookback)), pools);
    return Warmup.settled(dag, pools)
        .task("bars")
        .map(bars -> String.valueOf(bars.params().get("warmup")))
        .orElseThrow();
  }

  @Test
  void twoYearsAreKeptWhereTheyAreEnoughAndElseWholeTwoYearsAreRead() {
    assertThat(warmup("252d")).isEqualTo("auto");
    assertThat(warmup("478d")).as("20 sessions of stale prices before it").isEqualTo("auto");
    assertThat(warmup("479d")).isEqualTo("504");
    assertThat(warmup("756d")).isEqualTo("1008");
    assertThat(warmup("2520d")).isEqualTo("3024");
  }

  @Test
  void strategiesThatLookBackFurtherDecideOnTheSameDay() throws IOException {
    Cli cli = new Cli(folder);
    cli.ingest("small", Cli.market(4, 1300, 1));
    JsonNode strategies =
        cli.json(
                "run",
                cli.written("short.yaml", FILE.formatted("252d", "252d")),
                cli.written("long.yaml", FILE.formatted("756d", "756d")))
            .get("strategies");
    double day = firstDecision(strategies.get("back 252d"));
    assertThat(LocalDate.ofEpochDay((long) day)).isEqualTo("2019-06-03");
    assertThat(firstDecision(strategies.get("back 756d"))).isEqualTo(day);
  }

  private static double firstDecision(JsonNode strategy) {
    JsonNode metrics = strategy.get("metrics");
    return metrics
        .get(Cli.texts(metrics, "name").indexOf("first-decision"))
        .get("value")
        .asDouble();
  }
}
