package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.jobs.montecarlo.Reshuffled;
import finagent.tables.montecarlo.McResult;
import finagent.tables.results.Results;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReshuffleCommandTest {
  @TempDir static Path folder;
  static Cli cli;
  static String run;

  @BeforeAll
  static void aRun() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(6, 400, 1));
    Path file =
        cli.file(
            "cross.yaml",
            """
            name: cross
            data: {set: small}
            alphas: {a: {agent: ma-cross, fast: 5d, slow: 20d}}
            portfolio: equal-weight
            controls: {draws: 2}
            """);
    run =
        cli.json("run", file.toString(), "--page", folder.resolve("run.html").toString())
            .get("run")
            .asText();
  }

  private static double value(JsonNode answer, String statistic, String measure, String field) {
    for (JsonNode result : answer.get("results")) {
      if (result.get("statistic").asText().equals(statistic)
          && result.get("measure").asText().equals(measure)) {
        return result.get(field).asDouble();
      }
    }
    throw new AssertionError("no %s %s in %s".formatted(statistic, measure, answer));
  }

  private static double value(JsonNode answer, String statistic, String measure) {
    return value(answer, statistic, measure, "value");
  }

  @Test
  void anotherOrderKeepsTheEndAndSpreadsTheFalls() {
    JsonNode answer = cli.json("reshuffle", run, "--paths", "2048");
    double end = value(answer, "total-return", "history");
    assertThat(value(answer, "total-return", "mean")).isCloseTo(end, within(1e-9));
    assertThat(value(answer, "total-return", "deviation")).isLessThan(1e-9);
    assertThat(value(answer, "max-drawdown", "q05"))
        .isLessThan(value(answer, "max-drawdown", "q95") - 0.01);
    assertThat(value(answer, "max-drawdown", "mean", "simulationError")).isBetween(1e-5, 0.01);
    assertThat(value(answer, "max-drawdown", "mean", "estimationError"))
        .isGreaterThan(value(answer, "max-drawdown", "mean", "simulationError"));
    assertThat(value(answer, "max-drawdown", "mean", "count")).isEqualTo(2048);
    var equity =
        new Results(cli.warehouse())
            .read(new RunLog(cli.warehouse()).runs().get(0).books().get("cross"))
            .orElseThrow()
            .equity();
    double[] values = equity.doubles("equity");
    int held = 0;
    while (equity.doubles("gross")[held] == 0) {
      held++;
    }
    assertThat(end).isCloseTo(values[equity.size() - 1] / values[held - 1] - 1, within(1e-9));
    assertThat(cli.json("reshuffle", run, "--paths", "2048").get("results"))
        .isEqualTo(answer.get("results"));
  }

  @Test
  void pathsThatEqualWhatItWasCountInItsRank() {
    JsonNode answer = cli.json("reshuffle", run, "--paths", "1024");
    assertThat(value(answer, "total-return", "history-rank")).isEqualTo(1);
    assertThat(value(answer, "total-return", "history-rank", "simulationError")).isZero();
    assertThat(value(answer, "ruin", "mean")).isZero();
    assertThat(value(answer, "ruin", "mean", "simulationError")).isBetween(1e-4, 0.01);
    assertThat(value(answer, "ruin", "history-rank")).isEqualTo(1);
    double rank = value(answer, "drawdown-sessions", "history-rank");
    assertThat(rank).isBetween(0.0, 1.0);
    assertThat(rank * 1024).isCloseTo(Math.rint(rank * 1024), within(1e-9));
  }

  /** A book that only rises: it was never lower than at its start, and no other order is. */
  @Test
  void whatCannotBeExceededHasTheHighestRank() {
    double[] rises = new double[100];
    Arrays.setAll(rises, k -> 0.001 * (1 + k % 7));
    List<McResult> results = new Reshuffled("rises", rises, true, 1, 0.5, 0).results(512);
    for (String statistic :
        List.of("lowest-equity", "max-drawdown", "under-water", "drawdown-sessions", "ruin")) {
      assertThat(results)
          .filteredOn(r -> r.statistic().equals(statistic) && r.measure().equals("history-rank"))
          .singleElement()
          .satisfies(r -> assertThat(r.value()).as(statistic).isEqualTo(1));
    }
    rises[0] = -0.02;
    rises[1] = 0.03;
    assertThat(new Reshuffled("falls", rises, false, 1, 0.5, 0).results(512))
        .filteredOn(r -> r.measure().equals("history-rank"))
        .filteredOn(r -> r.statistic().equals("drawdown-sessions"))
        .singleElement()
        .satisfies(r -> assertThat(r.value()).isBetween(0.01, 0.5));
  }

  @Test
  void redrawnReturnsEndElsewhere() {
    JsonNode answer = cli.json("reshuffle", run, "--redraw", "--paths", "2048");
    assertThat(value(answer, "total-return", "deviation")).isGreaterThan(0.02);
    assertThat(value(answer, "total-return", "history-rank")).isBetween(0.3, 0.7);
  }

  @Test
  void tradesAreFractionsOfTheEquityTheyMeet() {
    JsonNode answer = cli.json("reshuffle", run, "--of", "trades", "--paths", "512");
    assertThat(answer.get("fractions").asInt()).isGreaterThan(20);
    assertThat(value(answer, "total-return", "mean"))
        .isCloseTo(value(answer, "total-return", "history"), within(1e-9));
    assertThat(cli.ok("reshuffle", run, "--of", "trades").out())
        .contains("drawdown-trades", "each once, in another order");
  }

  @Test
  void badQuestionsAreRefusedInWords() {
    assertThat(cli.refused("reshuffle", run, "--of", "trade")).contains("Did you mean 'trades'?");
    assertThat(cli.refused("reshuffle", run, "--paths", "0")).contains("Invalid paths: 0");
    assertThat(cli.refused("reshuffle", run, "--worlds", "1")).contains("Invalid worlds: 1");
    assertThat(cli.refused("reshuffle", run, "--strategy", "crosss")).contains("'cross'");
  }
}
