package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir static Path folder;
  static Cli cli;
  static JsonNode run;
  static String id;

  @BeforeAll
  static void twoStrategies() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(6, 400, 1));
    run =
        cli.json(
            "run",
            cross("quick", "fast: 5d, slow: 20d").toString(),
            cross("slow", "fast: 10d, slow: 60d").toString(),
            "--page",
            folder.resolve("run.html").toString());
    id = run.get("run").asText();
  }

  private static Path cross(String name, String lengths) throws IOException {
    return cli.file(
        name + ".yaml",
        """
        name: %s
        data: {set: small}
        alphas: {a: {agent: ma-cross, %s}}
        portfolio: equal-weight
        controls: {draws: 2}
        """
            .formatted(name, lengths));
  }

  private static double sharpe(String strategy) {
    for (JsonNode metric : run.get("strategies").get(strategy).get("metrics")) {
      if (metric.get("scope").asText().equals("portfolio")
          && metric.get("name").asText().equals("sharpe")) {
        return metric.get("value").asDouble();
      }
    }
    throw new AssertionError("no Sharpe ratio of " + strategy);
  }

  @Test
  void bothAreMeasuredOnTheSessionsTheyShare() {
    JsonNode answer = cli.json("compare", id + ":slow", id + ":quick", "--draws", "499");
    JsonNode sharpe = answer.get("sharpe");
    int sessions = answer.get("sessions").asInt();
    assertThat(sessions).as("the slower one needs 60 sessions").isBetween(300, 341);
    assertThat(sharpe.get("a").asDouble())
        .as("its own run measures the same sessions with divisor n - 1")
        .isCloseTo(sharpe("slow") * Math.sqrt(sessions / (sessions - 1.0)), within(1e-9));
    assertThat(sharpe.get("difference").asDouble())
        .isCloseTo(sharpe.get("a").asDouble() - sharpe.get("b").asDouble(), within(1e-12));
    assertThat(sharpe.get("low").asDouble()).isLessThan(sharpe.get("difference").asDouble());
    assertThat(sharpe.get("probability").asDouble()).isBetween(0.0, 1.0);
    assertThat(answer.get("detectable").asDouble())
        .isCloseTo((1.959964 + 0.841621) * sharpe.get("error").asDouble(), within(1e-5));
    JsonNode back = cli.json("compare", id + ":quick", id + ":slow", "--draws", "499");
    assertThat(back.get("sharpe").get("low").asDouble()).isEqualTo(-sharpe.get("high").asDouble());
  }

  @Test
  void aStrategyBesideItselfDoesNotDiffer() {
    assertThat(cli.ok("compare", id + ":quick", "quick").out())
        .contains("0.00 to 0.00", "a multiple of the other's");
  }

  @Test
  void whatIsNotThereIsRefusedInWords() {
    assertThat(cli.refused("compare", id, id)).contains("Say " + id + ":quick");
    assertThat(cli.refused("compare", id + ":quik", id)).contains("Did you mean 'quick'?");
    assertThat(cli.refused("compare", "x:quick", id)).contains("No run 'x'");
    assertThat(cli.refused("compare", "quik", "slow")).contains("Did you mean 'quick'?");
    assertThat(cli.refused("compare", id + ":quick", id + ":slow", "--level", "95"))
        .contains("Invalid level: 95");
  }
}
