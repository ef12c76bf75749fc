package finagent.jobs;

import finagent.jobs.risk.Portfolio;
import finagent.jobs.risk.Question;
import finagent.jobs.risk.Reverse;
import finagent.jobs.risk.RiskReport;
import finagent.jobs.risk.Valued;
import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.History;
import finagent.tables.Warehouse;
import finagent.tables.results.RunLog;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Value at risk and expected shortfall of a book. */
@Command(
    name = "var",
    description = "What a book could lose, by every method, and how well the methods forecast.",
    mixinStandardHelpOptions = true)
final class VarCommand implements Callable<Integer> {
  private static final LocalDate NEWEST = LocalDate.of(2200, 1, 1);

  @Mixin private Common common = new Common();

  @Parameters(
      arity = "0..1",
      paramLabel = "PORTFOLIO",
      description = "CSV with columns symbol and quantity, or symbol and weight (with --capital).")
  private @Nullable Path file;

  @Option(names = "--data", paramLabel = "SET", description = "Data set the book is valued with.")
  private @Nullable String data;

  @Option(names = "--run", description = "The last book of a run instead of a file.")
  private @Nullable String run;

  @Option(names = "--strategy", description = "Which strategy of the run.")
  private @Nullable String strategy;

  @Option(names = "--capital", description = "What a weight of 1 is worth.")
  private double capital;

  @Option(names = "--as-of", paramLabel = "DATE", description = "Last day of the data to look at.")
  private @Nullable LocalDate asOf;

  @Option(names = "--level", defaultValue = "99", description = "In percent (default: 99).")
  private double level;

  @Option(names = "--horizon", defaultValue = "1", description = "Sessions (default: 1).")
  private int horizon;

  @Option(
      names = "--window",
      defaultValue = "500",
      description = "Sessions of history to estimate from (default: 500).")
  private int window;

  @Option(names = "--paths", defaultValue = "100000", description = "Of each simulation.")
  private int paths;

  @Option(
      names = "--degrees",
      defaultValue = "5",
      description = "Degrees of freedom of the simulation with fat tails (default: 5).")
  private double degrees;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the simulations.")
  private long seed;

  @Option(
      names = "--lose",
      paramLabel = "LOSS",
      description =
          "Also the smallest plausible shock that loses this: a share of the gross exposure, e.g."
              + " 25%%, or an amount.")
  private @Nullable String lose;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Question question = new Question(level / 100, horizon, window, paths, degrees, seed);
      Warehouse warehouse = common.warehouse();
      HeldBook held = held(warehouse);
      Panel panel = held.panel(warehouse);
      Valued valued = Valued.of(held.portfolio(), panel, capital);
      History history =
          History.of(panel, valued.book().instruments().ids(), 1, panel.time().size());
      RiskReport report = RiskReport.of(valued.book(), history, question);
      List<String> warnings = new ArrayList<>(valued.notes());
      warnings.addAll(report.notes());
      panel.warnings().forEach(text -> warnings.add(held.dataSet() + ": " + text));
      String date = panel.time().date(panel.time().size() - 1).toString();
      RiskTables.print(console, report, held.dataSet(), date);
      Map<String, Object> answer = answer(report, held.dataSet(), date, warnings);
      String wanted = lose;
      if (wanted != null) {
        Reverse reverse =
            Reverse.of(
                valued.book(),
                history,
                question,
                MonteCarloCommand.share("--lose", wanted),
                wanted.strip().endsWith("%"));
        ReverseTables.print(console, reverse, horizon);
        answer.put("reverse", reverse);
      }
      console.answer(answer);
      warnings.forEach(console::warn);
      return 0;
    }
  }

  private HeldBook held(Warehouse warehouse) {
    Path path = file;
    String id = run;
    String set = data;
    if ((path == null) == (id == null)) {
      throw new IllegalArgumentException(
          "Name a portfolio or a run: finagent var PORTFOLIO.csv --data SET, or finagent var --run"
              + " RUN");
    }
    if (path == null) {
      refuse("--data", set != null);
      refuse("--as-of", asOf != null);
      refuse("--capital", capital != 0);
      return HeldBook.of(warehouse, StatusCommand.find(new RunLog(warehouse), id), strategy);
    }
    if (strategy != null) {
      throw new IllegalArgumentException("--strategy is of a run; a portfolio file is one book");
    }
    if (set == null) {
      throw new IllegalArgumentException("Say which data values the portfolio: --data SET");
    }
    LocalDate day = asOf;
    Portfolio portfolio = Portfolio.read(path);
    capital(portfolio);
    return HeldBook.of(portfolio, set, day == null ? NEWEST : day);
  }

  private void capital(Portfolio portfolio) {
    boolean weights = portfolio.unit() == Portfolio.Unit.WEIGHT;
    boolean worth = capital > 0 && capital < Double.POSITIVE_INFINITY;
    if (weights ? !worth : capital != 0) {
      throw new IllegalArgumentException(
          weights
              ? "The portfolio states weights; say what a weight of 1 is worth: --capital 1000000"
              : "--capital is for weights; this portfolio states quantities");
    }
  }

  private static void refuse(String option, boolean given) {
    if (given) {
      throw new IllegalArgumentException(
          option + " has no meaning with --run: the run says its data, its day and its book");
    }
  }

  private static Map<String, Object> answer(
      RiskReport report, String dataSet, String date, List<String> warnings) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("dataSet", dataSet);
    answer.put("asOf", date);
    answer.put("report", report);
    answer.put("warnings", warnings);
    return answer;
  }
}
