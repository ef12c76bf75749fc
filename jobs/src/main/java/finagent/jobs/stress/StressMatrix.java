package finagent.jobs.stress;

import finagent.jobs.stress.StressWork.Span;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Strategies of one market in scenarios: each entry stands beside the same strategy, over the same
 * sessions, in the market as it was.
 *
 * @param entries strategy by strategy, within it scenario by scenario
 * @param left what was not run, and why
 */
public record StressMatrix(List<Entry> entries, List<Left> left) {
  private static final int RANGES_PER_SLOT = 4;

  public StressMatrix {
    entries = List.copyOf(entries);
    left = List.copyOf(left);
  }

  /**
   * One strategy in one scenario.
   *
   * @param key of the strategy's work
   * @param first session of the window
   * @param last session of the window
   * @param digest of the stressed account, bit for bit
   * @param baselineDigest of the account in the market as it was
   * @param notes what had to be assumed, and what of the scenario cannot show
   */
  public record Entry(
      String strategy,
      String key,
      String scenario,
      String first,
      String last,
      Measured baseline,
      Measured stressed,
      String baselineDigest,
      String digest,
      List<String> notes) {
    /** What the scenario adds to the return over its window. */
    public double change() {
      return stressed.totalReturn() - baseline.totalReturn();
    }
  }

  /** A scenario the market has no room for. */
  public record Left(String scenario, String reason) {}

  /**
   * Runs all books of a program in all scenarios.
   *
   * @param strict whether a scenario the market has no room for is refused, not left out
   * @param parts how many cuts; 0 = as the grid sees fit; never changes a bit
   * @param progress hears how many cells are done
   */
  public static StressMatrix of(
      Grid grid,
      Panel panel,
      Program program,
      Kernels kernels,
      List<Recipe> recipes,
      boolean strict,
      int parts,
      LongConsumer progress) {
    List<Recipe> fitting = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    for (Recipe recipe : recipes) {
      try {
        int[] span = recipe.in(panel).span(panel.time());
        spans.add(new Span(span[0], span[1]));
        fitting.add(recipe);
      } catch (IllegalArgumentException e) {
        if (strict) {
          throw e;
        }
        left.add(new Left(recipe.name(), String.valueOf(e.getMessage())));
      }
    }
    StressWork work = new StressWork(program, kernels, fitting, spans);
    List<Cell> cells = new ArrayList<>();
    int cuts = parts > 0 ? parts : grid.slots() * RANGES_PER_SLOT;
    grid.byShard(
        new Shared(panel, Interpreter.noFeatures(panel)),
        work.range().split(cuts),
        work,
        (range, some) -> {
          cells.addAll(some);
          progress.accept(range.to());
        });
    return new StressMatrix(entries(panel, work, cells), left);
  }

  private static List<Entry> entries(Panel panel, StressWork work, List<Cell> cells) {
    int books = work.program().books().size();
    List<Entry> entries = new ArrayList<>();
    for (int b = 0; b < books; b++) {
      Cell baseline = cells.get(b);
      for (int s = 0; s < work.recipes().size(); s++) {
        Cell cell = cells.get((s + 1) * books + b);
        Span span = work.spans().get(s);
        entries.add(
            new Entry(
                work.program().books().get(b).name(),
                work.program().books().get(b).key(),
                work.recipes().get(s).name(),
                panel.time().date(span.from()).toString(),
                panel.time().date(span.to() - 1).toString(),
                baseline.measured().get(s),
                cell.measured().get(0),
                baseline.digest(),
                cell.digest(),
                cell.notes()));
      }
    }
    return entries;
  }
}
