package example;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Shape;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.State;
import java.util.List;

/** How near the price is to its high of a year: George and Hwang (2004), eq. 1. */
public final class NearHigh implements ComputingAgent {
  private static final long serialVersionUID = 1L;

  @Override
  public Card card() {
    return new Card(
        "near-high",
        "alpha",
        1,
        Shape.COLUMN,
        "Index over its highest value of the last sessions, minus one.",
        "George and Hwang (2004), eq. 1",
        List.of(
            Card.Param.of(
                "window", Card.Unit.SESSIONS, "252", 2, 5000, "sessions the high is taken over")),
        List.of(Card.Port.of("index", "series")),
        List.of(Card.Port.of("score", "score")));
  }

  @Override
  public Kernel create(Params params) {
    return new High(params.integer("window"));
  }

  /** State: the last {@code window} rows of the index, and how many bars were seen. */
  private record High(int window) implements ColumnKernel {
    @Override
    public State open(Layout layout) {
      return State.of(
          1, new double[][] {new double[window * layout.width()]}, new long[][] {new long[1]});
    }

    @Override
    public void run(State state, Block block) {
      double[] past = state.doubles(0);
      long[] seen = state.longs(0);
      int width = block.width();
      for (int row = 0; row < block.rows(); row++) {
        int in = block.inAt(0) + row * width;
        int out = block.outAt(0) + row * width;
        System.arraycopy(block.in(0), in, past, (int) (seen[0] % window) * width, width);
        seen[0]++;
        for (int i = 0; i < width; i++) {
          block.out(0)[out + i] =
              seen[0] < window ? Double.NaN : block.in(0)[in + i] / high(past, width, i) - 1;
        }
      }
    }

    private double high(double[] past, int width, int i) {
      double high = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < window; k++) {
        high = Math.max(high, past[k * width + i]);
      }
      return high;
    }
  }
}
