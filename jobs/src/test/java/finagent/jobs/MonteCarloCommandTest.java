package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.sandbox.market.Calendar;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonteCarloCommandTest {
  @TempDir static Path folder;
  static Cli cli;

  @BeforeAll
  static void market() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(8, 300, 1));
    strategy("cross", "ma-cross, fast: 5d, slow: 20d");
  }

  private static Path strategy(String name, String agent) throws IOException {
    return cli.file(
        name + ".yaml",
        """
        name: %s
        data: {set: small}
        alphas: {a: {agent: %s}}
        portfolio: equal-weight
        """
            .formatted(name, agent));
  }

  private static String[] simulation(String warehouse, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "montecarlo",
                folder.resolve("cross.yaml").toString(),
                "--worlds",
                "2",
                "--page",
                folder.resolve("mc.html").toString(),
                "--warehouse",
                folder.resolve(warehouse).toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** A warehouse with the same market and no simulations. */
  private static void copy(String to) throws IOException {
    Path from = folder.resolve("warehouse");
    try (var files = Files.walk(from)) {
      for (Path path : files.toList()) {
        Path relative = from.relativize(path);
        boolean own = relative.startsWith("mc_chunks") || relative.startsWith("mc_results");
        if (!own && Files.isRegularFile(path)) {
          Path target = folder.resolve(to).resolve(relative);
          Files.createDirectories(target.getParent());
          Files.copy(path, target);
        }
      }
    }
  }

  @Test
  void theSameBitsHereAndOnSparkHoweverItIsCutAndResumed() throws IOException {
    copy("one");
    String digest = cli.json(simulation("one", "--paths", "2048")).get("digest").asText();
    assertThat(digest).hasSize(64);

    copy("many");
    JsonNode began = cli.json(simulation("many", "--paths", "1024", "--parts", "7"));
    assertThat(began.get("digest").asText()).isNotEqualTo(digest);
    JsonNode went = cli.json(simulation("many", "--paths", "2048", "--parts", "50"));
    assertThat(went.get("digest").asText()).isEqualTo(digest);
    assertThat(went.get("computedChunks").asInt())
        .isLessThan(began.get("computedChunks").asInt() + 2);
    assertThat(cli.json(simulation("many", "--paths", "2048")).get("computedChunks").asInt())
        .isZero();

    copy("spark");
    JsonNode spark =
        cli.json(simulation("spark", "--paths", "2048", "--master", "local[2]", "--parts", "3"));
    assertThat(spark.get("digest").asText()).isEqualTo(digest);
    assertThat(cli.json(simulation("one", "--paths", "2048", "--seed", "2")).get("digest").asText())
        .isNotEqualTo(digest);
  }

  @Test
  void aPathAloneIsThePathOfTheSweep() {
    JsonNode run = cli.json(simulation("warehouse", "--paths", "512", "--title", "paths"));
    JsonNode replay = cli.json("replay", run.get("run").asText(), "--parts", "3");
    assertThat(replay.get("now")).isEqualTo(run.get("digest"));
    assertThat(replay.get("same").asBoolean()).isTrue();
    Rows chunks = cli.warehouse().read(Tables.MC_CHUNKS, Filter.all());
    double least = Double.POSITIVE_INFINITY;
    for (int path = 0; path < 512; path += 73) {
      JsonNode alone =
          cli.json("replay-path", run.get("run").asText(), Integer.toString(path)).get("cross");
      least = Math.min(least, alone.get("totalReturn").asDouble());
    }
    assertThat(chunks.size()).isPositive();
    JsonNode worst =
        StreamSupport.stream(run.get("results").spliterator(), false)
            .filter(r -> r.get("statistic").asText().equals("worst-path"))
            .findFirst()
            .orElseThrow();
    String path = Long.toString(Math.round(worst.get("value").asDouble()));
    JsonNode found = cli.json("replay-path", run.get("run").asText(), path).get("cross");
    assertThat(found.get("totalReturn").asDouble()).isLessThanOrEqualTo(least);
    JsonNode equity = found.get("equity");
    assertThat(equity.get(equity.size() - 1).asDouble() / equity.get(0).asDouble() - 1)
        .isCloseTo(found.get("totalReturn").asDouble(), within(1e-12));
  }

  @Test
  void whatCannotBeSimulatedIsSaidInWords() throws IOException {
    refused("--paths", "absurd", "'absurd'", "1e6");
    refused("--paths", "1e18", "1e18".substring(0, 1));
    refused("--paths", "-5", "-5");
    refused("--model", "gmb", "gbm");
    refused("--target", "var99", "var99:1%");
    refused("--years", "1000", "history");
    refused("--block", "0.5", "at least 1");
    refused("--ruin", "150%", "between 0 and 1");
    refused("--calibration", "nobody", "leave --calibration out");
  }

  @Test
  void aTargetThatHasNoValueStopsTheSimulation() throws IOException {
    StringBuilder bars = new StringBuilder("date,symbol,open,high,low,close,volume\n");
    double price = 100;
    for (LocalDate day :
        Calendar.of("XNYS").sessions(LocalDate.of(2020, 1, 2), LocalDate.of(2021, 6, 30))) {
      price *=
          day.equals(LocalDate.of(2020, 2, 3)) ? 1.02 : 0.99 - 1e-4 * (day.getDayOfMonth() % 3);
      bars.append("%1$s,DOWN,%2$s,%2$s,%2$s,%2$s,1000%n".formatted(day, price));
    }
    cli.ok("ingest", cli.file("down.csv", bars.toString()).toString(), "--name", "down");
    Cli.Said said =
        cli.run(
            simulation(
                "warehouse",
                "--set",
                "data.set=down",
                "--set",
                "alphas.a={agent: ma-cross, fast: 1d, slow: 3d}",
                "--model",
                "gbm",
                "--target",
                "sharpe:0.01",
                "--paths",
                "1e12"));
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(said.err())
        .contains("target sharpe of cross", "first 4,096 paths 0 have a sharpe", "another --target")
        .doesNotContain("Exception");
    JsonNode run = cli.json("runs").get(0);
    assertThat(run.get("state").asText()).isEqualTo("failed");
    assertThat(run.get("message").asText()).contains("first 4,096 paths");
  }

  private static void refused(String option, String value, String... words) {
    Cli.Said said = cli.run(simulation("warehouse", option, value));
    assertThat(said.code()).as(said.all()).isEqualTo(Main.FAILED);
    assertThat(said.err()).contains(words).doesNotContain("Exception");
  }

  @Test
  void perturbedCopiesRunOnTheSamePathsAndAreNamedAfterTheirParameters() throws IOException {
    JsonNode run =
        cli.json(simulation("warehouse", "--paths", "512", "--perturb", "40%:9", "--years", "0.4"));
    List<String> names =
        StreamSupport.stream(run.get("results").spliterator(), false)
            .filter(r -> r.get("statistic").asText().equals("sharpe-difference"))
            .filter(r -> r.get("measure").asText().equals("mean"))
            .map(r -> r.get("strategy").asText())
            .distinct()
            .toList();
    assertThat(names).hasSize(9).allMatch(name -> name.matches("cross fast=\\dd slow=\\d\\dd"));
    String page = Files.readString(Path.of(run.get("page").asText()));
    assertThat(page)
        .contains("On the same paths, less cross", "Differences of the Sharpe ratio")
        .contains(names);
    JsonNode alone = cli.json("replay-path", run.get("run").asText(), "77");
    for (String name : names) {
      assertThat(alone.get(name).get("equity")).hasSizeGreaterThan(90);
    }
    refused("--perturb", "1%:9", "Within 1% of the parameters of cross.yaml", "only");
    refused("--perturb", "120%:2", "below 100%");
  }

  @Test
  void whatBlocksLoseOfTheClusteringIsSaid() throws IOException {
    StringBuilder bars = new StringBuilder("date,symbol,open,high,low,close,volume\n");
    double[] price = {100, 80};
    int t = 0;
    for (LocalDate day :
        Calendar.of("XNYS").sessions(LocalDate.of(2016, 1, 4), LocalDate.of(2018, 6, 29))) {
      double size = t / 60 % 2 == 0 ? 0.002 : 0.02;
      for (int i = 0; i < 2; i++) {
        price[i] *= 1 + size * Math.sin(1.7 * t * t + i);
        bars.append(
            "%1$s,%2$s,%3$s,%3$s,%3$s,%3$s,1000%n".formatted(day, "AB".charAt(i), price[i]));
      }
      t++;
    }
    cli.ok("ingest", cli.file("waves.csv", bars.toString()).toString(), "--name", "waves");
    String[] gbm =
        simulation("warehouse", "--set", "data.set=waves", "--model", "gbm", "--paths", "512");
    JsonNode run = cli.json(gbm);
    assertThat(run.get("likeness").get(0).get("name").asText()).isEqualTo("mean a year");
    assertThat(run.get("likeness").get(0).get("error").asDouble()).isPositive();
    JsonNode clustering = run.get("likeness").get(5);
    assertThat(clustering.get("name").asText()).contains("lags 1-10");
    assertThat(clustering.get("history").asDouble()).isGreaterThan(0.3);
    assertThat(Math.abs(clustering.get("paths").asDouble()))
        .isLessThan(5 * clustering.get("error").asDouble());
    assertThat(cli.ok(gbm).out()).contains("volatility clusters less on the paths than it did");
    assertThat(Files.readString(Path.of(run.get("page").asText())))
        .contains("How like the history the paths are", "volatility clusters less");
    String[] blocks =
        simulation("warehouse", "--set", "data.set=waves", "--block", "200", "--paths", "512");
    assertThat(cli.ok(blocks).out()).doesNotContain("clusters less");
  }

  /** Short at gross 1, the book meets a price that more than doubles. */
  @Test
  void pathsThatHaveNoSharpeRatioAreCounted() throws IOException {
    StringBuilder bars = new StringBuilder("date,symbol,open,high,low,close,volume\n");
    double price = 100;
    int t = 0;
    for (LocalDate day :
        Calendar.of("XNYS").sessions(LocalDate.of(2020, 1, 2), LocalDate.of(2021, 6, 30))) {
      price *= t == 200 ? 2.5 : 0.995 - 1e-3 * Math.sin(t * t);
      t++;
      bars.append("%1$s,SHORT,%2$s,%2$s,%2$s,%2$s,1000000%n".formatted(day, price));
    }
    cli.ok("ingest", cli.file("squeeze.csv", bars.toString()).toString(), "--name", "squeeze");
    String[] squeeze =
        simulation(
            "warehouse",
            "--set",
            "data.set=squeeze",
            "--set",
            "alphas.a={agent: ma-cross, fast: 1d, slow: 3d}",
            "--block",
            "1",
            "--steps",
            "30",
            "--paths",
            "1024");
    JsonNode run = cli.json(squeeze);
    JsonNode sharpe =
        StreamSupport.stream(run.get("results").spliterator(), false)
            .filter(r -> r.get("statistic").asText().equals("sharpe"))
            .filter(r -> r.get("measure").asText().equals("mean"))
            .findFirst()
            .orElseThrow();
    long count = sharpe.get("count").asLong();
    assertThat(count).isBetween(1L, 1023L);
    String note =
        "sharpe of cross: of %s of 1,024 paths; the others lost all their equity or never traded, which flatters"
            .formatted(count);
    assertThat(Cli.words(run.get("notes"))).contains(note).doesNotContain("total-return of");
    assertThat(cli.ok(squeeze).out()).contains("warning: " + note);
    assertThat(Files.readString(Path.of(run.get("page").asText()))).contains(note);
  }
}
