package finagent.rl.algorithm;

import finagent.rl.env.World;
import finagent.rl.net.Engine;
import java.io.Serializable;
import java.util.OptionalLong;

/** An algorithm with its settings. */
public interface Recipe extends Serializable {
  /** Begins a training on the fused engine. */
  default Trainer start(World world, long seed) {
    return start(world, seed, Engine.fused());
  }

  /** Counts how often the same settings have come to learn otherwise; part of a training's key. */
  default int revision() {
    return 0;
  }

  /**
   * Gradient steps of a training of so many steps in the environment; empty where their number
   * depends on how long its episodes are.
   */
  OptionalLong updates(long steps);

  /** Begins a training on an engine. */
  Trainer start(World world, long seed, Engine engine);
}
