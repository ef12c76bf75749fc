package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir static Path folder;
  static Cli cli;

  @BeforeAll
  static void market() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(6, 500, 1));
  }

  private static Path file(String name, String text) throws IOException {
    return cli.file(name + ".yaml", text);
  }

  private static Path control(int steps, String more) throws IOException {
    return file(
        "control",
        """
        algorithm: [td3, ppo]
        environment: lq-trading
        steps: %d
        every: 100
        episodes: 5
        seeds: [3, 4]
        %s
        """
            .formatted(steps, more));
  }

  private static Path trading(String more) throws IOException {
    return file(
        "trading",
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
        %s
        """
            .formatted(more));
  }

  private static List<String> digests(String warehouse) {
    JsonNode all = cli.json("policies", "--warehouse", folder.resolve(warehouse).toString());
    return StreamSupport.stream(all.spliterator(), false)
        .map(one -> one.get("policy").asText() + one.get("digest").asText() + one.get("curve"))
        .sorted()
        .toList();
  }

  @Test
  void theSamePoliciesHereAsIfRemoteAndOnSpark() throws IOException {
    String path = control(220, "").toString();
    for (String master : List.of("here", "as-if-remote", "local[2]")) {
      cli.ok("train", path, "--master", master, "--warehouse", folder.resolve(master).toString());
    }
    assertThat(digests("here")).hasSize(4).doesNotHaveDuplicates();
    assertThat(digests("as-if-remote")).isEqualTo(digests("here"));
    assertThat(digests("local[2]")).isEqualTo(digests("here"));
  }

  @Test
  void whatIsDoneIsNotDoneAgainAndCanBeTrainedOn() throws IOException {
    String[] there = {"--warehouse", folder.resolve("again").toString()};
    JsonNode first = cli.json(with(there, "train", control(200, "").toString()));
    JsonNode second = cli.json(with(there, "train", control(200, "").toString()));
    assertThat(first.get("policies").get(0).get("known").asBoolean()).isFalse();
    assertThat(second.get("policies").findValuesAsText("known")).containsOnly("true");
    assertThat(second.get("summary").get(0).get("median"))
        .isEqualTo(first.get("summary").get(0).get("median"));
    assertThat(first.get("summary").get(0).get("seeds").asInt()).isEqualTo(2);

    String parent = first.get("policies").get(0).get("policy").asText();
    JsonNode longer = cli.json(with(there, "train", "--continue", parent, "--steps", "200"));
    String id = longer.get("policies").get(0).get("policy").asText();
    String[] whole = {"--warehouse", folder.resolve("whole").toString()};
    JsonNode atOnce = cli.json(with(whole, "train", control(400, "").toString()));
    assertThat(atOnce.get("policies").get(0).get("policy").asText()).isEqualTo(id);
    JsonNode told = cli.json(with(there, "policies", id));
    assertThat(told.get("digest")).isEqualTo(cli.json(with(whole, "policies", id)).get("digest"));
    assertThat(told.get("parent").asText()).isEqualTo(parent);
    assertThat(told.get("curve")).hasSize(4);
  }

  private static String[] with(String[] there, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(there));
    return all.toArray(String[]::new);
  }

  @Test
  void aPolicyOfAMarketHasItsLineage() throws IOException {
    JsonNode trained = cli.json("train", trading("").toString());
    String id = trained.get("policies").get(0).get("policy").asText();
    JsonNode told = cli.json("policies", id.substring(0, 6));
    assertThat(told.get("trainedOn").asText())
        .isEqualTo("small, 3 instruments, 2015-06-01 to 2016-06-30");
    assertThat(told.get("versions").get(Tables.BARS_DAILY.name()).asLong())
        .isEqualTo(cli.warehouse().version(Tables.BARS_DAILY));
    assertThat(told.get("instruments")).hasSize(3);
    assertThat(told.get("settings").get("world.costs.commission").asText()).isEqualTo("5.0E-4");
    JsonNode longer = cli.json("train", "--continue", id, "--steps", "150");
    assertThat(longer.get("policies").get(0).get("steps").asInt()).isEqualTo(450);
    assertThat(cli.ok("policies").out()).contains(id, "small, 3 instruments");
  }

  @Test
  void aStrategyTradesByAPolicyOnAnyGrid() throws IOException {
    JsonNode trained = cli.json("train", trading("").toString());
    String id = trained.get("policies").get(0).get("policy").asText();
    JsonNode names = cli.json("policies", id).get("instruments");
    String instruments =
        StreamSupport.stream(names.spliterator(), false).map(JsonNode::asText).toList().toString();
    String strategy =
        """
        name: learnt
        data: {set: small}
        universe: {instruments: %s}
        period: {from: 2015-06-01}
        tasks:
          - {name: policy, agent: rl-policy, params: {policy: %s}, inputs: {index: returns}}
        """
            .formatted(instruments, id);
    Path path = file("learnt", strategy);
    JsonNode here = cli.json("run", path.toString());
    JsonNode spark = cli.json("run", path.toString(), "--fresh", "--master", "local[2]");
    assertThat(spark.get("digest")).isEqualTo(here.get("digest"));
    assertThat(cli.run("run", file("other", strategy.replace(id, "abcd")).toString()).err())
        .contains("No policy 'abcd'", id);
    Path asks =
        file("asks", strategy.replace("{policy: " + id, "{features: [return-5], policy: " + id));
    assertThat(cli.run("run", asks.toString()).err())
        .contains("was trained on the features [return-1, volatility-10]");
  }

  @Test
  void anEvaluationStandsBesideItsBaselines() throws IOException {
    String text = Files.readString(trading("")).replace("seeds: [2]", "seeds: [2, 3]");
    String path = file("seeds", text).toString();
    Path page = folder.resolve("evaluation.html");
    JsonNode judged =
        cli.json("evaluate", path, "--folds", "2", "--test-days", "60", "--page", page.toString());
    assertThat(judged.get("tests")).hasSize(2);
    assertThat(judged.get("tests").get(0).get("from").asText()).isEqualTo("2016-07-08");
    assertThat(judged.get("trials").asInt()).isPositive();
    List<String> names = judged.get("results").findValuesAsText("name");
    assertThat(names)
        .containsExactly(
            "sac",
            "cash",
            "buy-and-hold",
            "equal-weight",
            "minimum-variance",
            "volatility-target",
            "ridge-signal",
            "random");
    JsonNode sac = judged.get("results").get(0);
    assertThat(sac.get("runs").asInt()).isEqualTo(4);
    assertThat(sac.get("better")).hasSize(7);
    // about sqrt(252 / sessions) a year: two tests of 60 days have some 80 together
    assertThat(sac.get("error").asDouble()).isBetween(1.2, 2.5);
    assertThat(judged.get("results").get(1).get("error").isNumber()).isFalse();
    assertThat(sac.get("better").get("cash").get("value").asDouble()).isBetween(0.0, 1.0);
    assertThat(judged.get("results").get(1).get("median").asDouble()).isNotNegative();
    assertThat(judged.get("results").get(1).get("sharpe").get("value").asDouble()).isZero();
    JsonNode costs = judged.get("costs").get("equal-weight");
    assertThat(costs.get("0.0").get("value").asDouble())
        .isGreaterThan(costs.get("4.0").get("value").asDouble());
    assertThat(costs.get("1.0").get("value")).isEqualTo(find(judged, "equal-weight"));
    assertThat(judged.get("capital")).isEmpty();
    assertThat(Files.readString(page))
        .contains("of the seeds alone, not of other sessions")
        .contains("Learning curves", "Weights of sac", "multiples of the costs", "no impact");
    assertThat(cli.run("evaluate", control(100, "").toString()).err())
        .contains("walks through a market");
  }

  private static JsonNode find(JsonNode judged, String name) {
    return StreamSupport.stream(judged.get("results").spliterator(), false)
        .filter(line -> line.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .get("sharpe")
        .get("value");
  }

  /** Far too few steps to learn: the judgement says so, and the exit code with it. */
  @Test
  void aMarketWhoseProfitIsKnownJudgesTrainings() throws IOException {
    String text =
        """
        algorithm: ppo
        environment: %s
        steps: 256
        every: 256
        episodes: 2
        seeds: 3
        settings: {length: 64}
        """;
    Path edge = file("edge", text.formatted("planted-edge"));
    Cli.Said said = cli.run("evaluate", edge.toString(), "--json");
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(said.json().get(0).get("share").asDouble()).isBetween(-1.0, 0.5);
    assertThat(said.json().get(0).get("best").asDouble()).isBetween(0.0025, 0.003);
    Path none = file("none", text.formatted("martingale"));
    JsonNode fair = cli.json("evaluate", none.toString()).get(0);
    assertThat(fair.get("best").asDouble()).isZero();
    assertThat(fair.get("excess").get("comparisons").asInt()).isEqualTo(1);
    assertThat(Math.abs(fair.get("excess").get("mean").asDouble())).isLessThan(5e-4);
  }

  private static void refused(Path path, String... words) {
    var before = cli.versions();
    Cli.Said said = cli.run("train", path.toString());
    assertThat(said.code()).as(said.all()).isNotZero();
    assertThat(said.err()).contains(words);
    assertThat(cli.versions()).isEqualTo(before);
  }

  @Test
  void whatCannotBeTrainedIsRefusedInWordsAndLeavesNothing() throws IOException {
    refused(
        file("algorithm", "algorithm: td4\nenvironment: pendulum\n"),
        "algorithm.yaml:1",
        "no algorithm 'td4'; there are td3, sac, ddpg, ppo, a2c, dqn, es. Did you mean 'td3'?");
    refused(
        file("key", "algorithm: td3\nenvironment: pendulum\nstep: 5\n"),
        "key.yaml:3",
        "Did you mean 'steps'?");
    refused(
        control(100, "settings: {learning-rat: 1}"),
        "td3 has no setting 'learning-rat'",
        "Did you mean 'learning-rate'?");
    refused(file("world", "algorithm: td3\nenvironment: pendulun\n"), "Did you mean 'pendulum'?");
    refused(file("none", "algorithm: td3\n"), "say either environment:", "market:");
    refused(file("dqn", "algorithm: dqn\nenvironment: pendulum\n"), "DQN acts by choice");
    refused(
        file(
            "wild",
            "algorithm: ddpg\n"
                + "environment: pendulum\n"
                + "steps: 400\n"
                + "settings: {learning-rate: 1e37, warm-up: 64}\n"),
        "1 of 1 trainings failed and left nothing",
        "Training has diverged");
    String window = trading("").toString();
    String text = Files.readString(Path.of(window));
    refused(
        file("short", text.replace("to: 2016-06-30", "to: 2015-06-30")),
        "window is shorter than the rules need",
        "episodes of 60 steps need at least 61 bars");
    refused(
        file("feature", text.replace("return-1", "momentum")),
        "feature.yaml",
        "No feature 'momentum'");
    refused(file("many", text.replace("most-liquid: 3", "most-liquid: 7")), "most-liquid: 7 needs");
  }

  @Test
  void aTrainingNamedTwiceIsOne() throws IOException {
    String[] there = {"--warehouse", folder.resolve("twice").toString()};
    Path path = control(100, "vary: {learning-rate: [0.01, 1e-2]}");
    JsonNode found = cli.json(with(there, "train", path.toString()));
    assertThat(found.get("policies").findValuesAsText("policy")).hasSize(8);
    assertThat(found.get("policies").findValuesAsText("known"))
        .filteredOn("true"::equals)
        .hasSize(4);
    assertThat(cli.json(with(there, "policies"))).hasSize(4);
  }

  @Test
  void theShippedTrainingLearns() {
    JsonNode trained = cli.json("train", Cli.CONF.resolve("rl/pendulum-td3.yaml").toString());
    assertThat(trained.get("policies")).hasSize(2);
    // A random policy scores about -1,220, the best there is about -140.
    for (JsonNode policy : trained.get("policies")) {
      assertThat(policy.get("return").asDouble()).isBetween(-250.0, -100.0);
    }
  }
}
