package finagent.rl.algorithm;

import finagent.rl.env.World;
import java.io.Serializable;

/** An algorithm with its settings. */
public interface Recipe extends Serializable {
  /** Begins a training. */
  Trainer start(World world, long seed);
}
