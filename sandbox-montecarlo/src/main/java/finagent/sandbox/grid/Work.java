package finagent.sandbox.grid;

import java.io.Serializable;

/** What is done with a range of shards. It travels: ids and specifications, never data. */
@FunctionalInterface
public interface Work<T extends Serializable> extends Serializable {
  T run(Shared shared, ShardRange shards);
}
