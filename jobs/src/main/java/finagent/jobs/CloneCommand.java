package finagent.jobs;

import finagent.jobs.cloning.BehaviourCloning;
import finagent.jobs.cloning.Demonstrations;
import finagent.jobs.cloning.OfflineTraining;
import finagent.jobs.cloning.ScriptedTrader;
import finagent.jobs.grid.SparkGrid;
import finagent.rl.algorithm.Evaluator;
import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.dl4j.ModelZip;
import finagent.rl.env.LinearQuadraticTrading;
import finagent.rl.env.Spaces;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Clones a scripted trader, by one worker and by several on Spark, and says how both fared. */
@Command(
    name = "clone",
    description =
        "Behaviour cloning of a scripted trader over the experience table: DL4J with parameter"
            + " averaging on Spark beside one worker; then, if asked, TD3+BC from the same table.",
    mixinStandardHelpOptions = true)
final class CloneCommand implements Callable<Integer> {
  private static final String DEFAULT_MASTER = "local[2]";
  private static final int OFFLINE_AVERAGING = 500;

  @Mixin private Common common = new Common();

  @Option(
      names = "--transitions",
      defaultValue = "100000",
      description = "Transitions of the trader; those the table lacks are written first.")
  private long transitions;

  @Option(names = "--workers", defaultValue = "2", description = "Workers that average.")
  private int workers;

  @Option(names = "--epochs", defaultValue = "3", description = "Passes over the transitions.")
  private int epochs;

  @Option(
      names = "--averaging",
      defaultValue = "10",
      description = "Minibatches of a worker between two averages.")
  private int averaging;

  @Option(
      names = "--offline",
      paramLabel = "UPDATES",
      defaultValue = "0",
      description =
          "Also trains TD3+BC on the same transitions, by one worker and by those that average.")
  private int offline;

  @Option(names = "--seed", defaultValue = "1", description = "Of the trader and of the training.")
  private long seed;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Writes the averaged policy as a model file of DL4J.")
  private @Nullable Path save;

  /** A policy and what it took. */
  private record Trained(String by, SavedPolicy policy, double seconds, double loss, double value) {
    Map<String, Object> answer() {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("by", by);
      answer.put("seconds", seconds);
      answer.put("loss", loss);
      answer.put("meanReturn", value);
      return answer;
    }
  }

  /** How a policy is trained. */
  private interface Training {
    SavedPolicy run(java.util.function.IntConsumer done);
  }

  @Override
  public Integer call() throws IOException {
    String master = common.master();
    if (!Grids.isSpark(master)) {
      master = DEFAULT_MASTER;
    }
    if (offline < 0) {
      throw new IllegalArgumentException(
          "Invalid --offline: %d updates (at least 0)".formatted(offline));
    }
    if (workers < 1 || transitions < 10L * ScriptedTrader.EPISODE) {
      throw new IllegalArgumentException(
          "Invalid cloning: %d workers, %d transitions (at least 1 and %d)"
              .formatted(workers, transitions, 10L * ScriptedTrader.EPISODE));
    }
    long episodes = (transitions + ScriptedTrader.EPISODE - 1) / ScriptedTrader.EPISODE;
    BehaviourCloning cloning = new BehaviourCloning(64, 256, averaging, epochs, 1e-3, seed);
    ScriptedTrader trader = ScriptedTrader.standard(seed);
    try (Console console = common.console();
        SparkGrid grid = SparkGrid.open(master, Map.of())) {
      Warehouse warehouse = common.warehouse().requireWritable();
      write(console, warehouse, trader, episodes);
      Demonstrations from = Demonstrations.of(grid.session(), warehouse, trader.source(), episodes);
      JavaRDD<DataSet> minibatches = from.minibatches(cloning.batch(), workers, seed);
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(grid.session().sparkContext());
      DataSet heldOut = from.heldOut();
      Trained one =
          timed(console, "one worker", heldOut, epochs, d -> cloning.alone(minibatches, d));
      Trained all =
          timed(
              console,
              workers + " workers on " + master,
              heldOut,
              epochs,
              d -> cloning.averaged(spark, minibatches, workers, d));
      List<Trained> trained = new ArrayList<>(List.of(one, all));
      if (offline > 0) {
        trained.addAll(offline(console, from, heldOut, master));
      }
      if (save != null) {
        save(save, all.policy(), trader, episodes);
      }
      print(console, trader, episodes, trained);
      return 0;
    }
  }

  /** The episodes the table lacks: they are written in order, so their number tells which. */
  private static void write(
      Console console, Warehouse warehouse, ScriptedTrader trader, long episodes) {
    Filter mine = Filter.all().equal("source", trader.source());
    Rows there =
        warehouse.read(Tables.EXPERIENCE, mine, List.of("source", "episode"), OptionalLong.empty());
    long have = there.size() / ScriptedTrader.EPISODE;
    long total = Math.max(0, episodes - have) * ScriptedTrader.EPISODE;
    trader.write(
        warehouse, have, episodes, done -> console.progress("writing experience", done, total));
  }

  private List<Trained> offline(
      Console console, Demonstrations from, DataSet heldOut, String master) {
    OfflineTraining training = OfflineTraining.standard(offline, OFFLINE_AVERAGING, seed);
    Spaces spaces = LinearQuadraticTrading.of(seed).spaces();
    JavaRDD<float[]> transitions = from.transitions(workers, seed);
    return List.of(
        timed(
            console,
            "TD3+BC, one worker",
            heldOut,
            offline,
            d -> training.alone(transitions, spaces, d)),
        timed(
            console,
            "TD3+BC, " + workers + " workers on " + master,
            heldOut,
            offline,
            d -> training.averaged(transitions, spaces, d)));
  }

  private static Trained timed(
      Console console, String by, DataSet heldOut, int most, Training training) {
    long start = System.nanoTime();
    SavedPolicy policy = training.run(done -> console.progress("training, " + by, done, most));
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (!policy.finite()) {
      throw new IllegalStateException(
          "Training by %s has diverged; more minibatches between averages or fewer workers may help"
              .formatted(by));
    }
    double value = Evaluator.standard(LinearQuadraticTrading::of).judge(policy.policy()).mean();
    return new Trained(by, policy, seconds, BehaviourCloning.loss(policy, heldOut), value);
  }

  private void save(Path file, SavedPolicy policy, ScriptedTrader trader, long episodes)
      throws IOException {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("algorithm", "behaviour cloning, parameter averaging");
    provenance.put("source", trader.source());
    provenance.put("episodes", Long.toString(episodes));
    provenance.put("workers", Integer.toString(workers));
    provenance.put("epochs", Integer.toString(epochs));
    provenance.put("seed", Long.toString(seed));
    provenance.put("code", Main.VERSION);
    provenance.put("reproducible", "fixed-partitions");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelZip.write(policy, 1, provenance, out);
    }
  }

  private void print(Console console, ScriptedTrader trader, long episodes, List<Trained> trained) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("trained by", "seconds", "loss held out", "mean return"));
    for (Trained each : trained) {
      rows.add(
          List.of(
              each.by(),
              number("%.1f", each.seconds()),
              number("%.6f", each.loss()),
              number("%.2f", each.value())));
    }
    double least = trader.noise() * trader.noise();
    double rule = Evaluator.standard(LinearQuadraticTrading::of).judge(trader.rule()).mean();
    rows.add(List.of("the rule itself", "", number("%.6f", least), number("%.2f", rule)));
    double ratio = trained.get(1).loss() / trained.get(0).loss();
    console.say(
        "%d transitions, %d epochs, every tenth episode held out:",
        episodes * ScriptedTrader.EPISODE, epochs);
    console.table(rows);
    console.say("loss of %d workers over that of one: %s", workers, number("%.4f", ratio));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("transitions", episodes * ScriptedTrader.EPISODE);
    answer.put("trained", trained.stream().map(Trained::answer).toList());
    answer.put("ratio", ratio);
    answer.put("leastLoss", least);
    console.answer(answer);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
