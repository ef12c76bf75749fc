package finagent.agents.audit;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Shape;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.State;
import finagent.sandbox.random.Philox;
import java.util.List;

/**
 * Passes values of one type on and leaves some out, so that an agent that fills what is missing
 * from behind shows whatever feeds it. Which are left out depends on instrument and bar alone;
 * every other instrument is spared, for agents that need a history without gaps.
 */
record Holes(String type) implements ComputingAgent {
  private static final Philox RANDOM = Philox.of(1, "audit-holes");
  private static final double SHARE = 0.05;

  /** Whether the instrument of a rank by id has holes. */
  static boolean holed(int rankById) {
    return rankById % 2 == 0;
  }

  @Override
  public Card card() {
    return new Card(
        name(type),
        "data",
        1,
        Shape.COLUMN,
        "Leaves out one value in twenty.",
        "none: an experiment",
        List.of(),
        List.of(Card.Port.of("in", type)),
        List.of(Card.Port.of("out", type)));
  }

  static String name(String type) {
    return "audit-holes-" + type;
  }

  @Override
  public Kernel create(Params params) {
    return new Sieve();
  }

  /** State: what addresses each instrument's random numbers, and whether it has holes. */
  private record Sieve() implements ColumnKernel {
    @Override
    public State open(Layout layout) {
      long[] instruments = new long[layout.width()];
      long[] holed = new long[layout.width()];
      for (int i = 0; i < holed.length; i++) {
        instruments[i] = Philox.instrument(layout.instruments().id(i));
        holed[i] = holed(layout.rankById(i)) ? 1 : 0;
      }
      return State.of(1, new double[0][], new long[][] {instruments, holed});
    }

    @Override
    public void run(State state, Block block) {
      long[] instruments = state.longs(0);
      long[] holed = state.longs(1);
      int width = block.width();
      for (int r = 0; r < block.rows(); r++) {
        for (int i = 0; i < width; i++) {
          boolean hole =
              holed[i] == 1 && RANDOM.uniform(0, block.firstBar() + r, instruments[i], 0) < SHARE;
          double value = block.in(0)[block.inAt(0) + r * width + i];
          block.out(0)[block.outAt(0) + r * width + i] = hole ? Double.NaN : value;
        }
      }
    }
  }
}
