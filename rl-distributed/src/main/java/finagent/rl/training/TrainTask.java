package finagent.rl.training;

import finagent.rl.algorithm.Evaluator;
import finagent.rl.algorithm.Handover;
import finagent.rl.algorithm.Recipe;
import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.algorithm.Trainer;
import finagent.rl.env.World;
import finagent.sandbox.grid.Shared;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One training: a pure function of what it says and of the shared data. Where it runs, and whether
 * it was taken up from a state kept on the way, changes no bit of the policy or of its curve.
 *
 * <p>Its settings may change on the way, as they do in a population (Jaderberg et al. 2017,
 * "Population based training of neural networks"): it is then the training of its last leg, with
 * other settings from there on.
 *
 * @param recipe settings from the last leg on
 * @param legs what was trained before, the first first; empty for one recipe all the way
 * @param steps in the environment, over all
 * @param every steps between two judgements of the policy; also where it may be interrupted
 * @param episodes a judgement takes; fixed ones, see {@link Evaluator}
 * @param origin the training on other data that this one goes on from; null where it begins
 */
public record TrainTask(
    Algorithm algorithm,
    Recipe recipe,
    List<Leg> legs,
    WorldSpec world,
    long seed,
    int steps,
    int every,
    int episodes,
    Engines engine,
    @Nullable Origin origin)
    implements Serializable {
  private static final String UNTIL = "until";

  /** Work that would be lost at most, but for one stretch between judgements. */
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

  /**
   * Settings that held up to a step.
   *
   * @param until the step, counted from the start of the training
   */
  public record Leg(Recipe recipe, int until) implements Serializable {}

  /**
   * The end of another training, whose networks and memory a training on other data begins with.
   * Its state must be kept; see {@link Saves#end}.
   *
   * @param policy its id, which stands for all that training was
   * @param steps it took; those of this training are counted from there
   */
  public record Origin(String policy, int steps) implements Serializable {}

  public TrainTask {
    legs = List.copyOf(legs);
    int from = origin == null ? 0 : origin.steps;
    if (steps <= from) {
      throw new IllegalArgumentException(
          "Invalid training: %d steps in all (must be above %d)".formatted(steps, from));
    }
    for (Leg leg : legs) {
      Settings.requireMovable((Record) leg.recipe, (Record) recipe);
      if (leg.until <= from || leg.until >= steps) {
        throw new IllegalArgumentException(
            "Invalid leg until step %d (must be above %d and below %d)"
                .formatted(leg.until, from, steps));
      }
      from = leg.until;
    }
    if (every < 1 || episodes < 2) {
      throw new IllegalArgumentException(
          "Invalid training: judged every %d steps on %d episodes (at least 1 and 2)"
              .formatted(every, episodes));
    }
  }

  /** One recipe all the way. */
  public TrainTask(
      Algorithm algorithm,
      Recipe recipe,
      WorldSpec world,
      long seed,
      int steps,
      int every,
      int episodes) {
    this(algorithm, recipe, List.of(), world, seed, steps, every, episodes, Engines.FUSED, null);
  }

  private TrainTask with(Recipe other, List<Leg> before, long number, int end) {
    return new TrainTask(
        algorithm, other, before, world, number, end, every, episodes, engine, origin);
  }

  /** The same training on another engine. */
  public TrainTask on(Engines other) {
    return new TrainTask(
        algorithm, recipe, legs, world, seed, steps, every, episodes, other, origin);
  }

  /** The same training, longer or shorter. */
  public TrainTask of(int other) {
    return with(recipe, legs, seed, other);
  }

  /** The same training with other random numbers. */
  public TrainTask seed(long other) {
    return with(recipe, legs, other, steps);
  }

  /** This training, and more steps with other settings. */
  public TrainTask then(Recipe other, int more) {
    List<Leg> longer = new ArrayList<>(legs);
    longer.add(new Leg(recipe, steps));
    return with(other, longer, seed, Math.addExact(steps, more));
  }

  /** The training up to the end of its last leg; there must be one. */
  private TrainTask before() {
    Leg last = legs.get(legs.size() - 1);
    List<Leg> rest = legs.subList(0, legs.size() - 1);
    return with(last.recipe, rest, seed, last.until);
  }

  /** All the policy and its curve depend on, but the number of steps. */
  public SortedMap<String, String> identity() {
    SortedMap<String, String> identity = new TreeMap<>();
    world.identity().forEach((name, value) -> identity.put("world." + name, value));
    Settings.of((Record) recipe).forEach((name, value) -> identity.put("setting." + name, value));
    for (int k = 0; k < legs.size(); k++) {
      String prefix = String.format(Locale.ROOT, "leg.%03d.", k);
      Settings.of((Record) legs.get(k).recipe)
          .forEach((name, value) -> identity.put(prefix + name, value));
      identity.put(prefix + UNTIL, Integer.toString(legs.get(k).until));
    }
    if (origin != null) {
      identity.put("origin.policy", origin.policy);
      identity.put("origin.steps", Integer.toString(origin.steps));
    }
    if (engine != Engines.FUSED) {
      identity.put("engine", engine.word());
    }
    identity.put("algorithm", algorithm.word());
    identity.put("seed", Long.toString(seed));
    identity.put("every", Integer.toString(every));
    identity.put("episodes", Integer.toString(episodes));
    return identity;
  }

  /**
   * What came of it.
   *
   * @param resumed steps that were taken up, not taken
   * @param seconds spent here
   */
  public record Trained(LearntPolicy policy, Curve curve, long resumed, double seconds)
      implements Serializable {}

  /**
   * Trains.
   *
   * @throws IllegalStateException if the parameters leave the numbers; nothing is kept of that
   */
  public Trained train(Shared shared, Saves saves) {
    return train(shared, saves, trainer -> {});
  }

  /** A trainer that stands at the start. */
  public Trainer begin(Shared shared) {
    return recipe.start(world.open(shared), seed, engine.engine());
  }

  /**
   * Trains.
   *
   * @param prepare told of the trainer before it goes on; must not change what comes out
   */
  public Trained train(Shared shared, Saves saves, Consumer<Trainer> prepare) {
    long began = System.nanoTime();
    World opened = world.open(shared);
    Evaluator judge = new Evaluator(opened, episodes, Evaluator.STANDARD_SEED);
    Progress progress = taken(opened, judge, saves);
    long resumed = progress.trainer.steps();
    prepare.accept(progress.trainer);
    progress = onward(progress, judge, saves);
    double seconds = (System.nanoTime() - began) * 1e-9;
    LearntPolicy policy = LearntPolicy.of(SavedPolicy.of(progress.trainer), world, shared);
    return new Trained(policy, progress.curve, resumed, seconds);
  }

  private record Progress(Trainer trainer, Curve curve) {}

  /** What is kept of this training, else its last leg under the new settings, else its start. */
  private Progress taken(World opened, Evaluator judge, Saves saves) {
    Trainer trainer = recipe.start(opened, seed, engine.engine());
    Optional<byte[]> known = saves.latest(this, steps);
    if (known.isPresent()) {
      return new Progress(trainer, TrainState.restore(known.get(), trainer).every(every));
    }
    if (legs.isEmpty()) {
      return new Progress(origin == null ? trainer : moved(opened, saves), new Curve(List.of()));
    }
    TrainTask before = before();
    Progress leg = before.onward(before.taken(opened, judge, saves), judge, saves);
    try {
      Handover.of(leg.trainer, trainer, recipe, seed);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "A training cannot go on with other settings: " + e.getMessage(), e);
    }
    return new Progress(trainer, leg.curve);
  }

  /** A trainer here with what was learnt on other data. */
  private Trainer moved(World opened, Saves saves) {
    String policy = origin == null ? "" : origin.policy;
    byte[] state =
        saves
            .end(policy)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The state of the training of policy %s is not kept any more"
                            .formatted(policy)));
    return TrainState.moved(state, recipe, opened, seed, engine.engine());
  }

  private Progress onward(Progress from, Evaluator judge, Saves saves) {
    Trainer trainer = from.trainer;
    Curve curve = from.curve;
    long kept = System.nanoTime();
    while (trainer.steps() < steps) {
      long next = Math.min(steps, (trainer.steps() / every + 1) * every);
      advance(trainer, (int) (next - trainer.steps()));
      SavedPolicy policy = finite(SavedPolicy.of(trainer), trainer.steps());
      Evaluator.Score score = judge.judge(policy.policy());
      curve = curve.plus(new Curve.Point(next, score.mean(), score.standardError()));
      saves.judged(this, curve.last());
      if (trainer.steps() >= steps || System.nanoTime() - kept > PATIENCE) {
        saves.keep(this, trainer.steps(), TrainState.bytes(trainer, curve));
        kept = System.nanoTime();
      }
    }
    return new Progress(trainer, curve);
  }

  /** An environment refuses actions that are no numbers: that is a training that diverged. */
  private static void advance(Trainer trainer, int steps) {
    try {
      trainer.train(steps);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "Training has diverged after %d steps: %s".formatted(trainer.steps(), e.getMessage()), e);
    }
  }

  private static SavedPolicy finite(SavedPolicy policy, long steps) {
    if (!policy.finite()) {
      throw new IllegalStateException(
          "Training has diverged: after %d steps the policy holds NaN or infinity"
              .formatted(steps));
    }
    return policy;
  }
}
