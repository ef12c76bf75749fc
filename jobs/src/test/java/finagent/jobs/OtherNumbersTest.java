package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told and remembered on a machine that writes 1.234,5 for 1,234.5. */
class OtherNumbersTest {
  private static final Locale USUAL = Locale.getDefault();

  @TempDir static Path folder;
  static Cli cli;

  @BeforeAll
  static void market() throws IOException {
    Locale.setDefault(Locale.GERMANY);
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(3, 200, 1));
    cli.file(
        "cross.yaml",
        """
        name: cross
        data: {set: small}
        alphas: {a: {agent: ma-cross, fast: 5d, slow: 20d}}
        portfolio: equal-weight
        """);
  }

  @AfterAll
  static void asItWas() {
    Locale.setDefault(USUAL);
  }

  @Test
  void aSimulationTellsTheSameNumbers() throws IOException {
    assertThat("%,.1f".formatted(1234.5)).isEqualTo("1.234,5");
    JsonNode run =
        cli.json(
            "montecarlo",
            folder.resolve("cross.yaml").toString(),
            "--paths",
            "1024",
            "--worlds",
            "0",
            "--page",
            folder.resolve("mc.html").toString());
    assertThat(Files.readString(folder.resolve("mc.html"))).contains("1,024 paths of ");
    String id = run.get("run").asText();
    assertThat(new RunLog(cli.warehouse()).tasks(id))
        .extracting(TaskState::message)
        .containsExactly("1,024 paths");
    assertThat(cli.ok("replay-path", id, "7").out())
        .containsPattern("-[0-9]+\\.[0-9]{2} %")
        .doesNotContainPattern("[0-9],[0-9]{2} %");
  }
}
