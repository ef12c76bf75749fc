package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import finagent.rl.net.Engine;
import finagent.sandbox.program.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Hands a training over to a trainer with other settings, or in another world. */
public final class Handover {
  private Handover() {}

  /**
   * The second trainer goes on where the first stands.
   *
   * @param to just begun with {@code recipe} and {@code seed}; its networks and memories must be of
   *     the same sizes
   * @param seed of both
   */
  public static void of(Trainer from, Trainer to, Recipe recipe, long seed) throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    from.save(new DataOutputStream(saved));
    ByteArrayInputStream rest = new ByteArrayInputStream(saved.toByteArray());
    to.restore(under(rest, recipe, seed));
  }

  /**
   * A trainer in another world that goes on with all that was learnt and remembered: networks,
   * moments, replay, numbers of steps and episodes. Episodes it was in the middle of are broken off
   * as if time was up, and others begin.
   *
   * @param saved what {@link Trainer#save} wrote of a training with the same seed
   * @param recipe whose networks and memories are of the same sizes
   * @param world whose observations and actions are as many and mean the same
   */
  public static Trainer into(
      InputStream saved, Recipe recipe, World world, long seed, Engine engine) throws IOException {
    Trainer trainer = recipe.start(number -> new Arrived(world.open(number)), seed, engine);
    trainer.restore(under(saved, recipe, seed));
    trainer.breakOff();
    return trainer;
  }

  /** What was saved, under another header. */
  private static DataInputStream under(InputStream saved, Recipe recipe, long seed)
      throws IOException {
    Header.skip(new DataInputStream(saved));
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    new Header(recipe, seed).write(new DataOutputStream(header));
    return new DataInputStream(
        new SequenceInputStream(new ByteArrayInputStream(header.toByteArray()), saved));
  }

  /** An environment that lets states of other worlds pass by. */
  private record Arrived(Environment here) implements Environment {
    @Override
    public Spaces spaces() {
      return here.spaces();
    }

    @Override
    public void reset(long episode) {
      here.reset(episode);
    }

    @Override
    public void observe(double[] into) {
      here.observe(into);
    }

    @Override
    public double step(double[] action) {
      return here.step(action);
    }

    @Override
    public boolean terminated() {
      return here.terminated();
    }

    @Override
    public boolean truncated() {
      return here.truncated();
    }

    @Override
    public State save() {
      return here.save();
    }

    @Override
    public void restore(State state) {}
  }
}
