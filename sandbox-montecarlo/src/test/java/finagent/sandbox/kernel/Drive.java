package finagent.sandbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs a kernel over columns in blocks of any size, and from a saved state. */
public record Drive(Kernel kernel, Layout layout, TimeAxis time, double[][] inputs, int outputs) {
  /** Weekdays from 2 January 2006 on. */
  public static TimeAxis weekdays(int bars) {
    int[] session = new int[bars];
    long[] end = new long[bars];
    LocalDate day = LocalDate.of(2006, 1, 2);
    for (int t = 0; t < bars; t++) {
      session[t] = (int) day.toEpochDay();
      end[t] = (day.toEpochDay() * 24 + 21) * 3_600_000_000L;
      day = day.plusDays(day.getDayOfWeek().getValue() == 5 ? 3 : 1);
    }
    return TimeAxis.of("weekdays", 252, end, session);
  }

  /** Instruments with sectors, through a panel as in production. */
  public static Layout layout(List<String> ids, Map<String, String> sectors) {
    Map<String, double[]> columns = new TreeMap<>();
    for (String column : List.of("open", "high", "low", "close", "volume")) {
      columns.put(column, new double[ids.size()]);
    }
    Frame bars = Frame.of(weekdays(1), InstrumentAxis.of(ids), columns);
    return Layout.of(Panel.of("test", bars, Actions.none(), sectors, Map.of(), List.of()));
  }

  public static Layout layout(String... ids) {
    return layout(List.of(ids), Map.of());
  }

  /** One column per instrument, inputs x instruments x bars, e.g. {@code {{closeOfA}, ..}}. */
  public static double[] column(double[]... instruments) {
    int bars = instruments[0].length;
    double[] column = new double[bars * instruments.length];
    for (int t = 0; t < bars; t++) {
      for (int i = 0; i < instruments.length; i++) {
        column[t * instruments.length + i] = instruments[i][t];
      }
    }
    return column;
  }

  /** One row of a single bar. */
  public static double[] row(double... values) {
    return values;
  }

  public static Drive of(Kernel kernel, Layout layout, int outputs, double[]... inputs) {
    int bars = inputs[0].length / layout.width();
    return new Drive(kernel, layout, weekdays(bars), inputs, outputs);
  }

  /** All bars at once; the first output. */
  public static double[] once(Kernel kernel, Layout layout, double[]... inputs) {
    return of(kernel, layout, 1, inputs).inBlocks(Integer.MAX_VALUE)[0];
  }

  public int bars() {
    return time.size();
  }

  public double[][] inBlocks(int size) {
    return with(kernel.open(layout), 0, size, blank());
  }

  /** Runs to a cut, writes the state, reads it, goes on. */
  public double[][] cutAt(int cut) {
    State state = kernel.open(layout);
    double[][] out = blank();
    advance(state, 0, cut, Integer.MAX_VALUE, out);
    return with(travelled(state), cut, Integer.MAX_VALUE, out);
  }

  private double[][] with(State state, int from, int size, double[][] out) {
    advance(state, from, bars(), size, out);
    return out;
  }

  private double[][] blank() {
    double[][] out = new double[outputs][bars() * layout.width()];
    for (double[] column : out) {
      Arrays.fill(column, -12345.678);
    }
    return out;
  }

  private void advance(State state, int from, int to, int size, double[][] out) {
    int width = layout.width();
    Block block = new Block(time, width, inputs.length, outputs);
    for (int bar = from; bar < to; ) {
      int rows = Math.min(size, to - bar);
      block.span(bar, rows);
      // Every column at an offset of its own, as in the interpreter.
      double[][] shifted = new double[outputs][];
      for (int p = 0; p < inputs.length; p++) {
        double[] in = new double[p + rows * width];
        System.arraycopy(inputs[p], bar * width, in, p, rows * width);
        block.input(p, in, p);
      }
      for (int p = 0; p < outputs; p++) {
        shifted[p] = new double[3 + p + rows * width];
        block.output(p, shifted[p], 3 + p);
      }
      run(state, block);
      for (int p = 0; p < outputs; p++) {
        System.arraycopy(shifted[p], 3 + p, out[p], bar * width, rows * width);
      }
      bar += rows;
    }
  }

  private void run(State state, Block block) {
    if (kernel instanceof ColumnKernel column) {
      column.run(state, block);
    } else {
      ((RowKernel) kernel).run(state, layout, block);
    }
  }

  private static State travelled(State state) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      state.write(new DataOutputStream(bytes));
      State read = State.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      assertThat(read).isEqualTo(state);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same run with the instruments in another order. */
  public Drive permuted(int[] order, Layout reordered) {
    double[][] moved = Arrays.stream(inputs).map(c -> permuted(c, order)).toArray(double[][]::new);
    return new Drive(kernel, reordered, time, moved, outputs);
  }

  /** Column i of the result is column order[i] of the argument. */
  public static double[] permuted(double[] column, int[] order) {
    int width = order.length;
    return IntStream.range(0, column.length)
        .mapToDouble(c -> column[c / width * width + order[c % width]])
        .toArray();
  }

  /** Raw bits, NaNs made one. */
  public static long[] bits(double[] column) {
    return Arrays.stream(column).mapToLong(Double::doubleToLongBits).toArray();
  }
}
