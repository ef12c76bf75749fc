package finagent.jobs.montecarlo;

import finagent.sandbox.market.Panel;
import finagent.sandbox.montecarlo.FedMarket;
import finagent.sandbox.montecarlo.PanelRun;
import finagent.sandbox.montecarlo.ResampledPanel;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Runs of the books of a program, one by one, and the history itself as a path. */
final class Runs {
  private Runs() {}

  static List<PanelRun> of(Program program, Kernels kernels) {
    return IntStream.range(0, program.books().size())
        .mapToObj(b -> PanelRun.of(program.only(b, b + 1), kernels))
        .toList();
  }

  /** The columns of bars that any of the books is run on. */
  static Set<String> columns(Program program, Kernels kernels) {
    Set<String> columns = new TreeSet<>();
    for (int b = 0; b < program.books().size(); b++) {
      columns.addAll(PanelRun.columns(program.only(b, b + 1), kernels));
    }
    return columns;
  }

  /** The history as the paths would hold it: gaps filled, actions inside the prices. */
  static FedMarket itself(Panel history, int bars) {
    ResampledPanel itself = ResampledPanel.of(history, bars);
    int[] rows = new int[bars - 1];
    Arrays.setAll(rows, t -> t);
    itself.start(rows);
    return itself;
  }

  /** The bar by which every book has decided something on the history itself. */
  static int firstDecision(Program program, Kernels kernels, Panel history) {
    int bars = history.time().size();
    FedMarket itself = itself(history, bars);
    int latest = 0;
    List<PanelRun> runs = of(program, kernels);
    for (int b = 0; b < runs.size(); b++) {
      runs.get(b).run(itself);
      int first = runs.get(b).firstDecision();
      if (first < 0 || first >= bars - 2) {
        throw new IllegalArgumentException(
            "Strategy '%s' decides nothing in the %d sessions of its history, so there is nothing to simulate; give it more data or a shorter warm-up"
                .formatted(program.books().get(b).name(), bars));
      }
      latest = Math.max(latest, first);
    }
    return latest;
  }
}
