package finagent.rl.env;

import finagent.sandbox.program.State;
import finagent.sandbox.random.Philox;

/**
 * Rock a weak car out of a valley (Moore 1990; Gymnasium's MountainCarContinuous-v0): {@code v' = v
 * + 0.0015 a - 0.0025 cos 3x} cut to +-0.07, {@code x' = x + v'} cut to [-1.2, 0.6], v' = 0 at the
 * left wall; reward -0.1 a^2 and 100 at the end, x' >= 0.45 with v' >= 0; 999 steps. Observation x,
 * v. Starts: x uniform in [-0.6, -0.4], v = 0.
 */
public final class MountainCarContinuous implements Environment {
  private static final Spaces SPACES = Spaces.continuous(2, 1);
  private static final double LEFT = -1.2;
  private static final double RIGHT = 0.6;
  private static final double GOAL = 0.45;
  private static final double MAX_SPEED = 0.07;

  private final Philox starts;
  private final Clock clock = new Clock(999);
  private double place;
  private double speed;

  private MountainCarContinuous(long seed) {
    starts = Philox.of(seed, "mountain-car-start");
  }

  public static MountainCarContinuous of(long seed) {
    return new MountainCarContinuous(seed);
  }

  @Override
  public Spaces spaces() {
    return SPACES;
  }

  @Override
  public void reset(long episode) {
    clock.start(episode);
    place = -0.6 + 0.2 * starts.uniform(episode, 0, 0, 0);
    speed = 0;
  }

  /** Puts the car where a test wants it. */
  void place(double place, double speed) {
    this.place = place;
    this.speed = speed;
  }

  @Override
  public void observe(double[] into) {
    into[0] = place;
    into[1] = speed;
  }

  @Override
  public double step(double[] action) {
    double force = Environment.cut(action[0]);
    double faster = speed + 0.0015 * force - 0.0025 * StrictMath.cos(3 * place);
    speed = Math.max(-MAX_SPEED, Math.min(MAX_SPEED, faster));
    place = Math.max(LEFT, Math.min(RIGHT, place + speed));
    if (place == LEFT && speed < 0) {
      speed = 0;
    }
    clock.step++;
    clock.terminated = place >= GOAL && speed >= 0;
    return (clock.terminated ? 100 : 0) - 0.1 * force * force;
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
    return State.of(1, new double[][] {{place, speed}}, new long[][] {clock.save()});
  }

  @Override
  public void restore(State state) {
    place(state.doubles(0)[0], state.doubles(0)[1]);
    clock.restore(state.longs(0));
  }
}
