package finagent.jobs;

import finagent.planner.DidYouMean;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.sandbox.montecarlo.FactorPanel;
import finagent.sandbox.montecarlo.Fit;
import finagent.sandbox.montecarlo.ModelKind;
import finagent.sandbox.montecarlo.PanelModels;
import finagent.sandbox.montecarlo.ResampledPanel;
import finagent.sandbox.montecarlo.RowReturns;
import finagent.sandbox.montecarlo.WholeHistory;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.montecarlo.Calibration;
import finagent.tables.montecarlo.Calibrations;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits path models to data and remembers the parameters. */
@Command(
    name = "calibrate",
    description = "Fit a path model to data; parameters with standard errors are remembered.",
    mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
  private static final LocalDate FIRST = LocalDate.of(1800, 1, 1);
  private static final LocalDate NEWEST = LocalDate.of(2200, 1, 1);
  private static final int MOST_SERIES = 200;

  @Mixin private Common common = new Common();

  @Option(names = "--data", required = true, paramLabel = "SET", description = "Data set.")
  private String data = "";

  @Option(
      names = "--symbols",
      split = ",",
      paramLabel = "SYMBOL",
      description =
          "Each of these, and their equally weighted market, which is the series itself if there"
              + " is one (default: the market of all).")
  private List<String> symbols = new ArrayList<>();

  @Option(
      names = "--model",
      defaultValue = "gbm",
      description = "gbm, merton, heston, garch, fhs or regimes (default: gbm).")
  private String model = "";

  @Option(names = "--from", paramLabel = "DATE", description = "First day of the data.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last day of the data.")
  private @Nullable LocalDate to;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse().requireWritable();
      ModelKind kind = kind();
      DeltaMarket market = new DeltaMarket(warehouse);
      WholeHistory history = WholeHistory.of(market.read(slice(market)));
      Panel panel = history.panel();
      for (String symbol : symbols) {
        if (panel.instruments().indexOf(symbol) < 0) {
          throw new IllegalArgumentException(
              "'%s' does not trade through the whole period of data set '%s'; choose another symbol or period"
                  .formatted(symbol, data));
        }
      }
      Clock clock = Clock.systemUTC();
      Calibration calibration =
          new Calibration(
              RunIds.next(clock),
              kind.word(),
              data,
              market.versions(),
              Main.VERSION,
              System.getProperty("user.name", "unknown"),
              clock.instant(),
              fitted(kind, panel));
      new Calibrations(warehouse).append(calibration);
      print(console, calibration, history);
      return 0;
    }
  }

  private ModelKind kind() {
    List<String> known =
        ModelKind.words().stream()
            .filter(word -> ModelKind.valueOf(word.toUpperCase(Locale.ROOT)).isOfSeries())
            .toList();
    String name = model.toLowerCase(Locale.ROOT);
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "No model '%s' to calibrate; there are %s.%s"
              .formatted(name, String.join(", ", known), DidYouMean.of(name, known)));
    }
    return ModelKind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private Slice slice(DeltaMarket market) {
    LocalDate first = from;
    LocalDate last = to;
    return new Slice(
        data,
        market.barsVersion(data),
        symbols.stream().distinct().sorted().toList(),
        "",
        "",
        (first == null ? FIRST : first).toEpochDay(),
        (last == null ? NEWEST : last).toEpochDay());
  }

  private List<Calibration.Fitted> fitted(ModelKind kind, Panel panel) {
    RowReturns returns = ResampledPanel.of(panel).returns();
    List<Calibration.Fitted> fitted = new ArrayList<>();
    fitted.add(fitted(kind, Calibration.MARKET, FactorPanel.marketLogs(returns), panel));
    List<String> each =
        returns.instruments() == 1 ? List.of() : symbols.stream().distinct().toList();
    if (each.size() > MOST_SERIES) {
      throw new IllegalArgumentException(
          "%d symbols; at most %d at a time".formatted(each.size(), MOST_SERIES));
    }
    for (String symbol : each) {
      int i = panel.instruments().indexOf(symbol);
      double[] logs = new double[returns.rows()];
      for (int t = 0; t < logs.length; t++) {
        logs[t] = StrictMath.log1p(returns.at(t, i));
      }
      fitted.add(fitted(kind, symbol, logs, panel));
    }
    return fitted;
  }

  private static Calibration.Fitted fitted(
      ModelKind kind, String name, double[] logs, Panel panel) {
    Fit<?> fit;
    try {
      fit = PanelModels.series(kind, logs, panel.time().barsPerYear());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' cannot be fitted to %s: %s"
              .formatted(kind.word(), name.equals("*") ? "the market" : name, e.getMessage()),
          e);
    }
    List<Calibration.Parameter> parameters = new ArrayList<>();
    for (int k = 0; k < fit.names().size(); k++) {
      parameters.add(
          new Calibration.Parameter(fit.names().get(k), fit.values().get(k), fit.errors().get(k)));
    }
    return new Calibration.Fitted(
        name,
        panel.time().session(1),
        panel.time().session(panel.time().size() - 1),
        logs.length,
        fit.logLikelihood(),
        parameters);
  }

  private static void print(Console console, Calibration calibration, WholeHistory history) {
    List<String> ids = history.panel().instruments().ids();
    String market =
        ids.size() == 1 ? "* (market, " + ids.get(0) + " alone)" : "* (market, equally weighted)";
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("series", "parameter", "estimate", "± standard error"));
    for (Calibration.Fitted series : calibration.series()) {
      for (Calibration.Parameter parameter : series.parameters()) {
        rows.add(
            List.of(
                series.name().equals(Calibration.MARKET) ? market : series.name(),
                parameter.name(),
                number(parameter.value()),
                number(parameter.error())));
      }
    }
    Calibration.Fitted first = calibration.series().get(0);
    console.say(
        "%s on %s, %s to %s, %d log returns:",
        calibration.model(),
        calibration.dataSet(),
        LocalDate.ofEpochDay(first.fromDay()),
        LocalDate.ofEpochDay(first.toDay()),
        first.returns());
    console.table(rows);
    history.notes().forEach(note -> console.say("warning: %s", note));
    console.say("calibration %s", calibration.id());
    console.say(
        "use it: finagent montecarlo FILE --model %s --calibration %s",
        calibration.model(), calibration.id());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("calibration", calibration.id());
    answer.put("model", calibration.model());
    answer.put("dataSet", calibration.dataSet());
    answer.put("at", calibration.at().toString());
    answer.put("series", calibration.series());
    console.answer(answer);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%.6g", value);
  }
}
