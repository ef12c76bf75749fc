package finagent.jobs;

import finagent.jobs.EvaluateJob.Fold;
import finagent.jobs.report.EvaluationReport;
import finagent.jobs.report.EvaluationReport.Curve;
import finagent.jobs.report.EvaluationReport.Figure;
import finagent.jobs.report.Series;
import finagent.rl.judging.Baseline;
import finagent.rl.judging.Plateau;
import finagent.rl.judging.Runs;
import finagent.rl.judging.Walk;
import finagent.sandbox.ledger.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the page of an evaluation. */
final class EvaluatePage {
  private static final int MOST_TRAININGS = 4;
  private static final int MOST_INSTRUMENTS = 15;
  private static final List<String> BESIDE =
      List.of(Baseline.EQUAL_WEIGHT.word(), Baseline.RIDGE_SIGNAL.word());

  private final List<Fold> folds;
  private final EvaluateTables tables;

  private EvaluatePage(List<Fold> folds, EvaluateTables tables) {
    this.folds = folds;
    this.tables = tables;
  }

  /** Writes the page; answers where it is. */
  static Path write(EvaluateRequest request, List<Fold> folds, EvaluateTables tables, Path wanted) {
    Path file = wanted.toAbsolutePath();
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, new EvaluatePage(folds, tables).report(request).html());
    } catch (IOException e) {
      throw new UncheckedIOException("The page cannot be written to " + file, e);
    }
    return file;
  }

  private EvaluationReport report(EvaluateRequest request) {
    Fold last = folds.get(folds.size() - 1);
    List<String> trainings =
        folds.get(0).walks().keySet().stream()
            .filter(name -> !EvaluateTables.isBaseline(name))
            .limit(MOST_TRAININGS)
            .toList();
    List<String> drawn = new ArrayList<>(trainings);
    drawn.addAll(BESIDE);
    List<EvaluationReport.Line> lines = new ArrayList<>();
    List<EvaluationReport.Chance> chances = new ArrayList<>();
    for (EvaluateTables.Line line : tables.lines()) {
      String words = line.degenerate().isEmpty() ? "" : line.degenerate().toString();
      lines.add(
          new EvaluationReport.Line(
              line.name(),
              line.runs(),
              figure(line.sharpe()),
              line.median(),
              line.error(),
              line.deflated(),
              words));
      line.better()
          .forEach(
              (against, chance) ->
                  chances.add(new EvaluationReport.Chance(line.name(), against, figure(chance))));
    }
    return new EvaluationReport(
        request.title(),
        request.market().data(),
        String.format(
            Locale.ROOT,
            "%d tests from %s to %s, each after a training on the window before it and %d days left"
                + " out",
            folds.size(),
            folds.get(0).from(),
            last.to(),
            request.embargo()),
        notes(request.market().rules().account()),
        lines,
        chances,
        tables.efforts().stream().map(EvaluatePage::effort).toList(),
        curves(tables.learning(), trainings),
        drawn.stream().map(this::growth).toList(),
        trainings.stream().map(this::held).toList(),
        curves(tables.rungs(EvaluateRungs.Kind.COSTS), drawn),
        curves(tables.rungs(EvaluateRungs.Kind.CAPITAL), drawn));
  }

  private static List<String> notes(Account account) {
    List<String> notes = new ArrayList<>();
    if (!EvaluateRungs.tells(EvaluateRungs.Kind.COSTS, account)) {
      notes.add("The file charges no costs: what is earned here is gross.");
    }
    if (!EvaluateRungs.tells(EvaluateRungs.Kind.CAPITAL, account)) {
      notes.add("The file charges no impact: capacity is not judged; add impact to its costs.");
    }
    return notes;
  }

  private static EvaluationReport.Effort effort(EvaluateCurves.Effort effort) {
    return new EvaluationReport.Effort(
        effort.name(),
        effort.policies(),
        effort.steps(),
        effort.updates(),
        effort.plateau().map(Plateau::gain).orElse(Double.NaN),
        effort.plateau().map(Plateau::error).orElse(Double.NaN),
        effort.plateau().map(Plateau::whole).orElse(Double.NaN),
        effort.word());
  }

  private static Figure figure(Runs.Interval interval) {
    return new Figure(interval.value(), interval.low(), interval.high());
  }

  private static List<Curve> curves(
      Map<String, Map<Double, Runs.Interval>> told, List<String> wanted) {
    List<Curve> curves = new ArrayList<>();
    for (String name : wanted) {
      Map<Double, Runs.Interval> own = told.get(name);
      if (own != null) {
        List<Curve.Point> points = new ArrayList<>();
        own.forEach((at, interval) -> points.add(new Curve.Point(at, figure(interval))));
        curves.add(new Curve(name, points));
      }
    }
    return curves;
  }

  /** Growth of 1 in the mean over seeds; the days between two tests are left out. */
  private Series growth(String name) {
    int[] days = days();
    double[] growth = new double[days.length];
    double value = 1;
    int at = 0;
    for (Fold fold : folds) {
      List<Walk> walks = fold.walks().getOrDefault(name, List.of());
      for (int t = 0; t < fold.days().size(); t++) {
        double mean = 0;
        for (Walk walk : walks) {
          mean += (t < walk.returns().size() ? walk.returns().get(t) : 0) / walks.size();
        }
        value *= 1 + mean;
        growth[at++] = value;
      }
    }
    return Series.of(name, days, growth);
  }

  private int[] days() {
    return folds.stream().flatMap(fold -> fold.days().stream()).mapToInt(day -> day).toArray();
  }

  private EvaluationReport.Held held(String name) {
    int[] days = days();
    Map<String, double[]> weights = new LinkedHashMap<>();
    int at = 0;
    for (Fold fold : folds) {
      List<Walk> walks = fold.walks().getOrDefault(name, List.of());
      for (int i = 0; i < fold.instruments().size(); i++) {
        double[] own = weights.computeIfAbsent(fold.instruments().get(i), id -> empty(days.length));
        for (int t = 0; t < fold.days().size(); t++) {
          own[at + t] = mean(walks, t, i);
        }
      }
      at += fold.days().size();
    }
    List<Series> most =
        weights.entrySet().stream()
            .sorted(Comparator.comparingDouble(e -> -size(e.getValue())))
            .limit(MOST_INSTRUMENTS)
            .map(e -> Series.of(e.getKey(), days, e.getValue()))
            .toList();
    return new EvaluationReport.Held(name, most);
  }

  private static double[] empty(int length) {
    double[] made = new double[length];
    Arrays.fill(made, Double.NaN);
    return made;
  }

  private static double mean(List<Walk> walks, int t, int i) {
    double sum = 0;
    for (Walk walk : walks) {
      sum += t < walk.weights().size() ? walk.weights().get(t).get(i) / walks.size() : 0;
    }
    return sum;
  }

  private static double size(double[] weights) {
    return Arrays.stream(weights).filter(Double::isFinite).map(Math::abs).sum();
  }
}
