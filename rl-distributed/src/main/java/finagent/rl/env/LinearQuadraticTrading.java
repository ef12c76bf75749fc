package finagent.rl.env;

import finagent.sandbox.program.State;
import finagent.sandbox.random.Philox;

/**
 * Trading on a decaying signal with quadratic costs, whose best policy is known (Garleanu and
 * Pedersen 2013, "Dynamic trading with predictable returns and transaction costs"). The signal
 * {@code f' = 0.9 f + 0.5 e1} predicts the return {@code r = f + e2}; the position is {@code y = 3
 * x action}; the reward is {@code y r - 0.5 y^2 - 5 (y - x)^2} where x is the position before. 200
 * steps from x = 0, f = 0; e1, e2 standard normal. Observation x, f.
 *
 * <p>The best policy at a discount of 0.99 is {@link #OPTIMAL_OF_POSITION} x + {@link
 * #OPTIMAL_OF_SIGNAL} f (Riccati's equation), whose expected plain sum over an episode is {@link
 * #OPTIMAL_RETURN}; the best any policy can do over 200 steps is 78.750.
 */
public final class LinearQuadraticTrading implements Environment {
  /** The share of the present position in the best next one. */
  public static final double OPTIMAL_OF_POSITION = 0.732916;

  /** The weight of the signal in the best next position. */
  public static final double OPTIMAL_OF_SIGNAL = 0.211232;

  /** Expected return of an episode under that policy, by recursion of second moments. */
  public static final double OPTIMAL_RETURN = 78.6824;

  /** The position at action 1. */
  public static final double MAX_POSITION = 3;

  private static final Spaces SPACES = Spaces.continuous(2, 1);
  private static final int OF_SIGNAL = 1;
  private static final int OF_RETURN = 2;

  private final Philox noise;
  private final Clock clock = new Clock(200);
  private double position;
  private double signal;

  private LinearQuadraticTrading(long seed) {
    noise = Philox.of(seed, "linear-quadratic-trading");
  }

  public static LinearQuadraticTrading of(long seed) {
    return new LinearQuadraticTrading(seed);
  }

  @Override
  public Spaces spaces() {
    return SPACES;
  }

  @Override
  public void reset(long episode) {
    clock.start(episode);
    position = 0;
    signal = 0;
  }

  @Override
  public void observe(double[] into) {
    into[0] = position;
    into[1] = signal;
  }

  @Override
  public double step(double[] action) {
    double next = MAX_POSITION * Environment.cut(action[0]);
    double earned = signal + noise.normal(clock.episode, clock.step, 0, OF_RETURN);
    double traded = next - position;
    double reward = next * earned - 0.5 * next * next - 5 * traded * traded;
    position = next;
    signal = 0.9 * signal + 0.5 * noise.normal(clock.episode, clock.step, 0, OF_SIGNAL);
    clock.step++;
    return reward;
  }

  @Override
  public boolean terminated() {
    return false;
  }

  @Override
  public boolean truncated() {
    return clock.truncated();
  }

  @Override
  public State save() {
    return State.of(1, new double[][] {{position, signal}}, new long[][] {clock.save()});
  }

  @Override
  public void restore(State state) {
    position = state.doubles(0)[0];
    signal = state.doubles(0)[1];
    clock.restore(state.longs(0));
  }
}
