package finagent.jobs;

import finagent.jobs.learning.MarketChoice;
import finagent.jobs.learning.TrainFile;
import finagent.jobs.learning.TrainFile.Cell;
import finagent.rl.training.WorldSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is evaluated: training files on one market, side by side on the same tests.
 *
 * @param folds how many windows
 * @param days length of a test, calendar days
 * @param embargo days left out between training and test
 */
record EvaluateRequest(List<TrainFile> files, int folds, int days, int embargo, String master) {
  EvaluateRequest {
    files = List.copyOf(files);
    if (folds < 1 || days < 10 || embargo < 0) {
      throw new IllegalArgumentException(
          "Invalid walk-forward: %d folds, tests of %d days after %d (at least 1, 10, 0)"
              .formatted(folds, days, embargo));
    }
    requireOneMarket(files);
    Set<String> titles = files.stream().map(TrainFile::title).collect(Collectors.toSet());
    if (titles.size() < files.size()) {
      throw new IllegalArgumentException(
          "Two of the files have one title (%s); give each its own"
              .formatted(files.stream().map(TrainFile::title).collect(Collectors.joining(", "))));
    }
  }

  private static void requireOneMarket(List<TrainFile> files) {
    for (TrainFile file : files) {
      if (file.market().isEmpty()) {
        throw new IllegalArgumentException(
            "An evaluation walks through a market; '%s' trains on '%s', whose returns finagent train tells (those on martingale and planted-edge are evaluated apart from others)"
                .formatted(file.title(), file.control().orElse("")));
      }
      if (!file.market().equals(files.get(0).market())) {
        throw new IllegalArgumentException(
            "Files are evaluated together on one market; market of '%s' is not that of '%s': give both the same data, symbols, window, features, reward, costs and limits, or evaluate them one by one"
                .formatted(file.title(), files.get(0).title()));
      }
    }
  }

  MarketChoice market() {
    return files.get(0).market().orElseThrow();
  }

  /** The title of the one file, or the algorithms and their market. */
  String title() {
    if (files.size() == 1) {
      return files.get(0).title();
    }
    Set<String> words = new LinkedHashSet<>();
    files.forEach(file -> file.algorithms().forEach(algorithm -> words.add(algorithm.word())));
    return String.join(", ", words) + " on " + market().data();
  }

  /** Seeds of the file that has most. */
  int mostSeeds() {
    return files.stream().mapToInt(file -> file.seeds().size()).max().orElse(1);
  }

  /** First day of the test after a window. */
  LocalDate from(LocalDate windowEnd) {
    return windowEnd.plusDays(embargo + 1L);
  }

  /** Last day of that test. */
  LocalDate to(LocalDate windowEnd) {
    return from(windowEnd).plusDays(days - 1L);
  }

  /**
   * Every training of every file; a name that two files give to different trainings is told apart
   * by their titles.
   */
  List<Cell> cells(WorldSpec world) {
    Map<String, Set<String>> owners = new LinkedHashMap<>();
    for (TrainFile file : files) {
      for (Cell cell : file.cells(world)) {
        owners.computeIfAbsent(cell.variant(), name -> new LinkedHashSet<>()).add(file.title());
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (TrainFile file : files) {
      for (Cell cell : file.cells(world)) {
        boolean apart = owners.getOrDefault(cell.variant(), Set.of()).size() > 1;
        String name = apart ? cell.variant() + " (" + file.title() + ")" : cell.variant();
        cells.add(new Cell(name, cell.task(), cell.parent()));
      }
    }
    return cells;
  }
}
