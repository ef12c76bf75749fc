package finagent.rl.algorithm;

import finagent.rl.env.World;
import finagent.rl.net.Engine;
import java.io.Serializable;

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

  /** Begins a training on an engine. */
  Trainer start(World world, long seed, Engine engine);
}
