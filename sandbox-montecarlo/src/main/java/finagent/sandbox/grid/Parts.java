package finagent.sandbox.grid;

import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wants;
import finagent.sandbox.program.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One cut of a by-instrument stage: what every grid does where its task runs. */
public final class Parts {
  private Parts() {}

  /** Consecutive lists of nearly equal length, at most {@code parts}, none empty. */
  public static List<List<String>> cut(List<String> instruments, int parts) {
    List<List<String>> cuts = new ArrayList<>();
    for (ShardRange range : new ShardRange(0, instruments.size()).split(parts)) {
      cuts.add(List.copyOf(instruments.subList((int) range.from(), (int) range.to())));
    }
    return cuts;
  }

  /** The name of a feature column: an output of the step with this key. */
  public static String feature(String key, int port) {
    return key + ":" + port;
  }

  /** Reads a part of a slice, runs column steps over it, returns the outputs asked for. */
  public static Frame columns(
      Market market,
      Slice slice,
      List<String> instruments,
      Program program,
      Kernels kernels,
      List<Integer> outputs) {
    return columns(market.read(slice, instruments), program, kernels, outputs);
  }

  /** Runs column steps over a panel, returns the outputs asked for. */
  public static Frame columns(
      Panel panel, Program program, Kernels kernels, List<Integer> outputs) {
    int bars = panel.time().size();
    int width = panel.width();
    Interpreter interpreter =
        Interpreter.open(
            program, kernels, panel, Interpreter.noFeatures(panel), Wants.everything(program));
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int s : outputs) {
      for (int p = 0; p < program.steps().get(s).outputs(); p++) {
        columns.put(feature(program.steps().get(s).key(), p), new double[bars * width]);
      }
    }
    while (interpreter.nextBar() < bars) {
      int first = interpreter.nextBar();
      int rows = Math.min(interpreter.maxRows(), bars - first);
      interpreter.run(rows);
      for (int s : outputs) {
        Step step = program.steps().get(s);
        for (int p = 0; p < step.outputs(); p++) {
          double[] values = interpreter.values(Wire.step(s, p));
          double[] column = columns.get(feature(step.key(), p));
          System.arraycopy(values, 0, column, first * width, rows * width);
        }
      }
    }
    return Frame.of(panel.time(), panel.instruments(), columns);
  }

  /** Puts the frames of all cuts, in order, side by side. */
  public static Frame join(Panel panel, List<Frame> cuts) {
    int width = panel.width();
    int bars = panel.time().size();
    Map<String, double[]> columns = new LinkedHashMap<>();
    int left = 0;
    for (Frame cut : cuts) {
      int part = cut.instruments().size();
      for (Map.Entry<String, double[]> entry : cut.columns().entrySet()) {
        double[] column = columns.computeIfAbsent(entry.getKey(), name -> new double[bars * width]);
        for (int t = 0; t < bars; t++) {
          System.arraycopy(entry.getValue(), t * part, column, t * width + left, part);
        }
      }
      left += part;
    }
    if (!cuts.isEmpty() && left != width) {
      throw new IllegalStateException(
          "The cuts hold %d instruments, the panel %d".formatted(left, width));
    }
    return Frame.of(panel.time(), panel.instruments(), columns);
  }
}
