package finagent.jobs;

import finagent.jobs.TrainJob.Row;
import finagent.jobs.learning.Search;
import finagent.jobs.learning.TrainFile;
import finagent.jobs.learning.TrainFile.Cell;
import finagent.rl.algorithm.Recipe;
import finagent.rl.training.Settings;
import finagent.rl.training.TrainTask;
import finagent.rl.training.WorldSpec;
import finagent.tables.learning.StoredPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Looks for settings, in rounds of trainings: what a round trains is decided by the scores of those
 * before alone, so that a search is the same wherever its trainings run, and one that was cut off
 * goes on when it is started again.
 */
final class TrainSearch {
  private static final int MOST_DRAWS = 100;

  private final Function<List<Cell>, List<Row>> train;
  private final List<Rung> rungs = new ArrayList<>();

  TrainSearch(Function<List<Cell>, List<Row>> train) {
    this.train = train;
  }

  /**
   * A round.
   *
   * @param steps of its trainings
   * @param scores by variant, in the order of the round
   * @param onward how many went on as they were
   */
  record Rung(int steps, Map<String, Double> scores, int onward) {}

  /** The rounds before the last, in order. */
  List<Rung> rungs() {
    return List.copyOf(rungs);
  }

  /** The trainings of the last round. */
  List<Row> run(TrainFile file, WorldSpec world) {
    List<Cell> cells = file.cells(world);
    Search search = file.search().orElse(null);
    if (search == null || search.kind() == Search.Kind.RANDOM) {
      return train.apply(cells);
    }
    return search.kind() == Search.Kind.HALVING
        ? halved(file, search, cells)
        : population(file, search, cells);
  }

  private List<Row> halved(TrainFile file, Search search, List<Cell> cells) {
    List<Cell> open = cells;
    Map<Cell, String> parents = new LinkedHashMap<>();
    for (int rung = 0; ; rung++) {
      int steps = search.steps(rung, file.steps(), file.every());
      List<Row> rows =
          train.apply(
              open.stream()
                  .map(
                      cell ->
                          new Cell(
                              cell.variant(),
                              cell.task().of(steps),
                              parents.getOrDefault(cell, "")))
                  .toList());
      if (rung == search.rungs() - 1) {
        return rows;
      }
      Map<String, Double> scores = scores(rows);
      int onward = Math.max(1, (int) Math.ceil(scores.size() * search.keep()));
      rungs.add(new Rung(steps, scores, onward));
      List<String> best = best(scores).subList(0, onward);
      for (int k = 0; k < rows.size(); k++) {
        Cell cell = open.get(k);
        rows.get(k).learnt().ifPresent(policy -> parents.put(cell, policy.id()));
      }
      open = open.stream().filter(cell -> best.contains(cell.variant())).toList();
    }
  }

  /** The median over seeds; what failed is worst. */
  private static Map<String, Double> scores(List<Row> rows) {
    Map<String, List<Double>> returns = new LinkedHashMap<>();
    for (Row row : rows) {
      returns.computeIfAbsent(row.cell().variant(), name -> new ArrayList<>()).add(score(row));
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    returns.forEach(
        (variant, each) -> {
          double[] sorted = each.stream().mapToDouble(Double::doubleValue).sorted().toArray();
          int half = sorted.length / 2;
          scores.put(
              variant,
              sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
        });
    return scores;
  }

  private static double score(Row row) {
    return row.learnt().map(policy -> policy.last().mean()).orElse(Double.NEGATIVE_INFINITY);
  }

  /** The highest score first; of equals the one named first. */
  private static List<String> best(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Row> population(TrainFile file, Search search, List<Cell> cells) {
    int stretch = file.steps() / search.rounds();
    List<Cell> members = new ArrayList<>();
    for (int m = 0; m < search.samples(); m++) {
      Cell cell = cells.get(m);
      members.add(named(m, cell.task().of(stretch).seed(cell.task().seed() + m), ""));
    }
    for (int round = 0; ; round++) {
      List<Row> rows = train.apply(members);
      if (round == search.rounds() - 1) {
        return rows;
      }
      double[] scores = rows.stream().mapToDouble(TrainSearch::score).toArray();
      List<Integer> order = new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
      order.sort(Comparator.comparing(m -> -scores[m]));
      int quarter = Math.max(1, scores.length / 4);
      List<Cell> next = new ArrayList<>(Collections.nCopies(members.size(), members.get(0)));
      Set<TrainTask> tasks = new HashSet<>();
      int onward = 0;
      for (int place = 0; place < order.size(); place++) {
        int m = order.get(place);
        TrainTask own = members.get(m).task();
        Optional<TrainTask> other = Optional.empty();
        int from = m;
        if (place >= order.size() - quarter) {
          int donor = order.get(search.donor(quarter, round, m));
          other = moved(search, members.get(donor).task(), stretch, round, m, tasks);
          from = other.isPresent() ? donor : m;
        }
        onward += other.isPresent() ? 0 : 1;
        TrainTask longer = other.orElseGet(() -> own.of(own.steps() + stretch));
        tasks.add(longer);
        next.set(m, named(m, longer, rows.get(from).learnt().map(StoredPolicy::id).orElse("")));
      }
      rungs.add(rung(rows, scores, onward));
      members = next;
    }
  }

  private static Rung rung(List<Row> rows, double[] scores, int onward) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int m = 0; m < scores.length; m++) {
      named.put(rows.get(m).cell().variant(), scores[m]);
    }
    return new Rung(rows.get(0).cell().task().steps(), named, onward);
  }

  /** A task with other settings that nobody has yet; empty where no draw finds one. */
  private static Optional<TrainTask> moved(
      Search search, TrainTask task, int stretch, int round, int member, Set<TrainTask> others) {
    Record recipe = (Record) task.recipe();
    SortedMap<String, String> now = new TreeMap<>(Settings.of(recipe));
    now.keySet().retainAll(search.over().keySet());
    return IntStream.range(0, MOST_DRAWS)
        .mapToObj(again -> (Recipe) Settings.with(recipe, search.moved(now, round, member, again)))
        .filter(other -> !other.equals(recipe))
        .map(other -> task.then(other, stretch))
        .filter(other -> !others.contains(other))
        .findFirst();
  }

  private static Cell named(int member, TrainTask task, String parent) {
    return new Cell(
        String.format(Locale.ROOT, "%s member %d", task.algorithm().word(), member), task, parent);
  }
}
