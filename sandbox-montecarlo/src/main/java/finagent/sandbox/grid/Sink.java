package finagent.sandbox.grid;

/** Receives small results on the driver, in the order of the shards. */
@FunctionalInterface
public interface Sink<T> {
  void accept(ShardRange shards, T result);
}
