package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A combination that cannot be costs a sweep that combination and nothing else. */
class SweepCommandTest {
  private static final String CROSS = Cli.CONF.resolve("ma-cross.yaml").toString();

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void market() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(4, 260, 1));
  }

  private String[] sweep(String vary, String... more) {
    List<String> args = new ArrayList<>(List.of("sweep", CROSS, "--set", "data.set=small"));
    args.addAll(List.of("--set", "vary=" + vary, "--page", page().toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private Path page() {
    return folder.resolve("page.html");
  }

  @Test
  void impossibleCombinationsAreToldAndTheOthersRun() throws IOException {
    Cli.Said said =
        cli.ok(
            sweep(
                "{alphas.trend.fast: [20d, 50d, 100d], alphas.trend.slow: [50d, 200d]}", "--json"));
    JsonNode answer = said.json();
    assertThat(answer.get("strategies").fieldNames())
        .toIterable()
        .containsExactly(
            "ma-cross fast=100d slow=200d",
            "ma-cross fast=20d slow=200d",
            "ma-cross fast=20d slow=50d",
            "ma-cross fast=50d slow=200d");
    assertThat(Cli.texts(answer.get("refused"), "combination"))
        .containsExactly("fast=50d slow=50d", "fast=100d slow=50d");
    assertThat(Cli.texts(answer.get("refused"), "reason").get(1))
        .isEqualTo(
            "Task 'alphas.trend' of strategy 'ma-cross fast=100d slow=50d': Invalid fast: 100 (must"
                + " be >= 1 and less than slow, which is 50)");
    String told = "2 of 6 combinations are not possible and are left out: fast=50d slow=50d: Task";
    assertThat(said.err()).contains("warning: " + told);
    assertThat(Files.readString(page())).contains(told);
    assertThat(cli.json("replay", answer.get("run").asText()).get("same").asBoolean()).isTrue();
  }

  @Test
  void aSweepOfNothingPossibleIsRefusedBeforeItBegins() {
    assertThat(cli.refused(sweep("{alphas.trend.fast: [200d, 300d]}")))
        .contains("strategy 'ma-cross fast=200d'", "Invalid fast: 200");
    assertThat(cli.refused(sweep("{alphas.trend.fats: [20d, 50d]}")))
        .contains("alphas.trend.fats", "it has fast, slow");
    assertThat(cli.json("runs")).isEmpty();
  }

  @Test
  void aPlanRefusesWhatCannotBeComputed() {
    assertThat(
            cli.refused(
                "plan", CROSS, "--set", "data.set=small", "--set", "alphas.trend.fast=200d"))
        .contains("Task 'alphas.trend' of strategy 'ma-cross': Invalid fast: 200");
  }
}
