package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.results.Results;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many strategies have in common is done once. */
@Tag("slow")
class SharedWorkTest {
  private static final List<String> PORTFOLIOS = List.of("10%", "20%", "30%", "40%", "50%");
  private static final List<String> LIMITS = List.of("3%", "5%", "8%", "100%");
  private static final List<String> COSTS = List.of("0bps", "1bps", "2bps", "5bps", "10bps");
  private static final List<String> UNIVERSES = List.of("none", "\"price > 20\"");

  @TempDir Path folder;

  private List<String> strategies(Cli cli) throws IOException {
    List<String> files = new ArrayList<>();
    for (String share : PORTFOLIOS) {
      for (String limit : LIMITS) {
        for (String cost : COSTS) {
          for (String universe : UNIVERSES) {
            String name = "s%03d".formatted(files.size());
            files.add(
                cli.file(
                        name + ".yaml",
                        """
                        name: %s
                        data: {set: small}
                        universe: {where: %s}
                        alphas: {mom: {agent: momentum, lookback: 60d, skip: 0d}}
                        portfolio: {agent: rank-long-short, long: %s, short: %s}
                        risk: {limits: {name: %s}}
                        costs: {preset: us-large, commission: %s}
                        schedule: {rebalance: month-end}
                        controls: {draws: 0}
                        """
                            .formatted(name, universe, share, share, limit, cost))
                    .toString());
          }
        }
      }
    }
    return files;
  }

  @Test
  void twoHundredStrategiesComputeTheirMomentumOnce() throws IOException {
    Cli cli = new Cli(folder);
    cli.ingest("small", Cli.market(20, 200, 1));
    List<String> arguments = new ArrayList<>(List.of("plan"));
    arguments.addAll(strategies(cli));
    assertThat(arguments).hasSize(201);
    assertThat(cli.ok(arguments.toArray(String[]::new)).out())
        .containsPattern("momentum\\(lookback=60.*200 strategies")
        .contains("200 strategies, ");

    arguments.set(0, "run");
    JsonNode answer = cli.json(arguments.toArray(String[]::new));
    List<TaskState> momentum =
        new RunLog(cli.warehouse())
            .tasks(answer.get("run").asText()).stream()
                .filter(task -> task.agent().equals("momentum"))
                .toList();
    assertThat(momentum).hasSize(1);
    assertThat(momentum.get(0).strategies()).hasSize(200);
    assertThat(momentum.get(0).status()).isEqualTo(TaskState.Status.COMPLETED);

    Map<String, String> digests =
        new Results(cli.warehouse()).digests(Cli.texts(answer.get("strategies"), "key"));
    assertThat(digests).hasSizeGreaterThanOrEqualTo(50);
    assertThat(new TreeSet<>(digests.values())).hasSizeGreaterThanOrEqualTo(50);
  }
}
