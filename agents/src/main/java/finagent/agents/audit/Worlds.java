package finagent.agents.audit;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The same market, told differently: cut short, with another future, with other neighbours, in
 * another order. What was known at a bar is the same in all of them.
 *
 * <p>A bars column {@code x} with a companion {@code known:x} holds values that were published
 * later than their bar: the companion says at which bar (index) each became known. For such columns
 * the future is what was not known yet, wherever it stands.
 */
public final class Worlds {
  private static final String KNOWN = "known:";
  private static final int SECTORS = 3;

  private final Panel panel;
  private final Philox random;

  /** Tellings of a panel, its other prices drawn with a seed. */
  public Worlds(Panel panel, long seed) {
    this.panel = panel;
    this.random = Philox.of(seed, "audit");
  }

  /**
   * The same market made harder, so that agents that fill holes from behind show and agents that
   * compare neighbours have some: of every other instrument some bars are missing, one of these
   * starts late and one ends early, and there are three sectors only.
   */
  Panel hard() {
    boolean[] missing = missing();
    Map<String, double[]> columns = new LinkedHashMap<>();
    panel
        .bars()
        .columns()
        .forEach(
            (name, values) -> {
              double[] holed = values.clone();
              for (int c = 0; c < holed.length; c++) {
                holed[c] = missing[c] && !name.startsWith(KNOWN) ? Double.NaN : holed[c];
              }
              columns.put(name, holed);
            });
    Map<String, String> sectors = new TreeMap<>();
    for (int i = 0; i < panel.width(); i++) {
      sectors.put(panel.instruments().id(i), "sector " + i % SECTORS);
    }
    return Panel.of(
        panel.source(),
        Frame.of(panel.time(), panel.instruments(), columns),
        panel.actions(),
        sectors,
        panel.perSession(),
        panel.warnings());
  }

  private boolean[] missing() {
    int bars = panel.time().size();
    int width = panel.width();
    int[] rank = panel.instruments().rankById();
    int[] holed = IntStream.range(0, width).filter(i -> Holes.holed(rank[i])).toArray();
    boolean[] missing = new boolean[bars * width];
    for (int i : holed) {
      for (int t = 0; t < bars; t++) {
        if (random.uniform(0, t, i, 3) < 0.02) {
          int end = Math.min(bars, t + 1 + random.below(4, 0, t, i, 4));
          for (int hole = t; hole < end; hole++) {
            missing[hole * width + i] = true;
          }
        }
      }
    }
    if (holed.length > 1) {
      int[] order = random.permutation(holed.length, 0, 2);
      for (int t = 0; t < bars / 3; t++) {
        missing[t * width + holed[order[0]]] = true;
        missing[(bars - 1 - t) * width + holed[order[1]]] = true;
      }
    }
    return missing;
  }

  /** The market as it stood at the close of bar {@code last}. */
  public Panel prefix(int last) {
    int cells = (last + 1) * panel.width();
    Map<String, double[]> columns = new LinkedHashMap<>();
    panel
        .bars()
        .columns()
        .forEach(
            (name, values) -> {
              double[] cut = Arrays.copyOf(values, cells);
              hideUnknown(name, cut, last);
              columns.put(name, cut);
            });
    Map<String, double[]> series = new TreeMap<>();
    panel.perSession().forEach((n, values) -> series.put(n, Arrays.copyOf(values, last + 1)));
    return with(
        Frame.of(panel.time().slice(0, last + 1), panel.instruments(), columns),
        actions(last, i -> i),
        series);
  }

  private void hideUnknown(String name, double[] cut, int last) {
    if (panel.bars().has(KNOWN + name)) {
      double[] known = panel.bars().column(KNOWN + name);
      for (int c = 0; c < cut.length; c++) {
        cut[c] = known[c] > last ? Double.NaN : cut[c];
      }
    }
  }

  /**
   * Another future after bar {@code last}: other prices and volumes, some instruments gone, other
   * members, other rates and benchmark, no more actions.
   */
  public Panel otherFuture(int last, long trial) {
    Map<String, double[]> series = new TreeMap<>();
    panel
        .perSession()
        .forEach(
            (name, values) -> {
              double[] other = values.clone();
              for (int t = last + 1; t < other.length; t++) {
                other[t] *= 0.5 + random.uniform(trial, t, Philox.instrument(name), 5);
              }
              series.put(name, other);
            });
    return changed(trial, (t, i) -> t > last, last, series);
  }

  /** Other prices for every instrument but one, at all times. */
  Panel otherNeighbours(int kept, long trial) {
    return changed(trial, (t, i) -> i != kept, panel.time().size(), panel.perSession());
  }

  private interface Cells {
    boolean changed(int t, int i);
  }

  private Panel changed(long trial, Cells cells, int lastAction, Map<String, double[]> perSession) {
    int width = panel.width();
    Map<String, double[]> columns = new LinkedHashMap<>();
    panel
        .bars()
        .columns()
        .forEach(
            (name, values) -> {
              double[] other = values.clone();
              double[] known =
                  panel.bars().has(KNOWN + name) ? panel.bars().column(KNOWN + name) : null;
              for (int c = 0; c < other.length; c++) {
                int t = known == null ? c / width : (int) known[c];
                if (!name.startsWith(KNOWN) && cells.changed(t, c % width)) {
                  other[c] = other(name, values[c], trial, c / width, c % width);
                }
              }
              columns.put(name, other);
            });
    return with(
        Frame.of(panel.time(), panel.instruments(), columns),
        actions(lastAction, i -> i),
        perSession);
  }

  private double other(String column, double value, long trial, int t, int i) {
    boolean gone = random.uniform(trial, 0, i, 0) < 0.2;
    if (column.equals("member")) {
      return random.uniform(trial, t, i, 1) < 0.5 ? 0 : 1;
    }
    if (gone) {
      return Double.NaN;
    }
    double factor = 0.6 + 0.8 * random.uniform(trial, t, i, 2);
    return column.equals("volume") ? Math.rint(value * factor) : value * factor;
  }

  /** The instruments in another order: new position k holds old instrument {@code order[k]}. */
  Panel reordered(int[] order) {
    int width = panel.width();
    int[] place = new int[width];
    List<String> ids = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      place[order[k]] = k;
      ids.add(panel.instruments().id(order[k]));
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    panel
        .bars()
        .columns()
        .forEach(
            (name, values) -> {
              double[] other = new double[values.length];
              for (int c = 0; c < values.length; c++) {
                other[c - c % width + place[c % width]] = values[c];
              }
              columns.put(name, other);
            });
    return with(
        Frame.of(panel.time(), InstrumentAxis.of(ids), columns),
        actions(panel.time().size(), i -> place[i]),
        panel.perSession());
  }

  int[] order(long trial) {
    return random.permutation(panel.width(), trial, 1);
  }

  private Actions actions(int last, IntUnaryOperator place) {
    List<Actions.Action> kept = new ArrayList<>();
    for (int k = 0; k < panel.actions().size(); k++) {
      Actions.Action a = panel.actions().at(k);
      if (a.bar() <= last) {
        kept.add(
            new Actions.Action(
                a.bar(), place.applyAsInt(a.instrument()), a.instrumentId(), a.kind(), a.amount()));
      }
    }
    return Actions.of(kept);
  }

  private Panel with(Frame bars, Actions actions, Map<String, double[]> series) {
    Map<String, String> sectors = new TreeMap<>();
    for (int i = 0; i < panel.width(); i++) {
      sectors.put(panel.instruments().id(i), panel.sectors().get(panel.sector(i)));
    }
    return Panel.of(panel.source(), bars, actions, sectors, series, panel.warnings());
  }
}
