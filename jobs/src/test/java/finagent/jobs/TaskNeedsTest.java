package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.sandbox.market.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies on bars without sectors, beside a benchmark with a hole in it. */
class TaskNeedsTest {
  private static final int HOLE = 200;

  @TempDir static Path folder;
  private static Cli cli;
  private static String missing;

  @BeforeAll
  static void barsAndABenchmark() throws IOException {
    cli = new Cli(folder);
    Path files = folder.resolve("csv");
    DemoMarket.write(SyntheticMarket.of(Cli.market(6, 300, 1)), files);
    cli.ok("ingest", files.resolve("bars.csv").toString(), "--name", "bare");
    List<String> lines = new ArrayList<>(Files.readAllLines(files.resolve("benchmark.csv")));
    missing = lines.remove(HOLE).substring(0, 10);
    Path holed = Files.write(folder.resolve("holed.csv"), lines);
    cli.ok("ingest", holed.toString(), "--kind", "benchmark", "--name", "bare");
  }

  private static String strategy(String name, String rest) throws IOException {
    return cli.written(
        name + ".yaml",
        "name: %s\ndata: {set: bare}\ncontrols: {draws: 2}\n%s".formatted(name, rest));
  }

  private static String cross(String name, String more) throws IOException {
    return strategy(
        name,
        """
        alphas: {a: {agent: ma-cross, fast: 5d, slow: 20d%s
        portfolio: equal-weight
        """
            .formatted(more));
  }

  @Test
  void aCapOnSectorsNobodyKnowsIsRefused() throws IOException {
    String capped = cross("capped", "}}\nrisk: {limits: {sector: 15%}}");
    assertThat(cli.refused("plan", capped))
        .contains("Task 'risk.limits' of strategy 'capped' caps the weight of a sector")
        .contains("ingest FILE --kind sectors --name bare");
    cli.ok("plan", cross("named", "}}\nrisk: {limits: {name: 15%}}"));
  }

  @Test
  void weightsThatNameOtherScoresAreRefused() throws IOException {
    String swapped =
        """
        tasks:
          - {name: quick, agent: ma-cross, params: {fast: 5d, slow: 20d}}
          - {name: slow, agent: ma-cross, params: {fast: 10d, slow: 60d}}
          - {name: both, agent: combine, inputs: {score.x: quick, score.y: slow}, params: {weights: [%s]}}
          - {name: hold, agent: equal-weight, inputs: {score: both}}
        """;
    assertThat(cli.refused("plan", strategy("crossed", swapped.formatted("a=0.9, b=0.1"))))
        .contains("Task 'both' weighs the scores [a, b] and reads [x, y]")
        .contains("give each NAME one weight");
    cli.ok("plan", strategy("straight", swapped.formatted("y=0.1, x=0.9")));
  }

  @Test
  void whatIsNotKnownIsSaidAndNoNumber() throws IOException {
    JsonNode run = cli.json("run", cross("held", ", post: [zscore, neutralize-sector]}}"));
    List<String> warnings = new ArrayList<>();
    run.get("warnings").forEach(text -> warnings.add(text.asText()));
    assertThat(warnings)
        .contains(
            "the return of the benchmark is not known in 1 session, first %s: what it came to beside held is n/a"
                .formatted(missing))
        .anyMatch(text -> text.startsWith("bare: no sector is known, so neutralize-sector"));
    List<String> names = new ArrayList<>();
    for (JsonNode metric : run.get("strategies").get("held").get("metrics")) {
      if (metric.get("item").asText().equals("benchmark")) {
        names.add(metric.get("name").asText());
        if (metric.get("name").asText().equals("cagr")) {
          assertThat(metric.get("value").isNumber()).as("%s", metric).isFalse();
        }
      }
    }
    assertThat(names).contains("cagr", "missing", "first-missing");
  }
}
