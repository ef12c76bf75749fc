package finagent.jobs.grid;

import finagent.sandbox.grid.Market;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A small market whose every price is a formula of its instrument's id and its day. */
record Walks(int width, int bars) implements Market {
  static final Slice ALL = new Slice("walks", 0, List.of(), "", "", 0, 1_000);

  @Override
  public List<String> instruments(Slice slice) {
    return IntStream.range(0, width).mapToObj("i%03d"::formatted).toList();
  }

  @Override
  public Panel read(Slice slice, List<String> only) {
    long[] ends = new long[bars];
    int[] sessions = new int[bars];
    for (int t = 0; t < bars; t++) {
      sessions[t] = t;
      ends[t] = (t + 1) * 86_400_000_000L;
    }
    TimeAxis time = TimeAxis.of("XNYS", 252, ends, sessions);
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : List.of("open", "high", "low", "close", "volume")) {
      columns.put(name, prices(only));
    }
    Frame frame = Frame.of(time, InstrumentAxis.of(only), columns);
    return Panel.of("walks", frame, Actions.none(), Map.of(), Map.of(), List.of());
  }

  private double[] prices(List<String> only) {
    double[] prices = new double[bars * only.size()];
    for (int t = 0; t < bars; t++) {
      for (int i = 0; i < only.size(); i++) {
        int id = Integer.parseInt(only.get(i).substring(1));
        prices[t * only.size() + i] = 100 + StrictMath.sin(0.1 * t * (id + 1)) / (id + 3);
      }
    }
    return prices;
  }
}
