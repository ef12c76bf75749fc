package finagent.rl.reward;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import finagent.sandbox.program.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A world with another reward: the same episodes, and observations followed by what the reward
 * remembers.
 *
 * @param world whose own rewards are log returns net of costs, such as a {@link
 *     finagent.rl.env.TradingWorld}
 */
public record Rewarded(World world, Reward reward) implements World {
  @Override
  public Environment open(long seed) {
    return new Opened(world.open(seed), reward);
  }

  private static final class Opened implements Environment {
    private final Environment inner;
    private final Reward reward;
    private final double[] seen;
    private double[] memory;

    Opened(Environment inner, Reward reward) {
      this.inner = inner;
      this.reward = reward;
      seen = new double[inner.spaces().observations()];
      memory = reward.start();
    }

    @Override
    public Spaces spaces() {
      Spaces own = inner.spaces();
      return new Spaces(seen.length + memory.length, own.actions(), own.choices());
    }

    @Override
    public void reset(long episode) {
      inner.reset(episode);
      memory = reward.start();
    }

    @Override
    public void observe(double[] into) {
      inner.observe(seen);
      System.arraycopy(seen, 0, into, 0, seen.length);
      System.arraycopy(memory, 0, into, seen.length, memory.length);
    }

    @Override
    public double step(double[] action) {
      return reward.of(inner.step(action), memory, 0);
    }

    @Override
    public boolean terminated() {
      return inner.terminated();
    }

    @Override
    public boolean truncated() {
      return inner.truncated();
    }

    /** The memory, and the inner state byte by byte. */
    @Override
    public State save() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        inner.save().write(new DataOutputStream(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      byte[] written = bytes.toByteArray();
      long[] each = new long[written.length];
      for (int k = 0; k < each.length; k++) {
        each[k] = written[k];
      }
      return State.of(1, new double[][] {memory.clone()}, new long[][] {each});
    }

    @Override
    public void restore(State state) {
      long[] each = state.longs(0);
      byte[] written = new byte[each.length];
      for (int k = 0; k < each.length; k++) {
        written[k] = (byte) each[k];
      }
      try {
        inner.restore(State.read(new DataInputStream(new ByteArrayInputStream(written))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      memory = state.doubles(0).clone();
    }
  }
}
