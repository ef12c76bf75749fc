package finagent.sandbox.kernel.post;

import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weighted sum of scores: {@code sum of w_k x_k}, added in the order of the names; NaN where any
 * score with a weight other than 0 is NaN. Inputs: the scores, sorted by name; output: score. Cost
 * O(inputs) a cell.
 */
public final class Combine implements RowKernel {
  private final double[] weights;
  private final List<String> names;

  /**
   * A combination.
   *
   * @param weights {@code name=weight} for each input
   */
  public Combine(List<String> weights) {
    SortedMap<String, Double> byName = new TreeMap<>();
    for (String entry : weights) {
      int equals = entry.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "Invalid weight: '%s' (write name=weight, e.g. mom=0.7)".formatted(entry));
      }
      String name = entry.substring(0, equals).strip();
      if (byName.put(name, number(entry, entry.substring(equals + 1).strip())) != null) {
        throw new IllegalArgumentException(
            "Invalid weights: '%s' is named twice in %s".formatted(name, weights));
      }
    }
    this.weights = byName.values().stream().mapToDouble(w -> w).toArray();
    this.names = List.copyOf(byName.keySet());
  }

  /** Names of the scores in the order of the inputs. */
  public List<String> names() {
    return names;
  }

  private static double number(String entry, String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid weight: '%s' (what follows = must be a number)".formatted(entry), e);
    }
    if (!(Math.abs(number) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid weight: '%s' (must be finite)".formatted(entry));
    }
    return number;
  }

  @Override
  public State open(Layout layout) {
    return State.none();
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    if (block.inputs() != weights.length) {
      throw new IllegalArgumentException(
          "Cannot combine %d scores with %d weights; give each score one weight"
              .formatted(block.inputs(), weights.length));
    }
    int cells = block.rows() * block.width();
    double[] out = block.out(0);
    int at = block.outAt(0);
    Arrays.fill(out, at, at + cells, 0);
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] != 0) {
        add(out, at, block.in(k), block.inAt(k), weights[k], cells);
      }
    }
  }

  private static void add(double[] out, int at, double[] in, int from, double weight, int cells) {
    for (int c = 0; c < cells; c++) {
      out[at + c] += weight * in[from + c];
    }
  }
}
