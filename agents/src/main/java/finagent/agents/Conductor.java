package finagent.agents;

import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Fate;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.Task;
import finagent.sandbox.backtest.BookWork;
import finagent.sandbox.backtest.NoiseWork;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Market;
import finagent.sandbox.grid.Parts;
import finagent.sandbox.grid.ResultStore;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Plan in, results out, everything remembered: the main path of the system. Strategies that read
 * the same slice go together: column work they share by instrument, once; then books and their
 * controls by shard, each range writing its results where it is computed.
 */
public final class Conductor {
  private static final int RANGES_PER_SLOT = 4;

  /** Stage numbers in the commits. */
  private static final int BOOKS = 2;

  private static final int CONTROLS = 3;

  private final Setup setup;
  private final Progress progress;

  private Conductor(Setup setup) {
    this.setup = setup;
    this.progress = new Progress(setup.plan(), setup.watch(), setup.nanoTime());
  }

  /**
   * What an execution needs.
   *
   * @param run id of the run
   * @param slice which bars a source task means
   * @param parts how many cuts a stage has; 0 = as the grid sees fit; never changes a bit
   * @param nanoTime a monotonic clock
   */
  public record Setup(
      String run,
      ExecutionPlan plan,
      Pools pools,
      Grid grid,
      Market market,
      Function<Task, Slice> slice,
      ResultStore store,
      int parts,
      RunWatch watch,
      LongSupplier nanoTime) {}

  /** Executes what the plan says is to do; returns when all of it is committed. */
  public static void execute(Setup setup) {
    new Conductor(setup).execute();
  }

  private void execute() {
    progress.begin();
    try {
      for (Group group : Group.of(setup.plan(), setup.pools())) {
        execute(group);
      }
      progress.end();
    } catch (RuntimeException e) {
      progress.fail(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void execute(Group group) {
    Slice slice = setup.slice().apply(group.source().task());
    progress.start(group.columns());
    progress.start(List.of(group.source()));
    Panel panel = setup.market().read(slice);
    Set<Digest> shared = group.shared(panel, setup.grid().remote());
    Shared data = new Shared(panel, features(slice, panel, shared));
    progress.complete(List.of(group.source()));
    progress.complete(group.columns());
    progress.start(group.rows());
    books(group, data, shared);
    progress.complete(group.rows());
    noise(group, data, shared);
  }

  private Frame features(Slice slice, Panel panel, Set<Digest> shared) {
    List<Frame> cuts = new ArrayList<>();
    if (!shared.isEmpty()) {
      Program program = Compiler.columns(setup.plan(), setup.pools(), shared);
      Set<String> wanted = new TreeSet<>(shared.stream().map(Digest::hex).toList());
      List<Integer> outputs = new ArrayList<>();
      for (int s = 0; s < program.steps().size(); s++) {
        Step step = program.steps().get(s);
        if (wanted.contains(step.key())) {
          outputs.add(s);
        }
      }
      setup
          .grid()
          .byInstrument(
              setup.market(),
              slice,
              program,
              setup.pools().kernels(),
              outputs,
              setup.parts(),
              (part, frame) -> {
                cuts.add(frame);
                progress.done("instruments", part.to(), panel.width());
              });
    }
    return Parts.join(panel, cuts);
  }

  private void books(Group group, Shared data, Set<Digest> shared) {
    List<Planned> books = group.books();
    if (books.isEmpty()) {
      return;
    }
    progress.start(books);
    progress.start(group.attributions());
    Program program =
        Compiler.books(
            setup.plan(), setup.pools(), books.stream().map(Planned::key).toList(), shared);
    BookWork work =
        new BookWork(
            setup.run(),
            BOOKS,
            program,
            group.attributionKeys(),
            setup.pools().kernels(),
            setup.store());
    List<ShardRange> ranges = new ShardRange(0, books.size()).split(cuts(RANGES_PER_SLOT));
    setup
        .grid()
        .byShard(
            data,
            ranges,
            work,
            (range, written) -> {
              List<Planned> done = books.subList((int) range.from(), (int) range.to());
              progress.complete(done);
              progress.complete(group.attributionsOf(done));
              progress.done("strategies", range.to(), books.size());
            });
  }

  private void noise(Group group, Shared data, Set<Digest> shared) {
    for (Planned control : group.controls()) {
      progress.start(List.of(control));
      Planned book = group.bookOf(control);
      Program program = Compiler.control(setup.plan(), setup.pools(), control, shared);
      NoiseWork work = NoiseWork.of(program, setup.pools().kernels(), control.task().params());
      List<double[]> draws = new ArrayList<>();
      setup
          .grid()
          .byShard(
              data,
              work.range().split(cuts(1)),
              work,
              (range, part) -> {
                draws.add(part);
                progress.done("noise of " + book.strategies().first(), range.to(), work.draws());
              });
      setup
          .store()
          .write(
              new ResultStore.Stamp(setup.run(), CONTROLS, work.range()),
              work.results(control.key().hex(), data, draws));
      progress.complete(List.of(control));
    }
  }

  private int cuts(int perSlot) {
    return setup.parts() > 0 ? setup.parts() : setup.grid().slots() * perSlot;
  }

  /** What is to be done at all. */
  static boolean todo(Planned task) {
    return task.fate() == Fate.TODO;
  }
}
