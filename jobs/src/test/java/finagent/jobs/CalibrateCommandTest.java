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

/** {@code finagent calibrate}, and simulations of what it found. */
class CalibrateCommandTest {
  @TempDir static Path folder;
  static Cli cli;

  @BeforeAll
  static void market() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(4, 300, 1));
    cli.file(
        "cross.yaml",
        """
        name: cross
        data: {set: small}
        alphas: {a: {agent: ma-cross, fast: 5d, slow: 20d}}
        portfolio: equal-weight
        """);
  }

  private static String[] simulation(String model, String calibration, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "montecarlo",
                folder.resolve("cross.yaml").toString(),
                "--model",
                model,
                "--calibration",
                calibration,
                "--paths",
                "512",
                "--page",
                folder.resolve("mc.html").toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aCalibrationIsUsedAndItsErrorsAreNotTakenFromWorlds() throws IOException {
    JsonNode fitted = cli.json("calibrate", "--data", "small", "--model", "gbm");
    assertThat(fitted.get("model").asText()).isEqualTo("gbm");
    assertThat(Cli.texts(fitted.get("series"), "name")).containsExactly("*");
    assertThat(cli.ok("calibrate", "--data", "small").out())
        .contains("±", "* (market, equally weighted)");

    String id = fitted.get("calibration").asText();
    JsonNode run = cli.json(simulation("gbm", id));
    assertThat(run.get("results")).hasSizeGreaterThan(100);
    for (JsonNode result : run.get("results")) {
      assertThat(result.get("estimationError").asText()).as("%s", result).isEqualTo("NaN");
    }
    assertThat(run.get("computedChunks").asInt()).isEqualTo(1);
    String why = "not estimated: the parameters are those of calibration " + id;
    assertThat(cli.ok(simulation("gbm", id)).out()).contains(why);
    assertThat(Files.readString(Path.of(run.get("page").asText()))).contains(why);
    assertThat(cli.refused(simulation("merton", id))).contains("--model gbm");
  }

  @Test
  void oneInstrumentIsItsOwnMarket() {
    JsonNode fitted =
        cli.json("calibrate", "--data", "small", "--symbols", "SYN0002", "--model", "regimes");
    assertThat(Cli.texts(fitted.get("series"), "name")).containsExactly("*");
    JsonNode run =
        cli.json(
            simulation(
                "regimes",
                fitted.get("calibration").asText(),
                "--set",
                "universe.instruments=[SYN0002]"));
    assertThat(run.get("paths").asLong()).isEqualTo(512);
    JsonNode both = cli.json("calibrate", "--data", "small", "--symbols", "SYN0002,SYN0003");
    assertThat(Cli.texts(both.get("series"), "name")).containsExactly("*", "SYN0002", "SYN0003");
    assertThat(cli.ok("calibrate", "--data", "small", "--symbols", "SYN0002").out())
        .contains("* (market, SYN0002 alone)");
  }
}
