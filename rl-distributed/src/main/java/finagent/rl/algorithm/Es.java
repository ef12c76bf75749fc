package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import finagent.rl.evolution.EvolutionStrategy;
import finagent.rl.evolution.EvolutionStrategy.Evaluation;
import finagent.rl.net.Engine;
import finagent.rl.net.Mlp;
import finagent.rl.net.Parameters;
import finagent.rl.net.Shape;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * OpenAI-ES on a policy network: whole episodes are scored, no reward is credited to a step, so the
 * score may be one that only a whole episode has. Rounds are those of {@link EvolutionStrategy};
 * the centre moves by Adam, as in the paper. All candidates of a round play the same episodes.
 *
 * <p>Steps are those in the environment. A round is played whole: where a training is cut within
 * one, the policy is that after it.
 *
 * <p>A round may be played by others, see {@link #playedBy}: each knows the centre from the scores
 * of the rounds before and the noise from the seed, so that no parameters travel, and the bits are
 * those of one player.
 */
public final class Es implements Trainer {

  /**
   * Settings.
   *
   * @param hidden units in each of two hidden layers
   * @param pairs neighbours tried in a round, each on both sides
   * @param episodes each of them plays
   * @param deviation of the noise on each parameter
   * @param sharpe whether the score is mean over standard deviation of the steps' rewards;
   *     otherwise the mean return of the episodes
   */
  public record Config(
      int hidden, int pairs, int episodes, float deviation, float learningRate, boolean sharpe)
      implements Recipe {
    public Config {
      Checks.hidden(hidden);
      Checks.positive("learning rate", learningRate);
      Checks.positive("deviation", deviation);
      Checks.atLeast("pairs", pairs, 1);
      Checks.atLeast("episodes", episodes, 1);
    }

    /** 32 pairs on 4 episodes, noise of 0.1, rate 0.05. */
    public static Config standard() {
      return new Config(64, 32, 4, 0.1f, 0.05f, false);
    }

    @Override
    public OptionalLong updates(long steps) {
      return OptionalLong.empty();
    }

    @Override
    public Es start(World world, long seed) {
      return start(world, seed, Engine.fused());
    }

    @Override
    public Es start(World world, long seed, Engine engine) {
      return new Es(this, world.open(seed), seed, engine);
    }
  }

  /**
   * What came of a pair of neighbours.
   *
   * @param steps taken in the environment
   */
  public record Played(Evaluation scores, long steps) implements Serializable {}

  /** Who plays a round. */
  @FunctionalInterface
  public interface Players {
    /**
     * Plays every pair of the next round; the answers in any order.
     *
     * @param past scores of the rounds before: those of pair 0, with the noise added and taken
     *     away, of pair 1, ..
     */
    List<Played> play(List<double[]> past);
  }

  private final Config config;
  private final Header header;
  private final Environment environment;
  private final EvolutionStrategy strategy;
  private final Mlp centre;
  private final Mlp tried;
  private final boolean choices;
  private final double[] observation;
  private final double[] action;
  private final List<double[]> past = new ArrayList<>();
  private Players players;
  private long steps;
  private long played;
  private long round;
  private long taken;

  private Es(Config config, Environment environment, long seed, Engine engine) {
    this.config = config;
    this.environment = environment;
    header = new Header(config, seed);
    players = scores -> play(0, config.pairs);
    strategy = new EvolutionStrategy(config.pairs, config.deviation, config.learningRate, seed);
    Spaces spaces = environment.spaces();
    choices = spaces.isDiscrete();
    int outputs = choices ? spaces.choices() : spaces.actions();
    Shape shape = new Shape(spaces.observations(), config.hidden, outputs, true);
    Engine.Networks networks = engine.open(config.hidden, 2);
    centre = networks.of(shape, Philox.of(seed, "centre"), false);
    tried = networks.of(shape, Philox.of(seed, "tried"), false);
    observation = new double[spaces.observations()];
    action = new double[spaces.actions()];
  }

  /** From here on others play the rounds. */
  public void playedBy(Players others) {
    players = others;
  }

  /** Rounds played or followed so far. */
  public long rounds() {
    return round;
  }

  /** Neighbours tried in a round. */
  public int pairs() {
    return config.pairs;
  }

  /** Goes to where these scores lead; those already known are not read. */
  public void follow(List<double[]> scores) {
    for (int k = (int) round; k < scores.size(); k++) {
      List<Evaluation> each = new ArrayList<>();
      for (int pair = 0; pair < config.pairs; pair++) {
        each.add(new Evaluation(pair, scores.get(k)[2 * pair], scores.get(k)[2 * pair + 1]));
      }
      move(each);
    }
  }

  /** Plays pairs {@code from} (inclusive) to {@code to} (exclusive) of the next round. */
  public List<Played> play(int from, int to) {
    float[] here = parameters();
    List<Played> made = new ArrayList<>();
    for (int pair = from; pair < to; pair++) {
      taken = 0;
      double plus = score(strategy.candidate(here, round, pair, true));
      double minus = score(strategy.candidate(here, round, pair, false));
      made.add(new Played(new Evaluation(pair, plus, minus), taken));
    }
    return made;
  }

  @Override
  public void train(int count) {
    steps += count;
    while (played < steps) {
      round();
    }
    Checks.finite(steps, centre);
  }

  private void round() {
    List<Played> made = players.play(Collections.unmodifiableList(past));
    played += made.stream().mapToLong(Played::steps).sum();
    move(made.stream().map(Played::scores).toList());
  }

  private void move(List<Evaluation> scores) {
    double[] slope = strategy.slope(centre.shape().size(), round, scores);
    double[] told = new double[2 * config.pairs];
    for (Evaluation one : scores) {
      told[2 * one.pair()] = one.plus();
      told[2 * one.pair() + 1] = one.minus();
    }
    past.add(told);
    Parameters moved = centre.parameters();
    for (int p = 0; p < slope.length; p++) {
      moved.add(p, (float) -slope[p]);
    }
    moved.foldAndStep(config.learningRate);
    round++;
  }

  private float[] parameters() {
    float[] from = new float[centre.shape().size()];
    System.arraycopy(centre.parameters().weights(), 0, from, 0, from.length);
    return from;
  }

  private double score(float[] candidate) {
    System.arraycopy(candidate, 0, tried.parameters().weights(), 0, candidate.length);
    Policy policy = policy(tried);
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (int e = 0; e < config.episodes; e++) {
      environment.reset(round * config.episodes + e);
      while (!environment.terminated() && !environment.truncated()) {
        environment.observe(observation);
        policy.act(observation, action);
        double reward = environment.step(action);
        sum += reward;
        squares += reward * reward;
        count++;
      }
    }
    taken += count;
    if (!config.sharpe) {
      return sum / config.episodes;
    }
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    return variance > 0 ? mean / Math.sqrt(variance) : 0;
  }

  private Policy policy(Mlp network) {
    return choices ? new GreedyPolicy(network) : new NetworkPolicy(network, true);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Policy policy() {
    return policy(centre);
  }

  @Override
  public float[] weights() {
    return centre.parameters().weights().clone();
  }

  /** Rounds are played whole: no episode is ever open. */
  @Override
  public void breakOff() {}

  @Override
  public void save(DataOutput out) throws IOException {
    header.write(out);
    out.writeLong(steps);
    out.writeLong(played);
    out.writeLong(round);
    centre.parameters().write(out);
    out.writeInt(past.size());
    for (double[] scores : past) {
      for (double score : scores) {
        out.writeDouble(score);
      }
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    header.check(in);
    steps = in.readLong();
    played = in.readLong();
    round = in.readLong();
    centre.parameters().read(in);
    past.clear();
    int known = in.readInt();
    for (int k = 0; k < known; k++) {
      double[] scores = new double[2 * config.pairs];
      for (int p = 0; p < scores.length; p++) {
        scores[p] = in.readDouble();
      }
      past.add(scores);
    }
  }
}
