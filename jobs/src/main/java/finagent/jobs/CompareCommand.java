package finagent.jobs;

import finagent.sandbox.montecarlo.PairedTest;
import finagent.sandbox.random.Normal;
import finagent.sandbox.stats.Sum;
import finagent.tables.Warehouse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An A/B test: what one strategy earned more than another in the same sessions. */
@Command(
    name = "compare",
    description =
        "A/B test of two strategies on the sessions both traded, with a confidence interval.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  /** How likely a test is to find a difference that is as large as it is said to be able to see. */
  private static final double POWER = 0.8;

  @Mixin private Common common = new Common();

  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "STRATEGY of the newest run that has it, or RUN:STRATEGY, or RUN of one strategy.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "What it is compared with, likewise.")
  private String second = "";

  @Option(
      names = "--level",
      defaultValue = "95%",
      description = "Level of the intervals (default: 95%%).")
  private String level = "";

  @Option(
      names = "--block",
      defaultValue = "0",
      paramLabel = "SESSIONS",
      description = "Sessions of a block of the bootstrap (default: as the returns ask for).")
  private int block;

  @Option(
      names = "--draws",
      defaultValue = "4999",
      paramLabel = "N",
      description = "Draws of the bootstrap (default: 4999).")
  private int draws;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the draws.")
  private long seed;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      PairedTest.Settings settings =
          new PairedTest.Settings(MonteCarloCommand.share("--level", level), block, draws, seed);
      Warehouse warehouse = common.warehouse();
      TradedCurve a = TradedCurve.of(warehouse, first);
      TradedCurve b = TradedCurve.of(warehouse, second);
      TradedCurve.Shared shared = a.with(b);
      if (shared.sessions().length < PairedTest.LEAST) {
        throw new IllegalArgumentException(
            "'%s' and '%s' share %d sessions in which both had begun to trade; a test needs %d"
                .formatted(a.strategy(), b.strategy(), shared.sessions().length, PairedTest.LEAST));
      }
      PairedTest test = PairedTest.of(shared.first(), shared.second(), settings);
      Answer answer = Answer.of(a, b, shared, test, settings);
      print(console, answer);
      console.answer(answer);
      if (!a.dataSet().equals(b.dataSet())) {
        console.warn(
            "A traded '%s' and B '%s': they differ in more than their rules"
                .formatted(a.dataSet(), b.dataSet()));
      }
      return 0;
    }
  }

  /** One of the two. */
  record Side(String run, String strategy, String dataSet) {
    static Side of(TradedCurve curve) {
      return new Side(curve.run(), curve.strategy(), curve.dataSet());
    }

    @Override
    public String toString() {
      return "%s of run %s".formatted(strategy, run);
    }
  }

  /** A number of both, per year, and what A has more. */
  record Compared(
      double a,
      double b,
      double difference,
      double error,
      double low,
      double high,
      double probability) {
    static Compared of(double a, double b, PairedTest.Difference found, double scale) {
      return new Compared(
          a * scale,
          b * scale,
          found.value() * scale,
          found.error() * scale,
          found.low() * scale,
          found.high() * scale,
          found.probability());
    }

    List<String> row(String name, String format, double scale) {
      DoubleFunction<String> word = value -> String.format(Locale.ROOT, format, scale * value);
      return List.of(
          name,
          word.apply(a),
          word.apply(b),
          word.apply(difference),
          word.apply(error),
          word.apply(low) + " to " + word.apply(high),
          String.format(Locale.ROOT, "%.4f", probability));
    }
  }

  /**
   * The test as scripts see it.
   *
   * @param detectable difference of the Sharpe ratios, per year, that a test of this size finds
   *     four times in five
   */
  record Answer(
      Side a,
      Side b,
      String from,
      String to,
      int sessions,
      double correlation,
      Compared meanReturn,
      Compared sharpe,
      double detectable,
      double level,
      int block,
      int draws,
      long seed) {
    static Answer of(
        TradedCurve a,
        TradedCurve b,
        TradedCurve.Shared shared,
        PairedTest test,
        PairedTest.Settings settings) {
      int[] sessions = shared.sessions();
      double root = Math.sqrt(a.barsPerYear());
      Compared sharpe = Compared.of(test.first(), test.second(), test.sharpe(), root);
      double deviations = Normal.quantile((1 + settings.level()) / 2) + Normal.quantile(POWER);
      return new Answer(
          Side.of(a),
          Side.of(b),
          LocalDate.ofEpochDay(sessions[0]).toString(),
          LocalDate.ofEpochDay(sessions[sessions.length - 1]).toString(),
          test.sessions(),
          test.correlation(),
          Compared.of(mean(shared.first()), mean(shared.second()), test.mean(), a.barsPerYear()),
          sharpe,
          deviations * sharpe.error(),
          settings.level(),
          test.block(),
          settings.draws(),
          settings.seed());
    }

    private static double mean(double[] returns) {
      return Sum.of(returns) / returns.length;
    }
  }

  private static void print(Console console, Answer answer) {
    console.say("A: %s", answer.a());
    console.say("B: %s", answer.b());
    console.say(
        "%,d sessions, %s to %s, returns over cash; correlation %.2f",
        answer.sessions(), answer.from(), answer.to(), answer.correlation());
    String interval = Math.round(1e4 * answer.level()) / 100.0 + " % interval";
    console.table(
        List.of(
            List.of("a year", "A", "B", "A - B", "\u00b1", interval, "p"),
            answer.meanReturn().row("mean return", "%.1f %%", 100),
            answer.sharpe().row("Sharpe ratio", "%.2f", 1)));
    console.say(
        "\u00b1: one standard error; p: how often chance alone makes them differ by as much; blocks"
            + " of %d sessions, %,d draws, seed %d",
        answer.block(), answer.draws(), answer.seed());
    console.say(verdict(answer));
  }

  private static String verdict(Answer answer) {
    if (answer.sharpe().error() == 0) {
      return "The returns of one are a multiple of the other's: they have the same Sharpe ratio";
    }
    return answer.sharpe().probability() <= 1 - answer.level()
        ? "The Sharpe ratios differ by more than chance explains, if this pair was chosen before"
            + " its returns were seen"
        : String.format(
            Locale.ROOT,
            "No difference of the Sharpe ratios can be told from chance; with so many sessions one"
                + " of %.2f would be found four times in five",
            answer.detectable());
  }
}
