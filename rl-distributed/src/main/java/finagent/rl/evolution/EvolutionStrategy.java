package finagent.rl.evolution;

import finagent.sandbox.random.Philox;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Climbs any score of a vector of parameters by trying neighbours of it (Salimans, Ho, Chen, Sidor
 * and Sutskever 2017, "Evolution strategies as a scalable alternative to reinforcement learning",
 * algorithm 2): {@code centre += rate / (n deviation) sum of shaped score x noise}, with antithetic
 * pairs (centre + and - the same noise) and scores shaped to centred ranks.
 *
 * <p>A round is three pure functions: {@link #candidate} makes what is tried, anyone scores it, and
 * {@link #update} moves the centre. Noise is a function of (seed, round, pair), so an {@link
 * Evaluation} carries no parameters: only a number of a pair and two scores. O(pairs x (parameters
 * + pairs)) an update.
 *
 * @param pairs neighbours tried in a round, each on both sides
 * @param deviation of the noise on each parameter
 * @param learningRate how far a round moves
 * @param seed of the noise
 */
public record EvolutionStrategy(int pairs, double deviation, double learningRate, long seed)
    implements Serializable {
  public EvolutionStrategy {
    if (pairs < 1 || !positive(deviation) || !positive(learningRate)) {
      throw new IllegalArgumentException(
          "Invalid evolution: %d pairs, deviation %s, learning rate %s (at least 1, both > 0)"
              .formatted(pairs, deviation, learningRate));
    }
  }

  private static boolean positive(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  /**
   * The scores of both sides of a pair.
   *
   * @param pair its number, from 0
   * @param plus score of centre + noise; the more the better
   * @param minus score of centre - noise
   */
  public record Evaluation(int pair, double plus, double minus) implements Serializable {
    public Evaluation {
      if (Double.isNaN(plus) || Double.isNaN(minus)) {
        throw new IllegalArgumentException(
            "Invalid scores of pair %d: %s and %s. A score that is not a number has no rank; give"
                    .formatted(pair, plus, minus)
                + " a failed episode the worst score there is");
      }
    }
  }

  /** The parameters to try: the centre and the noise of a pair, added or taken away. */
  public float[] candidate(float[] centre, long round, int pair, boolean plus) {
    if (pair < 0 || pair >= pairs) {
      throw new IllegalArgumentException(
          "Invalid pair: %d (must be 0 to %d)".formatted(pair, pairs - 1));
    }
    Philox draws = Philox.of(seed, "evolution");
    double side = plus ? deviation : -deviation;
    float[] tried = new float[centre.length];
    for (int p = 0; p < tried.length; p++) {
      tried[p] = (float) (centre[p] + side * draws.normal(round, pair, 0, p));
    }
    return tried;
  }

  /**
   * The centre of the next round.
   *
   * @param evaluations of every pair of the round, once each, in any order
   */
  public float[] update(float[] centre, long round, List<Evaluation> evaluations) {
    double[] slope = slope(centre.length, round, evaluations);
    float[] moved = new float[centre.length];
    for (int p = 0; p < moved.length; p++) {
      moved[p] = (float) (centre[p] + learningRate * slope[p]);
    }
    return moved;
  }

  /**
   * The estimated slope of the shaped score in each parameter, for whoever moves the centre by a
   * rule of their own.
   */
  public double[] slope(int parameters, long round, List<Evaluation> evaluations) {
    double[] shaped = shaped(scores(evaluations));
    Philox draws = Philox.of(seed, "evolution");
    double[] slope = new double[parameters];
    double share = 1 / (2.0 * pairs * deviation);
    for (int pair = 0; pair < pairs; pair++) {
      double weight = share * (shaped[2 * pair] - shaped[2 * pair + 1]);
      for (int p = 0; p < slope.length; p++) {
        slope[p] += weight * draws.normal(round, pair, 0, p);
      }
    }
    return slope;
  }

  private double[] scores(List<Evaluation> evaluations) {
    double[] scores = new double[2 * pairs];
    Arrays.fill(scores, Double.NaN);
    for (Evaluation one : evaluations) {
      if (one.pair < 0 || one.pair >= pairs || !Double.isNaN(scores[2 * one.pair])) {
        throw new IllegalArgumentException(
            "Pair %d is unknown or scored twice; a round scores pairs 0 to %d once each"
                .formatted(one.pair, pairs - 1));
      }
      scores[2 * one.pair] = one.plus;
      scores[2 * one.pair + 1] = one.minus;
    }
    if (evaluations.size() < pairs) {
      throw new IllegalArgumentException(
          "Only %d of %d pairs are scored; score the others, they are functions of their numbers"
              .formatted(evaluations.size(), pairs));
    }
    return scores;
  }

  /**
   * Ranks of scores, from -1/2 for the lowest to 1/2 for the highest; equal scores share the mean
   * of their ranks, so that scores which are all alike move nothing.
   */
  public static double[] shaped(double[] scores) {
    double[] shaped = new double[scores.length];
    for (int k = 0; k < scores.length; k++) {
      int below = 0;
      int equal = 0;
      for (double other : scores) {
        below += other < scores[k] ? 1 : 0;
        equal += other == scores[k] ? 1 : 0;
      }
      double rank = below + (equal - 1) / 2.0;
      shaped[k] = scores.length == 1 ? 0 : rank / (scores.length - 1) - 0.5;
    }
    return shaped;
  }
}
