package finagent.sandbox.program;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The market columns a program reads, block by block: bars and features as they lie, and the sparse
 * corporate actions spread out over the block.
 */
final class Sources {
  private final Panel panel;
  private final Frame features;
  private final Feed feed;
  private final int width;
  private final Map<String, double[]> spread = new HashMap<>();
  private int firstBar;

  /** So many rows from the first on of every sparse column say nothing; 0 = there are actions. */
  private int neutral;

  Sources(Panel panel, Frame features, Feed feed, Program program, int maxRows) {
    this.panel = panel;
    this.features = features;
    this.feed = feed;
    this.width = panel.width();
    for (Step step : program.steps()) {
      for (Wire wire : step.inputs()) {
        if (wire.isMarket() && isSparse(wire.column())) {
          spread.computeIfAbsent(wire.column(), name -> new double[maxRows * width]);
        } else if (wire.isMarket()) {
          feed.column(wire.column());
        }
      }
    }
  }

  private boolean isSparse(String column) {
    return switch (column) {
      case "split", "dividend", "spinoff", "delisting" -> true;
      case "member" -> !panel.bars().has("member");
      default -> false;
    };
  }

  void move(int first, int rows) {
    this.firstBar = first;
    feed.make(first, rows);
    if (neutral >= rows && !anyAction(first, rows)) {
      return;
    }
    spread.forEach((column, values) -> fill(column, values, first, rows));
    neutral = anyAction(first, rows) ? 0 : rows;
  }

  private boolean anyAction(int first, int rows) {
    Actions actions = panel.actions();
    int k = actions.firstAtOrAfter(first);
    return k < actions.size() && actions.at(k).bar() < first + rows;
  }

  /** Whether a column is one of actions, and there is none in the block. */
  boolean saysNothing(String column) {
    return neutral > 0 && spread.containsKey(column);
  }

  private void fill(String column, double[] values, int first, int rows) {
    Arrays.fill(values, 0, rows * width, neutral(column));
    Actions actions = panel.actions();
    for (int k = actions.firstAtOrAfter(first); k < actions.size(); k++) {
      Actions.Action action = actions.at(k);
      if (action.bar() >= first + rows) {
        return;
      }
      int cell = (action.bar() - first) * width + action.instrument();
      switch (action.kind()) {
        case SPLIT -> put(column, "split", values, cell, values[cell] * action.amount());
        case DIVIDEND -> put(column, "dividend", values, cell, values[cell] + action.amount());
        case SPINOFF -> put(column, "spinoff", values, cell, values[cell] * action.amount());
        case DELISTING -> put(column, "delisting", values, cell, action.amount());
      }
    }
  }

  private static void put(String column, String kind, double[] values, int cell, double value) {
    if (column.equals(kind)) {
      values[cell] = value;
    }
  }

  private static double neutral(String column) {
    return switch (column) {
      case "dividend" -> 0;
      case "delisting" -> Double.NaN;
      default -> 1;
    };
  }

  double[] values(String column) {
    double[] sparse = spread.get(column);
    if (sparse != null) {
      return sparse;
    }
    if (features.has(column)) {
      return features.column(column);
    }
    double[] fed = feed.column(column);
    return fed.length > 0 ? fed : panel.bars().column(column);
  }

  /** Where the row of a bar starts in {@link #values}. */
  int at(String column, int bar) {
    boolean ofBlock =
        spread.containsKey(column) || (!features.has(column) && feed.column(column).length > 0);
    return (ofBlock ? bar - firstBar : bar) * width;
  }
}
