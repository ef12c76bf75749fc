package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.agents.ComputingAgent;
import finagent.agents.Conductor;
import finagent.agents.Pools;
import finagent.agents.RunWatch;
import finagent.agents.Status;
import finagent.agents.audit.Bench;
import finagent.agents.audit.Finding;
import finagent.jobs.grid.SharedSpark;
import finagent.jobs.grid.SparkGrid;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.Memory;
import finagent.planner.Planner;
import finagent.planner.spec.SpecCompiler;
import finagent.planner.spec.SpecReader;
import finagent.planner.spec.StrategySpec;
import finagent.sandbox.backtest.BookResult;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import finagent.sandbox.grid.Market;
import finagent.sandbox.grid.ResultStore;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginsTest {
  private static final Path EXAMPLE =
      Path.of(
          System.getProperty("finagent.root", ".."),
          "examples/own-agent/src/main/java/example/NearHigh.java");
  private static final String NEAR_HIGH = "example.NearHigh";
  private static final Panel PANEL =
      SyntheticMarket.of(
          new SyntheticMarket.Config(
              12, 160, LocalDate.of(2015, 1, 2), 7, SyntheticMarket.Kind.STANDARD));

  @TempDir Path folder;

  /** The synthetic market, always whole. */
  record Toy() implements Market {
    @Override
    public List<String> instruments(Slice slice) {
      return PANEL.instruments().ids();
    }

    @Override
    public Panel read(Slice slice, List<String> only) {
      assertThat(only).isEqualTo(PANEL.instruments().ids());
      return PANEL;
    }
  }

  /** Keeps results of this JVM. */
  static final class Kept implements ResultStore {
    static final Map<String, BookResult> BY_KEY = Collections.synchronizedMap(new TreeMap<>());

    @Override
    public void write(Stamp stamp, List<BookResult> results) {
      results.forEach(result -> BY_KEY.put(result.key(), result));
    }
  }

  @Test
  void theExampleAgentPassesTheAudit() throws IOException {
    try (Plugins plugins = Plugins.load(List.of(example("")))) {
      Pools pools = plugins.addedTo(Pools.shipped());
      ComputingAgent agent = (ComputingAgent) pools.agent("near-high");
      assertThat(Bench.audit(pools, agent, PANEL, 1, 4))
          .hasSize(5)
          .allMatch(Finding::passed)
          .allMatch(finding -> finding.subject().equals("near-high"))
          .noneMatch(finding -> finding.detail().contains("nothing but"));
    }
  }

  @Test
  void theExampleAgentTravelsAndGivesTheSameBitsOnEveryGrid() throws IOException {
    try (Plugins plugins = Plugins.load(List.of(example("")))) {
      Pools pools = plugins.addedTo(Pools.shipped());
      ExecutionPlan plan = plan(pools, "near-high");
      Map<String, BookResult> here = run(Here.here(1), pools, plan);
      Map<String, BookResult> remote = plugins.within(() -> run(Here.asIfRemote(2), pools, plan));
      assertThat(remote.keySet()).isEqualTo(here.keySet());
      String book = plan.books().values().iterator().next().hex();
      assertThat(remote.get(book).metrics()).isEqualTo(here.get(book).metrics());
      assertThat(here.get(book).metrics())
          .anyMatch(metric -> metric.name().equals("turnover") && metric.value() > 0);
      SparkGrid spark = SparkGrid.on(SharedSpark.session());
      plugins.jars().forEach(spark::ship);
      Map<String, BookResult> onSpark = plugins.within(() -> run(spark, pools, plan));
      assertThat(onSpark.get(book).metrics()).isEqualTo(here.get(book).metrics());
      assertThatThrownBy(() -> run(Here.asIfRemote(2), pools, plan))
          .hasMessageContaining("cannot travel")
          .hasMessageContaining(NEAR_HIGH);
    }
  }

  private static Map<String, BookResult> run(Grid grid, Pools pools, ExecutionPlan plan) {
    RunWatch silent =
        new RunWatch() {
          @Override
          public void moved(List<Planned> tasks, Status to, double seconds, String message) {
            assertThat(tasks).isNotEmpty();
          }

          @Override
          public void progress(String what, long done, long total) {
            assertThat(done).isBetween(0L, total);
          }
        };
    Kept.BY_KEY.clear();
    try (grid) {
      Conductor.execute(
          new Conductor.Setup(
              "run",
              plan,
              pools,
              grid,
              new Toy(),
              task -> new Slice("toy", 0, List.of(), "", "", 0, 0),
              new Kept(),
              1,
              silent,
              System::nanoTime));
    }
    return new TreeMap<>(Kept.BY_KEY);
  }

  private static ExecutionPlan plan(Pools pools, String agent) {
    String yaml =
        """
        name: own
        data: {set: toy}
        alphas: {high: {agent: %s}}
        portfolio: {agent: rank-long-short, long: 20%%, short: 20%%}
        controls: {draws: 5}
        """
            .formatted(agent.equals("near-high") ? "near-high, window: 20d" : agent);
    StrategySpec spec = new SpecReader(pools, List.of()).parse(yaml);
    return Planner.plan(
        List.of(SpecCompiler.dag(spec, pools)),
        pools,
        task -> Digest.of("toy").build(),
        Memory.empty(),
        task -> 1);
  }

  private static Map<String, Digest> keys(ExecutionPlan plan) {
    Map<String, Digest> keys = new TreeMap<>();
    plan.tasks().forEach(task -> keys.put(task.task().id(), task.key()));
    return keys;
  }

  @Test
  void otherCodeIsOtherWorkAndTheKeysOfShippedAgentsStay() throws IOException {
    Map<String, Digest> before;
    Map<String, Digest> again;
    Map<String, Digest> after;
    Map<String, Digest> shipped;
    try (Plugins plugins = Plugins.load(List.of(example("")))) {
      before = keys(plan(plugins.addedTo(Pools.shipped()), "near-high"));
      shipped = keys(plan(plugins.addedTo(Pools.shipped()), "mean-reversion"));
    }
    try (Plugins plugins = Plugins.load(List.of(example(""), example("")))) {
      again = keys(plan(plugins.addedTo(Pools.shipped()), "near-high"));
    }
    try (Plugins plugins = Plugins.load(List.of(example("another build")))) {
      after = keys(plan(plugins.addedTo(Pools.shipped()), "near-high"));
    }
    assertThat(again).isEqualTo(before);
    assertThat(shipped).isEqualTo(keys(plan(Pools.shipped(), "mean-reversion")));
    for (String changed : List.of("alphas.high", "portfolio", "book")) {
      assertThat(after.get(changed)).as(changed).isNotEqualTo(before.get(changed));
    }
    for (String same : List.of("bars", "returns", "liquidity", "universe")) {
      assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
    }
  }

  @Test
  void theDigestIsTheSha256OfTheFile() throws IOException {
    Path jar = example("").path();
    assertThat(Plugins.digest(jar)).matches("[0-9a-f]{64}");
    try (Plugins plugins = Plugins.load(List.of(new Plugins.Jar(jar, List.of(NEAR_HIGH))))) {
      Files.delete(jar);
      assertThat(plugins.jars()).singleElement().matches(Files::exists);
      assertThat(plugins.agents()).singleElement().matches(a -> a.card().code().isEmpty());
      assertThat(plugins.addedTo(Pools.shipped()).card("near-high").orElseThrow().code())
          .isEqualTo(plugins.digest());
    }
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    Path copy;
    try (Plugins plugins = Plugins.load(List.of(example("")))) {
      copy = plugins.jars().get(0);
    }
    assertThat(copy).doesNotExist();
    assertThat(copy.getParent()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.NearHihg | is not in it; there are [example.NearHigh]. Did you mean",
        "bad.Plain | is no agent; let it implement finagent.agents.ComputingAgent",
        "bad.Closed | has no public constructor without arguments; give it one",
        "bad.Hidden | must be a public class that is not abstract",
        "bad.Throwing | cannot be made: its constructor throws java.lang.IllegalStateException: no",
        "finagent.agents.alpha.MomentumAgent | is on the program's own class path already",
      })
  void whatIsNoAgentIsRefusedInWords(String name, String words) throws IOException {
    String type = name.substring(name.lastIndexOf('.') + 1);
    Plugins.Jar jar = example("");
    if (name.startsWith("bad.")) {
      String body =
          switch (type) {
            case "Plain" -> "public class Plain {}";
            case "Closed" -> agent("public class Closed", "private Closed() {}");
            case "Hidden" -> agent("class Hidden", "public Hidden() {}");
            default ->
                agent(
                    "public class Throwing",
                    "public Throwing() { throw new IllegalStateException(\"no\"); }");
          };
      Path source = folder.resolve(type + ".java");
      Files.writeString(source, "package bad; " + body);
      jar = jar(source, "", List.of());
    }
    Plugins.Jar asked = new Plugins.Jar(jar.path(), List.of(name));
    assertThatThrownBy(() -> Plugins.load(List.of(asked)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(jar.path().toString())
        .hasMessageContaining("class " + name + " " + words);
  }

  private static String agent(String head, String constructor) {
    return head
        + " implements finagent.agents.Agent { "
        + constructor
        + " public finagent.planner.Card card() { return null; } }";
  }

  @Test
  void aMissingJarOneThatIsNoneAndATakenNameAreRefused() throws IOException {
    Path nowhere = folder.resolve("nowhere.jar");
    assertThatThrownBy(() -> Plugins.load(List.of(new Plugins.Jar(nowhere, List.of(NEAR_HIGH)))))
        .hasMessageStartingWith("There is no plug-in jar " + nowhere + "; build it first");
    Path text = Files.writeString(folder.resolve("text.jar"), "not a jar");
    assertThatThrownBy(() -> Plugins.load(List.of(new Plugins.Jar(text, List.of(NEAR_HIGH)))))
        .hasMessageContaining("text.jar is no jar");
    try (Plugins plugins = Plugins.load(List.of(example("")))) {
      Pools once = plugins.addedTo(Pools.shipped());
      assertThatThrownBy(() -> plugins.addedTo(once))
          .hasMessageContaining("Two agents are called 'near-high'");
    }
  }

  private Plugins.Jar example(String note) throws IOException {
    return jar(EXAMPLE, note, List.of(NEAR_HIGH));
  }

  private Plugins.Jar jar(Path source, String note, List<String> classes) throws IOException {
    return new Plugins.Jar(Jars.of(folder, source, note), classes);
  }
}
