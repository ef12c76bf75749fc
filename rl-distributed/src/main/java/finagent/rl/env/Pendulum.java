package finagent.rl.env;

import finagent.sandbox.program.State;
import finagent.sandbox.random.Philox;

/**
 * Swing a pendulum up and hold it (Gymnasium's Pendulum-v1): length 1, mass 1, g 10, time step
 * 0.05, 200 steps. Observation cos th, sin th, w with th = 0 upright; torque u = 2 x action; reward
 * -(th^2 + 0.1 w^2 + 0.001 u^2) of the state before the step, th taken in [-pi, pi); {@code w' = w
 * + (15 sin th + 3 u) 0.05} cut to +-8, {@code th' = th + 0.05 w'}. Starts: th uniform in +-pi, w
 * in +-1.
 */
public final class Pendulum implements Environment {
  private static final Spaces SPACES = Spaces.continuous(3, 1);
  private static final double STEP = 0.05;
  private static final double MAX_SPEED = 8;

  private final Philox starts;
  private final Clock clock = new Clock(200);
  private double angle;
  private double speed;

  private Pendulum(long seed) {
    starts = Philox.of(seed, "pendulum-start");
  }

  public static Pendulum of(long seed) {
    return new Pendulum(seed);
  }

  @Override
  public Spaces spaces() {
    return SPACES;
  }

  @Override
  public void reset(long episode) {
    clock.start(episode);
    angle = Math.PI * (2 * starts.uniform(episode, 0, 0, 0) - 1);
    speed = 2 * starts.uniform(episode, 0, 0, 1) - 1;
  }

  /** Puts the pendulum where a test wants it. */
  void place(double angle, double speed) {
    this.angle = angle;
    this.speed = speed;
  }

  @Override
  public void observe(double[] into) {
    into[0] = StrictMath.cos(angle);
    into[1] = StrictMath.sin(angle);
    into[2] = speed;
  }

  @Override
  public double step(double[] action) {
    double torque = 2 * Environment.cut(action[0]);
    double turns = Math.floor((angle + Math.PI) / (2 * Math.PI));
    double off = angle - 2 * Math.PI * turns;
    double reward = -(off * off + 0.1 * speed * speed + 0.001 * torque * torque);
    double faster = speed + (15 * StrictMath.sin(angle) + 3 * torque) * STEP;
    speed = Math.max(-MAX_SPEED, Math.min(MAX_SPEED, faster));
    angle += speed * STEP;
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
    return State.of(1, new double[][] {{angle, speed}}, new long[][] {clock.save()});
  }

  @Override
  public void restore(State state) {
    angle = state.doubles(0)[0];
    speed = state.doubles(0)[1];
    clock.restore(state.longs(0));
  }
}
