package finagent.rl.training;

import finagent.rl.env.World;
import finagent.sandbox.grid.Shared;
import java.io.Serializable;
import java.util.SortedMap;

/** Names what is trained on. It travels; data does not, but is shared by all tasks of a grid. */
public sealed interface WorldSpec extends Serializable permits ControlSpec, MarketSpec {
  /**
   * The world itself.
   *
   * @param shared panel and features of a market; control problems read none
   */
  World open(Shared shared);

  /** All it depends on besides the shared data, for digests and for people. */
  SortedMap<String, String> identity();

  /** The discount that suits it. */
  float gamma();
}
