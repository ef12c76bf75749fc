package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.InLoopKernel;
import finagent.sandbox.program.InLoopKernel.Trade;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.KernelFactory;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.Standing;
import finagent.sandbox.program.State;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small market and three small kernels, enough to try the machinery without any agent. */
public final class Toys {
  private Toys() {}

  /** Prices by arithmetic alone: each instrument swings around a trend of its own. */
  public static Panel panel(int bars, int width) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      ids.add("I%03d".formatted(i));
    }
    long[] ends = new long[bars];
    int[] sessions = new int[bars];
    LocalDate day = LocalDate.of(2015, 1, 1);
    for (int t = 0; t < bars; t++) {
      day = finagent.sandbox.market.Calendar.XNYS.next(day);
      sessions[t] = (int) day.toEpochDay();
      ends[t] = day.toEpochDay() * 86_400_000_000L + 75_600_000_000L;
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : List.of("open", "high", "low", "close", "volume")) {
      columns.put(name, new double[bars * width]);
    }
    for (int t = 0; t < bars; t++) {
      for (int i = 0; i < width; i++) {
        int c = t * width + i;
        double wave = ((t * (7 + i)) % (23 + i)) / (23.0 + i) - 0.5;
        double close = 20 + i + 0.01 * t + 4 * wave;
        double open = close * (1 + 0.002 * (((t * 13 + i * 5) % 11) - 5) / 5.0);
        columns.get("open")[c] = open;
        columns.get("close")[c] = close;
        columns.get("high")[c] = Math.max(open, close) * 1.001;
        columns.get("low")[c] = Math.min(open, close) * 0.999;
        columns.get("volume")[c] = 1e6 + 1000 * ((t * 31 + i) % 97);
      }
    }
    return Panel.of(
        "toy",
        Frame.of(TimeAxis.of("XNYS", 252, ends, sessions), InstrumentAxis.of(ids), columns),
        Actions.none(),
        Map.of(),
        Map.of(),
        List.of());
  }

  public static Kernels kernels() {
    return Kernels.of(List.of(new Change(), new Spread(), new Halve()));
  }

  /** Change of the close over three bars, ranked around zero, as weights; one or two books. */
  public static Program program(Account account, boolean inLoop) {
    Step change = new Step("change", "change", Params.of("bars", "3"), close(), 1);
    Step spread = new Step("spread", "spread", Params.of(), List.of(Wire.step(0, 0)), 1);
    List<Step> guards =
        inLoop ? List.of(new Step("halve", "halve", Params.of(), List.of(), 1)) : List.of();
    return new Program(
        List.of(change, spread),
        List.of(
            new Book(
                "book",
                "toy",
                Wire.step(1, 0),
                null,
                List.of(),
                guards,
                account,
                Long.MIN_VALUE,
                Journal.Kept.ALL)));
  }

  private static List<Wire> close() {
    return List.of(Wire.market("close"));
  }

  /** Close over the close some bars ago, minus one. */
  record Change() implements KernelFactory {
    @Override
    public String kernel() {
      return "change";
    }

    @Override
    public Kernel create(Params params) {
      int lag = params.integer("bars");
      return new ColumnKernel() {
        @Override
        public State open(Layout layout) {
          return State.of(
              1, new double[][] {new double[lag * layout.width()]}, new long[][] {new long[1]});
        }

        @Override
        public void run(State state, Block block) {
          double[] past = state.doubles(0);
          long[] seen = state.longs(0);
          for (int r = 0; r < block.rows(); r++) {
            int slot = (int) (seen[0] % lag) * block.width();
            for (int i = 0; i < block.width(); i++) {
              double now = block.in(0)[block.inAt(0) + r * block.width() + i];
              block.out(0)[block.outAt(0) + r * block.width() + i] =
                  seen[0] < lag ? Double.NaN : now / past[slot + i] - 1;
              past[slot + i] = now;
            }
            seen[0]++;
          }
        }
      };
    }
  }

  /** Long what rose, short what fell, equal weights, gross one. */
  record Spread() implements KernelFactory {
    @Override
    public String kernel() {
      return "spread";
    }

    @Override
    public Kernel create(Params params) {
      return new RowKernel() {
        @Override
        public State open(Layout layout) {
          return State.none();
        }

        @Override
        public void run(State state, Layout layout, Block block) {
          for (int r = 0; r < block.rows(); r++) {
            for (int i = 0; i < block.width(); i++) {
              double score = block.in(0)[block.inAt(0) + r * block.width() + i];
              block.out(0)[block.outAt(0) + r * block.width() + i] =
                  Math.signum(score) / block.width();
            }
          }
        }
      };
    }
  }

  /** Halves the targets for good once the account has lost one percent from its peak. */
  record Halve() implements KernelFactory {
    @Override
    public String kernel() {
      return "halve";
    }

    @Override
    public Kernel create(Params params) {
      return new InLoopKernel() {
        @Override
        public State open(Layout layout) {
          return State.of(1, new double[0][], new long[][] {new long[1]});
        }

        @Override
        public Trade decide(
            State state, Layout layout, Standing account, double[] target, Trade wanted) {
          boolean fresh = state.longs(0)[0] == 0 && account.equity() < 0.99 * account.peak();
          if (fresh) {
            state.longs(0)[0] = 1;
          }
          if (state.longs(0)[0] == 1) {
            for (int i = 0; i < target.length; i++) {
              target[i] *= 0.5;
            }
          }
          return fresh ? Trade.AT_ONCE : wanted;
        }
      };
    }
  }
}
