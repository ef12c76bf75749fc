package finagent.jobs.montecarlo;

import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.market.Panel;
import finagent.sandbox.montecarlo.Estimate;
import finagent.sandbox.montecarlo.FedMarket;
import finagent.sandbox.montecarlo.Paths;
import finagent.sandbox.montecarlo.Reduction;
import finagent.sandbox.montecarlo.StopRule;
import finagent.sandbox.program.Interpreter;
import finagent.tables.montecarlo.Chunks;
import finagent.tables.montecarlo.McResult;
import finagent.tables.montecarlo.Tally;
import finagent.tables.montecarlo.Tally.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Takes an experiment from chunk to chunk: what is known is read, the rest is computed on the grid
 * and appended block by block, and all is added up in the order of chunks. A run that was stopped
 * and is started again therefore computes only what is missing, and ends with the same bits.
 * Nothing but one block of rows and the sums is held.
 */
public final class Simulation {
  /** Chunks of the first round where a target decides when to stop; rounds double. */
  static final long FIRST_ROUND = 8;

  private static final double TASK_SECONDS = 1.2;
  private static final double BLOCK_SECONDS = 15;
  private static final int MOST_BLOCK = 2048;
  private static final int MOST_READ = 512;

  private final Grid grid;
  private final Panel history;
  private final Experiment experiment;
  private final Chunks store;
  private final int parts;
  private final Progress progress;
  private final String key;
  private double chunkSeconds = Double.NaN;
  private long computed;
  private long ready;
  private long most;

  /** Hears how many paths are done, of how many at most. */
  @FunctionalInterface
  public interface Progress {
    void done(long paths, long most);
  }

  /**
   * A simulation on a grid.
   *
   * @param history without gaps
   * @param parts into how many tasks each block is cut; 0 = tasks of a second or more
   */
  public Simulation(
      Grid grid, Panel history, Experiment experiment, Chunks store, int parts, Progress progress) {
    this.grid = grid;
    this.history = history;
    this.experiment = experiment;
    this.store = store;
    this.parts = parts;
    this.progress = progress;
    this.key = experiment.key();
  }

  /**
   * What came of it.
   *
   * @param paths run and reused, worlds not counted
   * @param computed chunks computed now, worlds included
   * @param reductions by number
   */
  public record Outcome(
      String key,
      long paths,
      long computed,
      List<McResult> results,
      SortedMap<Subject, Reduction> reductions) {
    /** Numbers that not all paths have, in words. */
    public List<String> notes() {
      List<String> scores = Stream.of(Score.values()).map(Score::word).toList();
      return results.stream()
          .filter(r -> r.measure().equals(Summary.MEAN) && r.step() == 0 && r.count() < paths)
          .filter(r -> scores.contains(r.statistic()))
          .map(
              r ->
                  String.format(
                      Locale.ROOT,
                      "%s of %s: of %,d of %,d paths; the others lost all their equity or never"
                          + " traded, which flatters",
                      r.statistic(),
                      r.strategy(),
                      r.count(),
                      paths))
          .toList();
    }
  }

  /** Runs until the target is reached or the paths are done. */
  public Outcome run(long paths, Optional<Target> target) {
    long chunks = StopRule.chunks(paths);
    most = chunks * Paths.CHUNK;
    StopRule rule =
        target
            .map(
                t ->
                    new StopRule(
                        t.tolerance(), t.relative(), Math.min(FIRST_ROUND, chunks), chunks))
            .orElse(StopRule.all(paths));
    SortedMap<Subject, Reduction> reductions = new TreeMap<>();
    long done = 0;
    do {
      long end = rule.roundEnd(done);
      advance(done, end, reductions);
      done = end;
    } while (!stops(rule, done, target, reductions));
    List<SortedMap<Subject, Reduction>> worlds = worlds();
    return new Outcome(key, done * Paths.CHUNK, computed, results(reductions, worlds), reductions);
  }

  private static boolean stops(
      StopRule rule, long done, Optional<Target> target, SortedMap<Subject, Reduction> reductions) {
    if (target.isEmpty()) {
      return done >= rule.mostChunks();
    }
    boolean reached = true;
    for (Map.Entry<Subject, Reduction> entry : reductions.entrySet()) {
      if (entry.getKey().statistic().equals(target.get().statistic())) {
        Estimate estimate =
            Summary.measures(entry.getKey(), entry.getValue())
                .getOrDefault(target.get().measure(), NOTHING);
        if (done < rule.mostChunks() && Double.isNaN(estimate.error())) {
          throw new IllegalArgumentException(
              hopeless(target.get(), entry.getKey(), estimate, done));
        }
        reached &= rule.stops(done, estimate);
      }
    }
    return reached;
  }

  private static final Estimate NOTHING = new Estimate(Double.NaN, Double.NaN, 0);

  private static String hopeless(Target target, Subject subject, Estimate estimate, long done) {
    return "The target %s of %s cannot be reached: of the first %,d paths %,d have a %s, its value is %s and it has no standard error, and more paths will not give it one. Choose another --target, or none (a Sharpe ratio needs a strategy that trades)"
        .formatted(
            target.measure().equals(Summary.MEAN) ? target.statistic() : target.measure(),
            subject.strategy(),
            done * Paths.CHUNK,
            estimate.count(),
            target.statistic(),
            estimate.value());
  }

  private void advance(long from, long to, SortedMap<Subject, Reduction> reductions) {
    SortedSet<Long> known = store.known(key, from, to);
    long at = from;
    while (at < to) {
      long end = Math.min(to, at + block(at, known));
      for (List<Tally> chunk : chunks(at, end).values()) {
        for (Tally tally : chunk) {
          reductions
              .computeIfAbsent(tally.subject(), any -> new Reduction(Summary.WORST_KEPT))
              .add(tally.row());
        }
      }
      at = end;
      ready = at;
      progress.done(at * Paths.CHUNK, most);
    }
  }

  /**
   * Chunks to take at once: of known ones as many as are held easily, of others some seconds'
   * worth.
   */
  private long block(long at, SortedSet<Long> known) {
    long run = 0;
    while (run < MOST_READ && known.contains(at + run)) {
      run++;
    }
    return run > 0 ? run : block();
  }

  private long block() {
    if (Double.isNaN(chunkSeconds)) {
      return 1;
    }
    double chunks = BLOCK_SECONDS * grid.slots() / Math.max(1e-6, chunkSeconds);
    return Math.max(grid.slots(), Math.min(MOST_BLOCK, (long) chunks));
  }

  /** Rows of a range of chunks, from the table where they are known. */
  private SortedMap<Long, List<Tally>> chunks(long from, long to) {
    SortedSet<Long> known = store.known(key, from, to);
    List<Long> missing =
        LongStream.range(from, to).filter(chunk -> !known.contains(chunk)).boxed().toList();
    SortedMap<Long, List<Tally>> rows = new TreeMap<>();
    if (!known.isEmpty()) {
      rows.putAll(store.read(key, from, to));
    }
    if (!missing.isEmpty()) {
      List<Tally> made = computed(missing);
      store.append(key, made);
      made.forEach(
          tally -> rows.computeIfAbsent(tally.row().chunk(), c -> new ArrayList<>()).add(tally));
    }
    return rows;
  }

  private List<Tally> computed(List<Long> missing) {
    ChunkWork work = new ChunkWork(experiment, missing);
    List<ShardRange> ranges = work.range().split(cuts(missing.size()));
    List<Tally> made = new ArrayList<>();
    double[] nanos = new double[1];
    grid.byShard(
        new Shared(history, Interpreter.noFeatures(history)),
        ranges,
        work,
        (range, part) -> {
          made.addAll(part.tallies());
          ready += range.size();
          progress.done(Math.min(ready * Paths.CHUNK, most), most);
          nanos[0] += part.nanos();
        });
    chunkSeconds = nanos[0] * 1e-9 / missing.size();
    computed += missing.size();
    return made;
  }

  private int cuts(int chunks) {
    if (parts > 0) {
      return parts;
    }
    if (Double.isNaN(chunkSeconds)) {
      return 1;
    }
    int perTask = (int) Math.max(1, Math.ceil(TASK_SECONDS / Math.max(1e-6, chunkSeconds)));
    return Math.max(Math.min(grid.slots(), chunks), (chunks + perTask - 1) / perTask);
  }

  private List<SortedMap<Subject, Reduction>> worlds() {
    List<SortedMap<Subject, Reduction>> worlds = new ArrayList<>();
    long end = Experiment.WORLDS + experiment.worlds();
    SortedSet<Long> known = store.known(key, Experiment.WORLDS, end);
    long at = Experiment.WORLDS;
    while (at < end) {
      long next = Math.min(end, at + block(at, known));
      chunks(at, next).values().forEach(rows -> worlds.add(alone(rows)));
      at = next;
    }
    return worlds;
  }

  /** The sums of one chunk, as if it were the first. */
  private static SortedMap<Subject, Reduction> alone(List<Tally> rows) {
    SortedMap<Subject, Reduction> alone = new TreeMap<>();
    for (Tally tally : rows) {
      Reduction reduction = Reduction.from(tally.row().chunk(), 0);
      reduction.add(tally.row());
      alone.put(tally.subject(), reduction);
    }
    return alone;
  }

  private List<McResult> results(
      SortedMap<Subject, Reduction> reductions, List<SortedMap<Subject, Reduction>> worlds) {
    SortedMap<Subject, Double> historical = historical();
    List<McResult> results = new ArrayList<>();
    reductions.forEach(
        (subject, reduction) -> {
          List<Reduction> others = new ArrayList<>();
          worlds.forEach(world -> Optional.ofNullable(world.get(subject)).ifPresent(others::add));
          results.addAll(
              Summary.of(subject, reduction, others, historical.getOrDefault(subject, Double.NaN)));
        });
    results.addAll(Summary.worst(reductions));
    return Collections.unmodifiableList(results);
  }

  private SortedMap<Subject, Double> historical() {
    PathRunner runner = new PathRunner(experiment, history);
    FedMarket itself = runner.itself();
    SortedMap<Subject, Double> historical = new TreeMap<>();
    for (int b = 0; b < experiment.program().books().size(); b++) {
      String name = experiment.program().books().get(b).name();
      runner
          .scores(b, itself)
          .forEach((score, value) -> historical.put(new Subject(name, score.word(), 0), value));
    }
    return historical;
  }
}
