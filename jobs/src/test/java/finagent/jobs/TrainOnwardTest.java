package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code finagent train} that goes on with new data, and on the other engine. */
class TrainOnwardTest {
  @TempDir static Path folder;
  static Cli cli;

  @BeforeAll
  static void market() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(6, 500, 1));
  }

  private static Path trading() throws IOException {
    return cli.file(
        "trading.yaml",
        """
        algorithm: sac
        market:
          data: small
          most-liquid: 3
          from: 2015-06-01
          to: 2016-06-30
          features: [return-1, volatility-10]
          costs: {commission: 5bps}
          episode: 60
        steps: 300
        every: 150
        episodes: 4
        seeds: [2]
        settings: {warm-up: 100, batch: 64}
        """);
  }

  private static List<String> digests(String warehouse) {
    JsonNode all = cli.json("policies", "--warehouse", folder.resolve(warehouse).toString());
    return StreamSupport.stream(all.spliterator(), false)
        .map(one -> one.get("policy").asText() + one.get("digest").asText() + one.get("curve"))
        .sorted()
        .toList();
  }

  @Test
  void aPolicyGoesOnWithNewDataAnywhereWithTheSameBits() throws IOException {
    List<JsonNode> told = new ArrayList<>();
    for (String master : List.of("here", "local[2]")) {
      String[] there = {"--warehouse", folder.resolve("warehouse").toString()};
      Path own = folder.resolve("on-" + master);
      copy(folder.resolve("warehouse"), own);
      there[1] = own.toString();
      String file = trading().toString();
      String parent = id(cli.json(with(there, "train", file)));
      JsonNode moved =
          cli.json(
              with(
                  there,
                  "train",
                  "--continue",
                  parent,
                  "--from",
                  "2015-12-01",
                  "--to",
                  "2016-11-30",
                  "--steps",
                  "150",
                  "--master",
                  master));
      JsonNode policy = cli.json(with(there, "policies", id(moved)));
      assertThat(policy.get("parent").asText()).isEqualTo(parent);
      assertThat(policy.get("trainedOn").asText()).contains("2015-12-01 to 2016-11-30");
      assertThat(policy.get("steps").asInt()).isEqualTo(450);
      JsonNode first = cli.json(with(there, "policies", parent));
      assertThat(policy.get("settings").get("origin.policy")).isEqualTo(first.get("key"));
      JsonNode longer = cli.json(with(there, "train", "--continue", id(moved), "--steps", "150"));
      told.add(policy.get("digest"));
      told.add(cli.json(with(there, "policies", id(longer))).get("digest"));

      String text = Files.readString(Path.of(file)).replace("2016-06-30", "2016-11-30");
      text = text.replace("2015-06-01", "2015-12-01").replace("steps: 300", "steps: 150");
      String onto =
          cli.file("onto.yaml", text.replace("most-liquid: 3", symbols(first))).toString();
      JsonNode same = cli.json(with(there, "train", onto, "--continue", parent));
      assertThat(id(same)).isEqualTo(id(moved));
    }
    assertThat(told.subList(2, 4)).isEqualTo(told.subList(0, 2));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  private static String id(JsonNode trained) {
    return trained.get("policies").get(0).get("policy").asText();
  }

  private static String symbols(JsonNode policy) {
    JsonNode names = policy.get("instruments");
    return "symbols: "
        + StreamSupport.stream(names.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void aPolicyGoesOnWithNothingThatDoesNotFit() throws IOException {
    String path = trading().toString();
    String id = id(cli.json("train", path));
    String text =
        Files.readString(Path.of(path))
            .replace("most-liquid: 3", symbols(cli.json("policies", id)));
    var before = cli.versions();
    String[][] wrong = {
      {"algorithm: sac", "algorithm: td3", "trained with algorithm: [sac]; the file says [td3]"},
      {"[return-1, v", "[return-2, v", "features: [return-1, volatility-10]; the file says [ret"},
      {"  episode: 60", "  episode: 60\n  reward: downside", "reward: log-return; the file says"},
      {"steps: 300", "steps: 300\nengine: dl4j", "engine: fused; the file says dl4j"},
      {"batch: 64", "batch: 128", "'batch' cannot change from 64 to 128"},
      {"seeds: [2]", "vary: {tau: [0.1, 0.2]}", "stands for several trainings"},
    };
    for (String[] one : wrong) {
      Path file = cli.file("onto.yaml", text.replace(one[0], one[1]));
      assertThat(cli.refused("train", file.toString(), "--continue", id)).contains(one[2]);
    }
    String other =
        cli.file("onto.yaml", text.replaceAll("symbols: .*", "most-liquid: 4")).toString();
    assertThat(cli.refused("train", other, "--continue", id)).contains("trained with symbols: [");
    String control = cli.written("control.yaml", "algorithm: sac\nenvironment: pendulum\n");
    assertThat(cli.refused("train", control, "--continue", id)).contains("trades a market");
    assertThat(cli.refused("train", control, "--to", "2016-01-01"))
        .contains("go with --continue; a file has its own");
    assertThat(cli.refused("train", path, "--continue", id, "--steps", "5"))
        .contains("has its own");
    assertThat(cli.refused("train", "--continue", id, "--to", "2015-06-20"))
        .contains("window is shorter than the rules need");
    assertThat(cli.versions()).isEqualTo(before);
  }

  @Test
  void ppoTrainsOnDl4jInTasksOnSparkToo() throws IOException {
    Path path =
        cli.file(
            "ppo.yaml",
            """
            algorithm: ppo
            engine: dl4j
            environment: cartpole
            steps: 128
            every: 64
            episodes: 2
            seeds: [5]
            settings: {environments: 1, length: 64, epochs: 2}
            """);
    for (String master : List.of("here", "local[2]")) {
      String place = folder.resolve("ppo-" + master).toString();
      cli.ok("train", path.toString(), "--master", master, "--warehouse", place);
    }
    assertThat(digests("ppo-here")).hasSize(1);
    assertThat(digests("ppo-local[2]")).isEqualTo(digests("ppo-here"));
  }

  /** Up to the first update, at step 65, both engines have the same network. */
  @Test
  void dl4jTrainsInTasksOnSparkToo() throws IOException {
    Path path =
        cli.file(
            "dl4j.yaml",
            """
            algorithm: [td3, sac]
            engine: dl4j
            environment: lq-trading
            steps: 128
            every: 64
            episodes: 2
            seeds: [5]
            settings: {warm-up: 64, batch: 64}
            """);
    for (String master : List.of("here", "local[2]")) {
      String place = folder.resolve("dl4j-" + master).toString();
      cli.ok("train", path.toString(), "--master", master, "--warehouse", place);
    }
    assertThat(digests("dl4j-here")).hasSize(2).doesNotHaveDuplicates();
    assertThat(digests("dl4j-local[2]")).isEqualTo(digests("dl4j-here"));
    Path plain =
        cli.file("plain.yaml", Files.readString(path).replace("engine: dl4j", "engine: fused"));
    cli.ok("train", plain.toString(), "--warehouse", folder.resolve("dl4j-not").toString());
    for (String algorithm : List.of("td3", "sac")) {
      JsonNode dl4j = curve("dl4j-local[2]", algorithm);
      JsonNode fused = curve("dl4j-not", algorithm);
      double start = fused.get(0).get("mean").asDouble();
      assertThat(dl4j.get(0).get("mean").asDouble())
          .isCloseTo(start, within(1e-3 * Math.abs(start)));
      assertThat(dl4j.get(1)).isNotEqualTo(dl4j.get(0)).isNotEqualTo(fused.get(1));
    }
    Path wrong = cli.file("engine.yaml", "algorithm: td3\nengine: dl4\nenvironment: pendulum\n");
    assertThat(cli.refused("train", wrong.toString()))
        .contains("engine.yaml:2", "no engine 'dl4'; there are fused, dl4j. Did you mean 'dl4j'?");
  }

  @Test
  void roundsOfEvolutionAreSpreadOverSparkWithTheSameBits() throws IOException {
    String path =
        cli.written(
            "es.yaml",
            """
            algorithm: es
            environment: pendulum
            steps: 5000
            every: 2500
            episodes: 2
            seeds: [3]
            settings: {pairs: 4, episodes: 1}
            """);
    for (String master : List.of("here", "as-if-remote", "local[2]")) {
      String place = folder.resolve("es-" + master).toString();
      cli.ok("train", path, "--master", master, "--warehouse", place);
    }
    assertThat(digests("es-here")).hasSize(1);
    assertThat(digests("es-as-if-remote")).isEqualTo(digests("es-here"));
    assertThat(digests("es-local[2]")).isEqualTo(digests("es-here"));
  }

  private static JsonNode curve(String warehouse, String algorithm) {
    String place = folder.resolve(warehouse).toString();
    for (JsonNode policy : cli.json("policies", "--warehouse", place)) {
      if (policy.get("algorithm").asText().equals(algorithm)) {
        return policy.get("curve");
      }
    }
    throw new AssertionError("no policy of %s in %s".formatted(algorithm, place));
  }

  private static String[] with(String[] there, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(there));
    return all.toArray(String[]::new);
  }
}
