package finagent.rl.judging;

import finagent.rl.algorithm.Policy;
import finagent.rl.env.Environment;
import finagent.rl.env.TradingWorld;
import finagent.rl.env.Weights;
import finagent.rl.reward.Reward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pass of a policy through a whole market window on the ledger.
 *
 * @param returns simple return of each bar, net of all costs
 * @param actions of each bar, in [-1, 1]
 * @param weights they aimed at
 */
public record Walk(List<Double> returns, List<List<Double>> actions, List<List<Double>> weights) {
  private static final double EDGE = 0.99;
  private static final double MOST = 0.95;
  private static final double STILL = 1e-3;

  public Walk {
    returns = List.copyOf(returns);
    actions = List.copyOf(actions);
    weights = List.copyOf(weights);
  }

  /** From the first bar of a world to its last; what a reward remembers is observed as ever. */
  public static Walk of(TradingWorld world, Policy policy, Reward reward) {
    TradingWorld.Rules rules = world.rules();
    int bars = world.to() - world.from() - 1;
    TradingWorld.Rules whole =
        new TradingWorld.Rules(rules.account(), rules.grossLimit(), rules.longOnly(), bars);
    Environment environment =
        new TradingWorld(
                world.panel(), world.features(), world.scaler(), world.from(), world.to(), whole)
            .open(0);
    environment.reset(0);
    double[] memory = reward.start();
    int plain = environment.spaces().observations();
    double[] observed = new double[plain];
    double[] seen = new double[plain + memory.length];
    double[] action = new double[environment.spaces().actions()];
    List<Double> returns = new ArrayList<>();
    List<List<Double>> actions = new ArrayList<>();
    List<List<Double>> weights = new ArrayList<>();
    double[] target = new double[action.length];
    while (!environment.truncated() && !environment.terminated()) {
      environment.observe(observed);
      System.arraycopy(observed, 0, seen, 0, plain);
      System.arraycopy(memory, 0, seen, plain, memory.length);
      policy.act(seen, action);
      double log = environment.step(action);
      reward.of(log, memory, 0);
      returns.add(StrictMath.expm1(log));
      actions.add(Arrays.stream(action).boxed().toList());
      Weights.of(action, rules.grossLimit(), rules.longOnly(), target);
      weights.add(Arrays.stream(target).boxed().toList());
    }
    return new Walk(returns, actions, weights);
  }

  /** Growth over the whole window, less 1. */
  public double total() {
    return returns.stream().mapToDouble(r -> 1 + r).reduce(1, (a, b) -> a * b) - 1;
  }

  /**
   * Annual Sharpe ratio of the returns over those of another walk through the same bars, such as
   * one in cash; 0 where they never differ.
   */
  public double sharpe(Walk over, double barsPerYear) {
    double[] excess = excess(over);
    double mean = Arrays.stream(excess).average().orElse(0);
    double square = Arrays.stream(excess).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.sqrt(square / Math.max(1, excess.length - 1));
    return deviation > 0 ? mean / deviation * Math.sqrt(barsPerYear) : 0;
  }

  /** Returns less those of another walk, bar by bar. */
  public double[] excess(Walk over) {
    double[] excess = new double[Math.min(returns.size(), over.returns.size())];
    Arrays.setAll(excess, k -> returns.get(k) - over.returns.get(k));
    return excess;
  }

  /**
   * Why a policy is none worth the name, or nothing: {@code constant}, its actions never move, or
   * {@code saturated}, they are nearly always at the edge.
   */
  public String degenerate() {
    int edge = 0;
    double widest = 0;
    int count = actions.isEmpty() ? 0 : actions.get(0).size();
    for (int i = 0; i < count; i++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (List<Double> action : actions) {
        low = Math.min(low, action.get(i));
        high = Math.max(high, action.get(i));
        edge += Math.abs(action.get(i)) > EDGE ? 1 : 0;
      }
      widest = Math.max(widest, high - low);
    }
    if (widest < STILL) {
      return "constant";
    }
    return edge > MOST * count * actions.size() ? "saturated" : "";
  }
}
