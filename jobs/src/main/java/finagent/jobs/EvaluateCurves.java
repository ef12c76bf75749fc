package finagent.jobs;

import finagent.jobs.EvaluateJob.Fold;
import finagent.rl.judging.Plateau;
import finagent.rl.judging.Runs;
import finagent.tables.learning.StoredPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What was spent on each training, and how it learnt in its own window. */
final class EvaluateCurves {
  /** A curve shorter than this does not tell whether it had flattened. */
  private static final int FEWEST = 3;

  private static final double PERCENT = 100;

  private final List<Fold> folds;

  EvaluateCurves(List<Fold> folds) {
    this.folds = List.copyOf(folds);
  }

  /**
   * Trainings of one name in one fold.
   *
   * @param steps of each in the environment
   * @param updates gradient steps of each, where steps tell them
   * @param curves one a seed
   */
  record Learning(long steps, OptionalLong updates, List<List<StoredPolicy.Point>> curves) {
    Learning {
      curves = List.copyOf(curves);
    }
  }

  /**
   * What was spent on trainings of one name.
   *
   * @param policies over all folds and seeds
   * @param steps of each
   * @param updates gradient steps of each, where steps tell them
   * @param plateau of their curves; empty where those have fewer than three points
   */
  record Effort(
      String name, int policies, long steps, OptionalLong updates, Optional<Plateau> plateau) {
    /** Whether the curves had flattened, in a word. */
    String word() {
      return plateau.map(Plateau::word).orElse("unknown");
    }
  }

  List<Effort> efforts() {
    return folds.get(0).learning().keySet().stream().map(this::effort).toList();
  }

  private Effort effort(String name) {
    List<double[]> curves = new ArrayList<>();
    for (List<StoredPolicy.Point> curve : all(name)) {
      curves.add(curve.stream().mapToDouble(StoredPolicy.Point::mean).toArray());
    }
    Optional<Plateau> plateau =
        curves.get(0).length < FEWEST
            ? Optional.empty()
            : Optional.of(Plateau.of(curves.toArray(double[][]::new)));
    Learning first = of(0, name);
    return new Effort(name, curves.size(), first.steps(), first.updates(), plateau);
  }

  private List<List<StoredPolicy.Point>> all(String name) {
    List<List<StoredPolicy.Point>> all = new ArrayList<>();
    for (int f = 0; f < folds.size(); f++) {
      all.addAll(of(f, name).curves());
    }
    return all;
  }

  private Learning of(int fold, String name) {
    return folds
        .get(fold)
        .learning()
        .getOrDefault(name, new Learning(0, OptionalLong.empty(), List.of()));
  }

  /**
   * Returns of the training windows by share of the training in percent: interquartile mean over
   * tests and seeds.
   */
  Map<String, Map<Double, Runs.Interval>> learning(long seed) {
    Map<String, Map<Double, Runs.Interval>> told = new LinkedHashMap<>();
    for (String name : folds.get(0).learning().keySet()) {
      Map<Double, Runs.Interval> own = new LinkedHashMap<>();
      List<StoredPolicy.Point> first = of(0, name).curves().get(0);
      for (int k = 0; k < first.size(); k++) {
        double[][] returns = new double[folds.size()][];
        for (int f = 0; f < returns.length; f++) {
          int point = k;
          returns[f] =
              of(f, name).curves().stream().mapToDouble(curve -> curve.get(point).mean()).toArray();
        }
        double share = PERCENT * first.get(k).steps() / first.get(first.size() - 1).steps();
        own.put(share, Runs.of(returns).iqm(seed));
      }
      told.put(name, own);
    }
    return told;
  }

  /** Rows for people, headings first. */
  List<List<String>> table() {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "training",
            "policies",
            "steps each",
            "updates each",
            "gain at the end",
            "of",
            "curve"));
    for (Effort effort : efforts()) {
      table.add(
          List.of(
              effort.name(),
              count(effort.policies()),
              count(effort.steps()),
              effort.updates().isPresent() ? count(effort.updates().getAsLong()) : "-",
              effort.plateau().map(EvaluateCurves::gain).orElse("n/a"),
              effort.plateau().map(p -> number(p.whole())).orElse("n/a"),
              effort.word()));
    }
    return table;
  }

  private static String gain(Plateau plateau) {
    return number(plateau.gain())
        + (Double.isNaN(plateau.error()) ? "" : " \u00b1 " + number(plateau.error()));
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
