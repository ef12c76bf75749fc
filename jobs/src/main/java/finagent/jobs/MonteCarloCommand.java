package finagent.jobs;

import finagent.jobs.montecarlo.Question;
import finagent.jobs.montecarlo.Target;
import finagent.planner.DidYouMean;
import finagent.sandbox.montecarlo.ModelKind;
import finagent.tables.Warehouse;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs strategies again on synthetic markets made from their own data. */
@Command(
    name = "montecarlo",
    description = "Run strategies again on many synthetic markets; every number with its errors.",
    mixinStandardHelpOptions = true)
final class MonteCarloCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(
      paramLabel = "FILE",
      description = "Strategy files (YAML), or one with vary: all run on the same paths.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Override a value of a file.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--paths",
      defaultValue = "10000",
      paramLabel = "N",
      description = "At most so many, e.g. 1e6; whole chunks of 512 (default: 10000).")
  private String paths = "";

  @Option(
      names = "--target",
      paramLabel = "NUMBER:ERROR",
      description = "Stop once this standard error is reached, e.g. var99:1%% or sharpe:0.005.")
  private @Nullable String target;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "Where markets come from: bootstrap (default), circular, gbm, merton, heston, garch, fhs,"
              + " regimes, copula, correlated.")
  private @Nullable String model;

  @Option(
      names = "--calibration",
      paramLabel = "ID",
      description = "Take the market's model from finagent calibrate.")
  private String calibration = "";

  @Option(
      names = "--block",
      defaultValue = "0",
      description = "Mean length of a block, sessions (default: what the data asks for).")
  private double block;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the paths.")
  private long seed;

  @Option(
      names = "--steps",
      defaultValue = "0",
      description = "Sessions each path is measured over (default: as many as the history has).")
  private int steps;

  @Option(names = "--years", defaultValue = "0", description = "The same in years.")
  private double years;

  @Option(
      names = "--ruin",
      defaultValue = "50%",
      description = "Share of the starting equity at which a path is ruined (default: 50%%).")
  private String ruin = "";

  @Option(
      names = "--worlds",
      defaultValue = "16",
      description = "Histories that might have been, for the estimation error; 0 = none.")
  private int worlds;

  @Option(
      names = "--perturb",
      paramLabel = "SHARE:N",
      description =
          "Also N copies of a strategy, every parameter of its alphas moved by up to SHARE, e.g."
              + " 20%%:8.")
  private @Nullable String perturb;

  @Option(names = "--title", description = "Title of the run.")
  private @Nullable String title;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Where the page goes (default: runs/RUN.html in this folder).")
  private @Nullable Path page;

  @Override
  public Integer call() {
    try (Console console = common.console();
        Strategies strategies = strategies()) {
      if (years != 0 && (steps != 0 || !(years > 0 && years <= 1000))) {
        throw new IllegalArgumentException(
            steps != 0
                ? "Say --years or --steps, not both"
                : "Invalid --years: %s (must be above 0)".formatted(years));
      }
      Warehouse warehouse = common.warehouse().requireWritable();
      strategies.combinations().told().ifPresent(console::warn);
      Question question =
          new Question(model(), block, seed, steps, share("--ruin", ruin), worlds, calibration);
      MonteCarloJob.Request request =
          new MonteCarloJob.Request(
              "Monte Carlo: " + strategies.title(title),
              question,
              years,
              number(paths),
              Optional.ofNullable(target).map(Target::of),
              common.master(),
              common.parts(),
              Collections.emptySortedMap());
      MonteCarloJob job = new MonteCarloJob(warehouse, strategies, console, Clock.systemUTC());
      MonteCarloTables.print(console, job.run(request), page);
      return 0;
    }
  }

  private Strategies strategies() {
    String wanted = perturb;
    return wanted == null
        ? Strategies.varied(files, sets)
        : Perturbed.read(files, sets, wanted, seed);
  }

  private ModelKind model() {
    String name = Optional.ofNullable(model).orElse("bootstrap").toLowerCase(Locale.ROOT);
    if (!ModelKind.words().contains(name)) {
      throw new IllegalArgumentException(
          "No model '%s'; there are %s.%s"
              .formatted(
                  name,
                  String.join(", ", ModelKind.words()),
                  DidYouMean.of(name, ModelKind.words())));
    }
    return ModelKind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** A whole number, also as 1e6. */
  static long number(String text) {
    try {
      return new BigDecimal(text.strip().replace("_", "").replace(",", "")).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid --paths '%s': a whole number, e.g. 100000 or 1e6".formatted(text), e);
    }
  }

  /** A share, as 0.5 or 50%. */
  static double share(String option, String text) {
    String plain = text.strip();
    boolean percent = plain.endsWith("%");
    try {
      double value = Double.parseDouble(percent ? plain.substring(0, plain.length() - 1) : plain);
      return percent ? value / 100 : value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid %s '%s': a share, e.g. 50%% or 0.5".formatted(option, text), e);
    }
  }
}
