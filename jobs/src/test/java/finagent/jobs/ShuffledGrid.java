package finagent.jobs;

import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Market;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Sink;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.grid.Work;
import finagent.sandbox.market.Frame;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A grid whose ranges are computed in any order, as a cluster with idle and busy machines does. */
final class ShuffledGrid implements Grid {
  private final Grid grid;
  private final Random random;

  ShuffledGrid(Grid grid, Random random) {
    this.grid = grid;
    this.random = random;
  }

  @Override
  public String name() {
    return "shuffled " + grid.name();
  }

  @Override
  public boolean remote() {
    return grid.remote();
  }

  @Override
  public int slots() {
    return grid.slots();
  }

  @Override
  public void byInstrument(
      Market market,
      Slice slice,
      Program program,
      Kernels kernels,
      List<Integer> outputs,
      int parts,
      Sink<Frame> sink) {
    grid.byInstrument(market, slice, program, kernels, outputs, parts, sink);
  }

  @Override
  public <T extends Serializable> void byShard(
      Shared shared, List<ShardRange> ranges, Work<T> work, Sink<T> sink) {
    List<ShardRange> order = new ArrayList<>(ranges);
    Collections.shuffle(order, random);
    Map<ShardRange, T> made = new HashMap<>();
    for (ShardRange range : order) {
      grid.byShard(shared, List.of(range), work, made::put);
    }
    made.forEach(
        (range, part) -> {
          if (!ranges.contains(range)) {
            throw new IllegalStateException("Range %s was not asked for".formatted(range));
          }
        });
    ranges.forEach(range -> sink.accept(range, made.get(range)));
  }

  @Override
  public void close() {
    grid.close();
  }
}
