package finagent.jobs.report;

import finagent.sandbox.montecarlo.Histogram;
import finagent.tables.montecarlo.McResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/** The drawings of a simulated strategy; empty where there is nothing to draw. */
final class SimulationCharts {
  private static final double WIDTH = 960;
  private static final double HALF = 460;
  private static final double LEFT = 54;
  private static final double RIGHT = 14;
  private static final double TOP = 10;
  private static final double BOTTOM = 28;
  private static final double PLAIN = 3;
  private static final double KEY = 17;
  private static final int BINS = 36;

  private SimulationCharts() {}

  /** A frame with sessions after the start along the bottom. */
  private static final class Frame {
    final Svg svg;
    final Axis sessions;
    final Axis values;
    final double height;

    Frame(double height, int steps, Axis values, String label) {
      this.height = height;
      this.values = values;
      svg = new Svg(WIDTH, height, label);
      sessions = Axis.linear(0, Math.max(1, steps), LEFT, WIDTH - RIGHT);
    }

    Frame axes(int levels, DoubleFunction<String> label) {
      for (double level : values.ticks(levels)) {
        double y = Math.floor(values.at(level)) + 0.5;
        svg.line(LEFT, y, WIDTH - RIGHT, y, "grid");
        svg.text(LEFT - 8, y + 4, "tick end", label.apply(level));
      }
      double floor = Math.floor(height - BOTTOM) + 0.5;
      svg.line(LEFT, floor, WIDTH - RIGHT, floor, "axis");
      for (double tick : sessions.ticks(9)) {
        double x = Math.floor(sessions.at(tick)) + 0.5;
        svg.line(x, floor, x, floor + 5, "axis");
        svg.text(x, floor + 19, "tick middle", Figures.tick(tick));
      }
      return this;
    }

    void band(SortedMap<Integer, Double> low, SortedMap<Integer, Double> high, String style) {
      StringBuilder path = new StringBuilder();
      low.forEach((step, value) -> move(path, step, value));
      List<Integer> back = new ArrayList<>(high.keySet());
      for (int k = back.size() - 1; k >= 0; k--) {
        move(path, back.get(k), high.getOrDefault(back.get(k), 1.0));
      }
      svg.path(path.append('Z'), style, "");
    }

    void curve(SortedMap<Integer, Double> points, String style, String title) {
      StringBuilder path = new StringBuilder();
      points.forEach((step, value) -> move(path, step, value));
      svg.path(path, style, title);
    }

    private void move(StringBuilder path, int step, double value) {
      double shown = Math.max(values.low(), Math.min(values.high(), value));
      path.append(path.length() == 0 ? 'M' : 'L')
          .append(Svg.number(sessions.at(step)))
          .append(' ')
          .append(Svg.number(values.at(shown)));
    }
  }

  /** Quantiles of equity by session, beside the history. */
  static String fan(SimulationReport.Strategy strategy) {
    SortedMap<Integer, Double> low = steps(strategy, "equity", "q01", 1);
    SortedMap<Integer, Double> high = steps(strategy, "equity", "q99", 1);
    if (low.size() < 2) {
      return "";
    }
    SortedMap<Integer, Double> history = thinned(strategy.history());
    double bottom = Math.min(least(low), least(history));
    double top = Math.max(most(high), most(history));
    Frame frame =
        new Frame(
            340,
            low.lastKey(),
            Axis.log(Math.max(1e-4, bottom * 0.96), top * 1.04, 340 - BOTTOM, TOP),
            "Quantiles of the growth of 1 of " + strategy.name());
    frame.axes(7, Figures::tick);
    frame.band(low, high, "fan1");
    frame.band(steps(strategy, "equity", "q05", 1), steps(strategy, "equity", "q95", 1), "fan2");
    frame.band(steps(strategy, "equity", "q25", 1), steps(strategy, "equity", "q75", 1), "fan3");
    frame.curve(steps(strategy, "equity", "q50", 1), "curve c1", "median");
    frame.curve(history, "curve c0", "history");
    return frame.svg.done();
  }

  /** Quantiles of the fall from the running peak by session. */
  static String drawdowns(SimulationReport.Strategy strategy) {
    SortedMap<Integer, Double> deepest = steps(strategy, "drawdown", "q01", 0);
    Frame frame =
        new Frame(
            190,
            deepest.lastKey(),
            Axis.linear(Math.min(-0.01, least(deepest) * 1.05), 0, 190 - BOTTOM, TOP),
            "Falls of " + strategy.name());
    frame.axes(4, level -> Figures.percent(level, 0));
    for (String quantile : List.of("q01", "q05", "q25")) {
      SortedMap<Integer, Double> line = steps(strategy, "drawdown", quantile, 0);
      SortedMap<Integer, Double> zero = new TreeMap<>();
      line.keySet().forEach(step -> zero.put(step, 0.0));
      frame.band(line, zero, "fall");
    }
    frame.curve(steps(strategy, "drawdown", "q50", 0), "curve c1", "median");
    return frame.svg.done();
  }

  /** The worst paths beside the history. */
  static String worst(SimulationReport.Strategy strategy) {
    List<Series> curves = new ArrayList<>();
    curves.add(strategy.history());
    curves.addAll(strategy.worst());
    double low = 1;
    double high = 1;
    int steps = 1;
    for (Series curve : curves) {
      SortedMap<Integer, Double> points = thinned(curve);
      low = Math.min(low, least(points));
      high = Math.max(high, most(points));
      steps = Math.max(steps, points.lastKey());
    }
    double top = TOP + KEY * (curves.size() + 1);
    double height = top + 270;
    Frame frame =
        new Frame(
            height,
            steps,
            Axis.log(Math.max(1e-4, low * 0.96), high * 1.04, height - BOTTOM, top),
            "Worst paths of " + strategy.name());
    frame.axes(6, Figures::tick);
    for (int k = curves.size() - 1; k >= 0; k--) {
      frame.curve(thinned(curves.get(k)), "curve " + Charts.style(k), curves.get(k).name());
    }
    for (int k = 0; k < curves.size(); k++) {
      double y = TOP + KEY * (k + 0.5);
      frame.svg.line(LEFT + 12, y - 4, LEFT + 40, y - 4, "curve " + Charts.style(k));
      frame.svg.text(LEFT + 48, y, "note", curves.get(k).name());
    }
    return frame.svg.done();
  }

  /** Shares of paths between the 0.5 % and the 99.5 % quantile, with two-sigma bars. */
  static String histogram(
      String label, Histogram histogram, double history, DoubleFunction<String> shown) {
    double low = histogram.quantile(0.005);
    double high = histogram.quantile(0.995);
    if (!(high > low)) {
      return "";
    }
    double from = Double.isNaN(history) ? low : Math.min(low, history);
    double to = Double.isNaN(history) ? high : Math.max(high, history);
    double room = (to - from) * 0.02;
    Axis axis = Axis.linear(from - room, to + room, 8, HALF - 8);
    double[] count = counted(histogram, axis);
    double total = histogram.count();
    double most = 1;
    for (double c : count) {
      most = Math.max(most, c + 2 * Math.sqrt(c));
    }
    Svg svg = new Svg(HALF, 204, label);
    double step = (axis.high() - axis.low()) / BINS;
    for (int b = 0; b < BINS; b++) {
      double x = axis.at(axis.low() + b * step);
      double next = axis.at(axis.low() + (b + 1) * step);
      double height = 144 * count[b] / most;
      double error = 144 * 2 * Math.sqrt(count[b] * (1 - count[b] / total)) / most;
      String title =
          String.format(
              Locale.ROOT,
              "%s of the paths from %s to %s",
              Figures.percent(count[b] / total, 2),
              shown.apply(axis.low() + b * step),
              shown.apply(axis.low() + (b + 1) * step));
      svg.rectangle(x + 0.5, 170 - height, next - x - 1, height, "bin", title);
      if (count[b] > 0) {
        double middle = (x + next) / 2;
        svg.line(middle, 170 - height - error / 2, middle, 170 - height + error / 2, "whisker");
      }
    }
    svg.line(8, 170.5, HALF - 8, 170.5, "axis");
    for (double tick : axis.ticks(5)) {
      double x = Math.floor(axis.at(tick)) + 0.5;
      svg.line(x, 170.5, x, 175.5, "axis").text(x, 190, "tick middle", shown.apply(tick));
    }
    if (!Double.isNaN(history)) {
      double x = axis.at(history);
      svg.line(x, 18, x, 170, "mark");
      svg.text(
          x + (x > HALF / 2 ? -PLAIN : PLAIN),
          12,
          x > HALF / 2 ? "note end" : "note",
          "history " + shown.apply(history));
    }
    return svg.done();
  }

  private static double[] counted(Histogram histogram, Axis axis) {
    double[] count = new double[BINS];
    double step = (axis.high() - axis.low()) / BINS;
    for (int b = 0; b < Histogram.BINS; b++) {
      long n = histogram.count(b);
      double middle = (Histogram.lower(b) + Histogram.upper(b)) / 2;
      if (n > 0 && middle >= axis.low() && middle < axis.high()) {
        count[(int) Math.min(BINS - 1, (middle - axis.low()) / step)] += n;
      }
    }
    return count;
  }

  private static SortedMap<Integer, Double> steps(
      SimulationReport.Strategy strategy, String statistic, String measure, double start) {
    SortedMap<Integer, Double> steps = new TreeMap<>();
    for (McResult result : strategy.results()) {
      if (result.step() > 0
          && result.statistic().equals(statistic)
          && result.measure().equals(measure)) {
        steps.put(result.step(), result.value());
      }
    }
    steps.put(0, start);
    return steps;
  }

  private static SortedMap<Integer, Double> thinned(Series series) {
    SortedMap<Integer, Double> points = new TreeMap<>();
    for (int t : Thinning.of(series)) {
      points.put(series.session(t), series.value(t));
    }
    return points;
  }

  private static double least(SortedMap<Integer, Double> points) {
    return points.values().stream().mapToDouble(Double::doubleValue).min().orElse(1);
  }

  private static double most(SortedMap<Integer, Double> points) {
    return points.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
  }
}
