package finagent.rl.env;

import finagent.sandbox.program.State;
import finagent.sandbox.random.Philox;
import java.util.Arrays;

/**
 * Balance a pole on a cart (Barto, Sutton and Anderson 1983; Gymnasium's CartPole-v1): g 9.8, cart
 * 1, pole 0.1, half length 0.5, force 10 to the left (choice 0) or right (1), Euler steps of 0.02.
 * Observation x, x', th, th'; 1 a step; ends beyond |x| 2.4 or |th| 12 degrees; 500 steps. Starts:
 * all four uniform in +-0.05.
 */
public final class CartPole implements Environment {
  private static final Spaces SPACES = Spaces.discrete(4, 2);
  private static final double STEP = 0.02;
  private static final double MAX_ANGLE = 12 * 2 * Math.PI / 360;
  private static final double MAX_PLACE = 2.4;
  private static final double POLE = 0.1;
  private static final double TOTAL = 1 + POLE;
  private static final double HALF = 0.5;

  private final Philox starts;
  private final Clock clock = new Clock(500);
  private final double[] state = new double[4];

  private CartPole(long seed) {
    starts = Philox.of(seed, "cart-pole-start");
  }

  public static CartPole of(long seed) {
    return new CartPole(seed);
  }

  @Override
  public Spaces spaces() {
    return SPACES;
  }

  @Override
  public void reset(long episode) {
    clock.start(episode);
    Arrays.setAll(state, k -> 0.1 * starts.uniform(episode, 0, 0, k) - 0.05);
  }

  /** Puts cart and pole where a test wants them. */
  void place(double... values) {
    System.arraycopy(values, 0, state, 0, state.length);
  }

  @Override
  public void observe(double[] into) {
    System.arraycopy(state, 0, into, 0, state.length);
  }

  @Override
  public double step(double[] action) {
    double force = action[0] == 1 ? 10 : -10;
    double cos = StrictMath.cos(state[2]);
    double sin = StrictMath.sin(state[2]);
    double push = (force + POLE * HALF * state[3] * state[3] * sin) / TOTAL;
    double turn = (9.8 * sin - cos * push) / (HALF * (4.0 / 3 - POLE * cos * cos / TOTAL));
    double pull = push - POLE * HALF * turn * cos / TOTAL;
    state[0] += STEP * state[1];
    state[1] += STEP * pull;
    state[2] += STEP * state[3];
    state[3] += STEP * turn;
    clock.step++;
    clock.terminated = Math.abs(state[0]) > MAX_PLACE || Math.abs(state[2]) > MAX_ANGLE;
    return 1;
  }

  @Override
  public boolean terminated() {
    return clock.terminated;
  }

  @Override
  public boolean truncated() {
    return clock.truncated();
  }

  @Override
  public State save() {
    return State.of(1, new double[][] {state.clone()}, new long[][] {clock.save()});
  }

  @Override
  public void restore(State saved) {
    place(saved.doubles(0));
    clock.restore(saved.longs(0));
  }
}
