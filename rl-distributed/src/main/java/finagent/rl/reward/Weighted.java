package finagent.rl.reward;

import java.util.List;

/**
 * Several objectives at once: the weighted sum of other rewards (scalarisation; Roijers et al.
 * 2013, "A survey of multi-objective sequential decision-making", section 3). It remembers what
 * they remember, one after the other.
 */
public record Weighted(List<Term> terms) implements Reward {
  /** An objective and how much it counts; a weight may be below 0. */
  public record Term(double weight, Reward reward) implements java.io.Serializable {
    public Term {
      if (!(Math.abs(weight) < Double.POSITIVE_INFINITY) || weight == 0) {
        throw new IllegalArgumentException(
            "Invalid weight of a reward: %s (must be a number that is not 0)".formatted(weight));
      }
    }
  }

  public Weighted {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("Invalid reward: no terms (at least 1)");
    }
  }

  @Override
  public double[] start() {
    double[] all = new double[terms.stream().mapToInt(term -> term.reward.start().length).sum()];
    int at = 0;
    for (Term term : terms) {
      double[] own = term.reward.start();
      System.arraycopy(own, 0, all, at, own.length);
      at += own.length;
    }
    return all;
  }

  @Override
  public double of(double logReturn, double[] memory, int at) {
    double sum = 0;
    int place = at;
    for (Term term : terms) {
      sum += term.weight * term.reward.of(logReturn, memory, place);
      place += term.reward.start().length;
    }
    return sum;
  }
}
