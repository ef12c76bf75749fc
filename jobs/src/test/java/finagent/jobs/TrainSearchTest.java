package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code finagent train} of files that look for settings. */
class TrainSearchTest {
  @TempDir static Path folder;
  static Cli cli;

  @BeforeAll
  static void warehouse() {
    cli = new Cli(folder);
  }

  private static String[] with(String[] there, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(there));
    return all.toArray(String[]::new);
  }

  private static void refused(Path path, String... words) {
    var before = cli.versions();
    Cli.Said said = cli.run("train", path.toString());
    assertThat(said.code()).as(said.all()).isNotZero();
    assertThat(said.err()).contains(words);
    assertThat(cli.versions()).isEqualTo(before);
  }

  private static Path search(String more) throws IOException {
    return cli.file(
        "search.yaml",
        """
        algorithm: td3
        environment: lq-trading
        steps: 240
        every: 20
        episodes: 5
        seeds: [3, 4]
        %s
        """
            .formatted(more));
  }

  @Test
  void halvingTrainsTheBetterOnesOn() throws IOException {
    String path =
        search(
                """
                settings: {warm-up: 64, batch: 64}
                search:
                  kind: halving
                  samples: 6
                  rungs: 2
                  over: {learning-rate: [1e-4, 1e-2], hidden: [64, 128]}
                """)
            .toString();
    String[] there = {"--warehouse", folder.resolve("halved").toString()};
    JsonNode found = cli.json(with(there, "train", path));
    JsonNode first = found.get("rounds").get(0);
    assertThat(first.get("steps").asInt()).isEqualTo(80);
    assertThat(first.get("scores")).hasSize(6);
    assertThat(first.get("onward").asInt()).isEqualTo(2);
    assertThat(found.get("summary")).hasSize(2);
    List<Double> scores = new ArrayList<>();
    first.get("scores").forEach(score -> scores.add(score.asDouble()));
    scores.sort(Comparator.reverseOrder());
    for (JsonNode winner : found.get("summary")) {
      double score = first.get("scores").get(winner.get("training").asText()).asDouble();
      assertThat(score).isGreaterThanOrEqualTo(scores.get(1));
    }
    JsonNode again = cli.json(with(there, "train", path));
    assertThat(again.get("policies").findValuesAsText("known")).containsOnly("true");
    JsonNode plain = cli.json(with(there, "policies", id(found, 0)));
    assertThat(plain.get("parent").asText()).isNotEmpty();
    assertThat(plain.get("steps").asInt()).isEqualTo(240);
  }

  private static String id(JsonNode found, int k) {
    return found.get("policies").get(k).get("policy").asText();
  }

  @Test
  void aPopulationIsTheSameOnEveryGridAndItsMembersTakeOver() throws IOException {
    String path =
        search(
                """
                settings: {warm-up: 64, batch: 64}
                search:
                  kind: population
                  samples: 4
                  rounds: 3
                  over: {learning-rate: [1e-4, 1e-2], exploration: [0.05, 0.5]}
                """)
            .toString();
    Files.writeString(
        Path.of(path), Files.readString(Path.of(path)).replace("seeds: [3, 4]", "seeds: [3]"));
    String[] there = {"--warehouse", folder.resolve("population").toString()};
    JsonNode here = cli.json(with(there, "train", path));
    String[] elsewhere = {
      "--master", "local[2]", "--warehouse", folder.resolve("population-2").toString()
    };
    JsonNode spark = cli.json(with(elsewhere, "train", path));
    assertThat(spark.get("rounds")).isEqualTo(here.get("rounds")).hasSize(2);
    assertThat(spark.findValuesAsText("policy")).isEqualTo(here.findValuesAsText("policy"));
    List<JsonNode> changed = new ArrayList<>();
    for (int m = 0; m < 4; m++) {
      JsonNode told = cli.json(with(there, "policies", id(here, m)));
      if (told.get("settings").has("leg.000.until")) {
        changed.add(told);
      }
    }
    assertThat(changed).isNotEmpty();
    String on = changed.get(0).get("policy").asText();
    JsonNode longer = cli.json(with(there, "train", "--continue", on, "--steps", "20"));
    assertThat(longer.get("policies").get(0).get("steps").asInt()).isEqualTo(260);
  }

  @Test
  void membersAreDifferentTrainingsEvenWhereTheirListsAreShort() throws IOException {
    Path path =
        search(
            """
            settings: {warm-up: 64, batch: 64}
            search:
              kind: population
              samples: 8
              rounds: 2
              over: {tau: [0.01, 0.02, 0.03]}
            """);
    String text = Files.readString(path);
    Files.writeString(
        path,
        text.replace("seeds: [3, 4]", "seeds: [3]")
            .replace("240", "80")
            .replace("episodes: 5", "episodes: 2"));
    String[] there = {"--warehouse", folder.resolve("members").toString()};
    JsonNode found = cli.json(with(there, "train", path.toString()));
    assertThat(found.get("policies").findValuesAsText("policy")).hasSize(8).doesNotHaveDuplicates();
    JsonNode first = found.get("rounds").get(0);
    assertThat(first.get("onward").asInt()).isEqualTo(6);
    List<JsonNode> changed = new ArrayList<>();
    for (int m = 0; m < 8; m++) {
      JsonNode settings = cli.json(with(there, "policies", id(found, m))).get("settings");
      if (settings.has("leg.000.until")) {
        changed.add(settings);
      }
    }
    assertThat(changed)
        .hasSize(2)
        .allSatisfy(
            settings ->
                assertThat(settings.get("setting.tau")).isNotEqualTo(settings.get("leg.000.tau")));
  }

  @Test
  void aSearchThatCannotBeIsRefusedInWords() throws IOException {
    refused(search("search: {kind: grid, over: {tau: [0.1, 0.2]}}"), "no search 'grid'");
    refused(
        search("search: {kind: random, over: {smothing: [0.1, 0.2]}}"),
        "Did you mean 'smoothing'?");
    refused(search("search: {kind: random, over: {tau: [0.2, 0.1]}}"), "the smaller number first");
    refused(search("search: {kind: random}"), "'over' is missing");
    refused(
        search("search: {kind: population, over: {hidden: [64, 128]}}"),
        "no setting 'hidden' that may change on the way");
    String population = "search: {kind: population, rounds: 3, over: {tau: [0.1, 0.2]}}";
    refused(search(population), "seeds", "a population has one, not 2, e.g. [3]");
    Path uneven = search(population);
    Files.writeString(
        uneven,
        Files.readString(uneven).replace("seeds: [3, 4]", "seeds: 1").replace("240", "250"));
    refused(uneven, "250 are not 3 rounds", "every 20 steps; 240 or 300 would be");
    refused(
        search("search: {kind: random, over: {batch: [64, 128]}}"), "only 2 different settings");
    refused(
        search("vary: {tau: [0.1]}\nsearch: {kind: random, over: {tau: [0.1, 0.2]}}"),
        "goes with no search");
  }
}
