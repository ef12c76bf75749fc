package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.jobs.livy.PaperLivy;
import finagent.sandbox.market.SyntheticMarket;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SubmitTest {
  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private PaperLivy livy;

  @BeforeAll
  static void market() throws IOException {
    DemoMarket.write(
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                12, 160, LocalDate.of(2015, 1, 2), 7, SyntheticMarket.Kind.STANDARD)),
        folder);
    SubmitTest test = new SubmitTest();
    int code =
        test.finagent(
            "ingest",
            folder.resolve("bars.csv").toString(),
            "--name",
            "demo",
            "--adjustment",
            "raw",
            "--warehouse",
            home());
    assertThat(code).as("%s%s", test.out, test.err).isZero();
  }

  @BeforeEach
  void start() throws IOException {
    livy = new PaperLivy();
  }

  @AfterEach
  void stop() {
    livy.close();
  }

  private static String home() {
    return folder.resolve("warehouse").toString();
  }

  private int finagent(String... args) {
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private int submit(String lookback, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("submit", "momentum.yaml", "--warehouse", home(), "--livy", livy.url()));
    args.set(1, Strategies.conf().resolve("momentum.yaml").toString());
    args.addAll(List.of("--set", "alphas.mom.lookback=" + lookback, "--jar", "file:/grid.jar"));
    args.addAll(List.of("--set", "alphas.mom.skip=1d", "--timeout", "0s", "--poll", "1ms"));
    args.addAll(List.of(more));
    return finagent(args.toArray(String[]::new));
  }

  private static List<Run> runs(String state) {
    return new RunLog(Warehouse.open(home()))
        .runs().stream().filter(run -> run.state().name().equals(state)).toList();
  }

  /** What Spark would do with the batch. */
  private int carriedOut(JsonNode body) {
    List<String> args = new ArrayList<>();
    body.get("args").forEach(arg -> args.add(arg.asText()));
    args.addAll(List.of("--master", "here", "--page", folder.resolve("page.html").toString()));
    return finagent(args.toArray(String[]::new));
  }

  @Test
  void aSubmittedRunIsCarriedOutOnceUnderItsOwnIdFromWhatTheWarehouseSays() {
    assertThat(submit("20d", "--no-wait")).as("%s", err).isZero();
    Run left = runs("PENDING").get(0);
    JsonNode body = livy.posts.get(0);
    assertThat(body.get("name").asText()).isEqualTo(Submissions.batch(left));
    assertThat(body.get("className").asText()).isEqualTo("finagent.jobs.Main");
    assertThat(carriedOut(body)).as("%s", err).isZero();
    Run done = new RunLog(Warehouse.open(home())).run(left.id()).orElseThrow();
    assertThat(done.state()).isEqualTo(Run.State.COMPLETED);

    assertThat(submit("20d")).isZero();
    assertThat(out.toString()).contains("run %s is complete already".formatted(left.id()));
    assertThat(livy.posts).hasSize(1);

    assertThat(carriedOut(body)).isZero();
    assertThat(out.toString()).contains("is complete already; nothing to do");
    assertThat(runs("COMPLETED")).filteredOn(run -> run.id().equals(left.id())).hasSize(1);
  }

  @Test
  void aBatchThatDiedIsTriedAgainUnderTheNextName() {
    assertThat(submit("21d", "--no-wait")).isZero();
    String name = livy.posts.get(0).get("name").asText();
    livy.entry(name).state = "dead";
    assertThat(submit("21d", "--no-wait")).isZero();
    assertThat(livy.posts)
        .extracting(post -> post.get("name").asText())
        .containsExactly(name, name + "-try2");
    assertThat(submit("21d")).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains(name + "-try2", "was not over after 0 s and may run on");
    assertThat(livy.posts).hasSize(2);
  }

  @Test
  void whatCannotBePlannedIsNotSubmitted() {
    assertThat(submit("20d", "--set", "data.set=nowhere")).isEqualTo(Main.FAILED);
    assertThat(livy.posts).isEmpty();
    assertThat(submit("20d", "--master", "yarn")).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("--master 'yarn' has no effect here: Livy decides");
  }

  @Test
  void batchesAreListedShownAndEnded() {
    assertThat(submit("22d", "--no-wait")).isZero();
    String name = livy.posts.get(0).get("name").asText();
    assertThat(finagent("batches", "--livy", livy.url())).isZero();
    assertThat(out.toString()).contains(name + "  starting");
    assertThat(finagent("batches", name, "--delete", "--livy", livy.url())).isZero();
    assertThat(livy.size()).isZero();
    assertThat(finagent("batches", name, "--livy", livy.url())).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("No batch '%s'".formatted(name));
  }
}
