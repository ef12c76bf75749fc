package finagent.jobs;

import finagent.agents.Pools;
import finagent.planner.spec.SpecReader;
import finagent.planner.spec.StrategySpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Strategy files read with everything the command line adds to them. */
final class Specs {
  private Specs() {}

  /** The project's own folder of configuration, where the program runs from one. */
  static Optional<Path> conf() {
    return Optional.ofNullable(System.getProperty("finagent.root"))
        .map(root -> Path.of(root, "conf"))
        .filter(Files::isDirectory);
  }

  static List<StrategySpec> read(List<Path> files, List<String> sets, Pools pools) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "No strategy file is named; try: finagent run conf/momentum.yaml");
    }
    List<Path> roots = new ArrayList<>();
    conf().ifPresent(roots::add);
    for (Path file : files) {
      if (!SpecReader.plugins(file, roots, sets).isEmpty()) {
        throw new IllegalArgumentException(
            "%s names plug-ins, which the command line does not load yet; use the agents at hand (finagent agents lists them)"
                .formatted(file));
      }
    }
    SpecReader reader = new SpecReader(pools, roots);
    return files.stream().map(file -> reader.read(file, sets)).toList();
  }
}
