package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.jobs.grid.SharedSpark;
import finagent.sandbox.market.Panel;
import finagent.tables.Tables;
import finagent.tables.Upkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One restated bar recomputes what depends on it; a new layout or other data nothing. */
@Tag("slow")
class RestatementTest {
  private static final String RESTATED = "SYN0003";
  private static final int BAR = 200;

  @TempDir Path folder;

  private static final String STRATEGY =
      """
      name: %s
      data: {set: a}
      universe: {instruments: [%s]}
      alphas: {mom: {agent: momentum, lookback: 60d, skip: 5d, post: [zscore]}}
      portfolio: {agent: rank-long-short, long: 30%%, short: 30%%}
      schedule: {rebalance: weekly}
      controls: {draws: 5}
      """;

  private static String restated(Panel panel) {
    int i = panel.instruments().indexOf(RESTATED);
    double close = panel.bars().at("close", BAR, i) * 1.02;
    return String.format(
        Locale.ROOT,
        "date,symbol,open,high,low,close,volume%n%s,%s,%s,%s,%s,%s,%s%n",
        panel.time().date(BAR),
        RESTATED,
        panel.bars().at("open", BAR, i),
        Math.max(close, panel.bars().at("high", BAR, i)),
        panel.bars().at("low", BAR, i),
        close,
        panel.bars().at("volume", BAR, i));
  }

  @Test
  void oneRestatedBarRecomputesExactlyWhatDependsOnIt() throws IOException {
    assertThat(SharedSpark.session().sparkContext().isStopped()).isFalse();
    Cli cli = new Cli(folder);
    Panel panel = cli.ingest("a", Cli.market(8, 400, 1));
    cli.ingest("b", Cli.market(4, 100, 2));
    TreeSet<String> others = new TreeSet<>(panel.instruments().ids());
    others.remove(RESTATED);
    String whole = cli.file("whole.yaml", STRATEGY.formatted("whole", "")).toString();
    String without =
        cli.file("without.yaml", STRATEGY.formatted("without", String.join(", ", others)))
            .toString();
    JsonNode first = cli.json("run", whole, without);
    assertThat(first.get("reused").asInt()).isZero();

    String correction = cli.file("correction.csv", restated(panel)).toString();
    JsonNode report = cli.json("ingest", correction, "--name", "a", "--master", "local[2]");
    assertThat(report.get("restated").asInt()).isEqualTo(1);

    String planned = cli.ok("plan", whole, without).out();
    JsonNode second = cli.json("run", whole, without);
    TreeSet<String> computed = cli.tasks(second.get("run").asText(), "completed", "failed");
    computed.removeIf(task -> task.startsWith("whole/costs.")); // settings: nothing to compute
    assertThat(computed)
        .as(planned)
        .containsExactly(
            "whole/alphas.mom",
            "whole/alphas.mom.1",
            "whole/attribution",
            "whole/bars",
            "whole/book",
            "whole/controls",
            "whole/liquidity",
            "whole/portfolio",
            "whole/returns",
            "whole/universe");
    assertThat(cli.tasks(second.get("run").asText(), "reused"))
        .containsExactly("without/attribution", "without/book", "without/controls");
    assertThat(key(second, "without")).isEqualTo(key(first, "without"));
    assertThat(key(second, "whole")).isNotEqualTo(key(first, "whole"));
    assertThat(second.get("digest").asText()).isNotEqualTo(first.get("digest").asText());

    JsonNode replay = cli.json("replay", first.get("run").asText());
    assertThat(replay.get("same").asBoolean()).isTrue();
    assertThat(replay.get("now").asText()).isEqualTo(first.get("digest").asText());

    long before = cli.warehouse().version(Tables.BARS_DAILY);
    new Upkeep(SharedSpark.session(), cli.warehouse())
        .compact(Tables.BARS_DAILY, List.of("instrument_id", "session"));
    cli.ingest("b", Cli.market(4, 150, 2));
    assertThat(cli.warehouse().version(Tables.BARS_DAILY)).isGreaterThan(before + 1);
    JsonNode third = cli.json("run", whole, without);
    assertThat(third.get("computed").asInt()).isZero();
    assertThat(third.get("digest").asText()).isEqualTo(second.get("digest").asText());
  }

  private static String key(JsonNode run, String strategy) {
    return run.get("strategies").get(strategy).get("key").asText();
  }
}
