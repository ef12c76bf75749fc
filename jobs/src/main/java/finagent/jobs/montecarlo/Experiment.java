package finagent.jobs.montecarlo;

import finagent.planner.Digest;
import finagent.sandbox.market.Panel;
import finagent.sandbox.montecarlo.BlockLength;
import finagent.sandbox.montecarlo.FactorPanel;
import finagent.sandbox.montecarlo.ModelKind;
import finagent.sandbox.montecarlo.ModelledMarket;
import finagent.sandbox.montecarlo.PanelModels;
import finagent.sandbox.montecarlo.PathMarket;
import finagent.sandbox.montecarlo.PathModel;
import finagent.sandbox.montecarlo.Paths;
import finagent.sandbox.montecarlo.ResampledMarket;
import finagent.sandbox.montecarlo.ResampledPanel;
import finagent.sandbox.montecarlo.RowBootstrap;
import finagent.sandbox.montecarlo.RowReturns;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Philox;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A simulation, ready to be run anywhere: the program, and how its markets are made.
 *
 * @param block mean length of a block in sessions
 * @param model of the market, where it comes from a calibration or was fitted; null for bootstraps
 * @param calibrated whether the model is a calibration's, which no other history changes
 * @param warmup bar from whose close on paths are measured
 * @param steps sessions measured
 */
public record Experiment(
    Program program,
    Kernels kernels,
    Question question,
    double block,
    @Nullable PathModel model,
    boolean calibrated,
    int warmup,
    int steps)
    implements Serializable {
  /** The first chunk of the worlds: the k-th world is chunk {@code WORLDS + k}. */
  public static final long WORLDS = 1L << 41;

  /** Changes when the same question is answered differently. */
  private static final int VERSION = 4;

  /**
   * Prepares a simulation on a history without gaps.
   *
   * @param calibrated the market's model from a calibration; empty = fitted to the history
   * @throws IllegalArgumentException if an instrument does not move, a strategy never decides, or
   *     the horizon is longer than the history
   */
  public static Experiment of(
      Program program,
      Kernels kernels,
      Question question,
      Panel history,
      Optional<PathModel> calibrated) {
    RowReturns returns = ResampledPanel.of(history).returns();
    requireMotion(history, returns);
    int bars = history.time().size();
    int warmup = Runs.firstDecision(program, kernels, history);
    int most = bars - warmup - 1;
    if (question.steps() > most) {
      throw new IllegalArgumentException(
          ("A horizon of %d sessions is longer than the history: of %d sessions %d warm the"
                  + " strategies up, so at most %d can be measured; ask for fewer, or give the"
                  + " strategy more data")
              .formatted(question.steps(), bars, warmup, most));
    }
    double block = question.block() > 0 ? question.block() : block(question.model(), returns);
    return new Experiment(
        program,
        kernels,
        question,
        block,
        question.model().isOfRows() ? null : model(question.model(), returns, history, calibrated),
        calibrated.isPresent(),
        warmup,
        question.steps() == 0 ? most : question.steps());
  }

  private static double block(ModelKind kind, RowReturns returns) {
    BlockLength length = BlockLength.ofAbsolute(returns);
    return kind == ModelKind.CIRCULAR
        ? Math.max(1, Math.rint(length.circular()))
        : Math.max(1, length.stationary());
  }

  private static PathModel model(
      ModelKind kind, RowReturns returns, Panel history, Optional<PathModel> calibrated) {
    return calibrated.isPresent()
        ? FactorPanel.of(calibrated.get(), returns)
        : PanelModels.fit(kind, returns, history.time().barsPerYear());
  }

  private static void requireMotion(Panel history, RowReturns returns) {
    for (int i = 0; i < returns.instruments(); i++) {
      double first = returns.at(0, i);
      boolean moves = false;
      for (int t = 1; t < returns.rows() && !moves; t++) {
        moves = Math.abs(returns.at(t, i) - first) > 1e-12;
      }
      if (!moves) {
        throw new IllegalArgumentException(
            "%s has no volatility: its return is %s in every session; leave it out of the strategy's data"
                .formatted(history.instruments().id(i), first));
      }
    }
  }

  /** Bars of each path. */
  int bars() {
    return warmup + steps + 1;
  }

  /** Content address: everything the answer depends on but the number of paths. */
  public String key() {
    Digest.Builder digest =
        Digest.of("montecarlo")
            .integer(VERSION)
            .text(question.model().word())
            .number(block)
            .integer(question.seed())
            .number(question.ruin())
            .integer(question.worlds())
            .text(question.calibration())
            .integer(warmup)
            .integer(steps);
    for (Book book : program.books()) {
      digest.text(book.name()).text(book.key());
    }
    return digest.build().hex();
  }

  /** The markets of the paths. */
  PathMarket market(Panel history) {
    return market(history, new int[0], model);
  }

  /**
   * Worlds the estimation error rests on; 0 where the model is a calibration's: no other history
   * changes it, so worlds would differ by their paths alone.
   */
  public int worlds() {
    return calibrated ? 0 : question.worlds();
  }

  /** The markets of a world: drawn from, or fitted to, a history that might have been. */
  PathMarket world(Panel history, long world) {
    RowReturns returns = ResampledPanel.of(history).returns();
    int[] rows = new int[returns.rows()];
    RowBootstrap.stationary(rows.length, block)
        .rows(Philox.of(question.seed(), "worlds"), world, rows);
    PathModel fitted =
        model == null
            ? null
            : refitted(returns.reordered(rows), history.time().barsPerYear(), world);
    return market(history, rows, fitted);
  }

  private PathModel refitted(RowReturns drawn, double barsPerYear, long world) {
    try {
      return PanelModels.fit(question.model(), drawn, barsPerYear);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "World %d, drawn from the history in blocks, cannot be fitted, so the estimation error of '%s' is not known: %s (--worlds 0 leaves it out)"
              .formatted(world, question.model().word(), e.getMessage()),
          e);
    }
  }

  private PathMarket market(Panel history, int[] rows, @Nullable PathModel fitted) {
    Philox random = Paths.random(question.seed());
    Set<String> columns = Runs.columns(program, kernels);
    return fitted == null
        ? ResampledMarket.of(
            history, bars(), bootstrap(history.time().size() - 1), random, rows, columns)
        : ModelledMarket.of(history, bars(), fitted, Blocks.of(random), columns);
  }

  private RowBootstrap bootstrap(int rows) {
    return question.model() == ModelKind.CIRCULAR
        ? new RowBootstrap(RowBootstrap.Kind.CIRCULAR, rows, block)
        : RowBootstrap.stationary(rows, block);
  }

  /** Sessions after the start at which the spread of the curves is kept: at most 32, the last. */
  int[] fan() {
    int count = Math.min(32, steps);
    int[] fan = new int[count];
    Arrays.setAll(fan, k -> (int) ((long) steps * (k + 1) / count));
    return fan;
  }
}
