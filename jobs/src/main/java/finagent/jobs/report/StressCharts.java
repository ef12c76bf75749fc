package finagent.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The drawings of a stress test. */
final class StressCharts {
  private static final double WIDTH = 960;
  private static final double HALF = 460;
  private static final double LABELS = 230;
  private static final double ROW = 24;
  private static final int NAMED = 6;
  private static final int SHADES = 9;

  private StressCharts() {}

  /** A rung and what it changes. */
  record Point(double at, double change) {}

  /** Bars from 0, the largest first. */
  static String tornado(String strategy, List<StressReport.Cell> cells) {
    List<StressReport.Cell> sorted = new ArrayList<>(cells);
    sorted.removeIf(cell -> Double.isNaN(cell.change()));
    sorted.sort(Comparator.comparingDouble(cell -> -Math.abs(cell.change())));
    double low = sorted.stream().mapToDouble(StressReport.Cell::change).min().orElse(0);
    double high = sorted.stream().mapToDouble(StressReport.Cell::change).max().orElse(0);
    double room = Math.max(1e-4, (Math.max(high, 0) - Math.min(low, 0)) * 0.14);
    Axis axis = Axis.linear(Math.min(low, 0) - room, Math.max(high, 0) + room, LABELS, WIDTH - 14);
    double floor = 8 + ROW * sorted.size();
    Svg svg = new Svg(WIDTH, floor + 30, "Change of the return of " + strategy);
    for (double tick : axis.ticks(8)) {
      double x = Math.floor(axis.at(tick)) + 0.5;
      svg.line(x, 4, x, floor, "grid");
      svg.text(x, floor + 19, "tick middle", Figures.percent(tick, decimals(axis)));
    }
    double zero = axis.at(0);
    for (int k = 0; k < sorted.size(); k++) {
      StressReport.Cell cell = sorted.get(k);
      double y = 8 + ROW * k;
      double end = axis.at(cell.change());
      boolean worse = cell.change() < 0;
      svg.text(LABELS - 12, y + 16, "label end", cell.scenario());
      svg.rectangle(
          Math.min(zero, end),
          y + 3,
          Math.abs(end - zero),
          ROW - 6,
          worse ? "paid" : "got",
          title(cell));
      svg.text(
          end + (worse ? -6 : 6),
          y + 16,
          worse ? "note end" : "note",
          Figures.percent(cell.change(), 2));
    }
    return svg.line(zero, 4, zero, floor, "axis").done();
  }

  /** Scenarios down, strategies across; the shade grows with the size of the change. */
  static String heatMap(List<String> strategies, List<StressReport.Cell> cells) {
    Map<String, Map<String, StressReport.Cell>> rows = new LinkedHashMap<>();
    double most = 1e-6;
    for (StressReport.Cell cell : cells) {
      rows.computeIfAbsent(cell.scenario(), name -> new LinkedHashMap<>())
          .put(cell.strategy(), cell);
      most = Math.max(most, Double.isNaN(cell.change()) ? 0 : Math.abs(cell.change()));
    }
    boolean named = strategies.size() <= NAMED;
    double width = (WIDTH - LABELS) / strategies.size();
    double top = 30;
    double foot = named ? 0 : 18.0 * strategies.size() + 12;
    double height = top + ROW * rows.size();
    Svg svg = new Svg(WIDTH, height + 6 + foot, "Change of the return by scenario and strategy");
    for (int s = 0; s < strategies.size(); s++) {
      String name = named ? strategies.get(s) : String.valueOf(s + 1);
      svg.text(LABELS + (s + 0.5) * width, 20, "label middle", name);
      if (!named) {
        svg.text(LABELS, height + 24 + 18.0 * s, "note", (s + 1) + "  " + strategies.get(s));
      }
    }
    double y = top;
    for (Map.Entry<String, Map<String, StressReport.Cell>> row : rows.entrySet()) {
      svg.text(LABELS - 12, y + 16, "label end", row.getKey());
      for (int s = 0; s < strategies.size(); s++) {
        StressReport.Cell cell = row.getValue().get(strategies.get(s));
        if (cell != null) {
          cell(svg, cell, most, LABELS + s * width, y, width);
        }
      }
      y += ROW;
    }
    return svg.done();
  }

  private static void cell(
      Svg svg, StressReport.Cell cell, double most, double x, double y, double width) {
    if (!Double.isNaN(cell.change())) {
      long shade = Math.round(SHADES * Math.sqrt(Math.abs(cell.change()) / most));
      String style = (cell.change() < 0 ? "paid" : "got") + " shade" + shade;
      svg.rectangle(x + 1, y + 1, width - 2, ROW - 2, style, title(cell));
    }
    if (width >= 52) {
      svg.text(x + width / 2, y + 16, "label middle", Figures.percent(cell.change(), 1));
    }
  }

  private static String title(StressReport.Cell cell) {
    return "%s in %s: %s, was %s"
        .formatted(
            cell.strategy(),
            cell.scenario(),
            Figures.percent(cell.result(), 2),
            Figures.percent(cell.was(), 2));
  }

  /** A line per strategy over the values of a ladder. */
  static String ladder(String kind, Map<String, List<Point>> lines) {
    List<Point> all = lines.values().stream().flatMap(List::stream).toList();
    double low = all.stream().mapToDouble(Point::change).min().orElse(0);
    double high = all.stream().mapToDouble(Point::change).max().orElse(0);
    double room = Math.max(1e-4, (Math.max(high, 0) - Math.min(low, 0)) * 0.06);
    double first = all.stream().mapToDouble(Point::at).min().orElse(0);
    double last = all.stream().mapToDouble(Point::at).max().orElse(1);
    double legend = 18.0 * lines.size();
    Axis x = Axis.linear(first, Math.max(last, first + 1e-9), 58, HALF - 14);
    Axis y = Axis.linear(Math.min(low, 0) - room, Math.max(high, 0) + room, 204, 8);
    Svg svg = new Svg(HALF, 236 + legend, "Ladder of " + kind);
    for (double tick : y.ticks(5)) {
      double at = Math.floor(y.at(tick)) + 0.5;
      svg.line(58, at, HALF - 14, at, tick == 0 ? "axis" : "grid");
      svg.text(50, at + 4, "tick end", Figures.percent(tick, decimals(y)));
    }
    boolean share = kind.equals("move") || kind.equals("rate");
    for (double tick : x.ticks(6)) {
      svg.text(
          x.at(tick),
          224,
          "tick middle",
          share ? Figures.percent(tick, kind.equals("rate") ? 1 : 0) : Figures.tick(tick));
    }
    int k = 0;
    for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
      StringBuilder path = new StringBuilder();
      for (Point point : line.getValue()) {
        path.append(path.length() == 0 ? 'M' : 'L')
            .append(Svg.number(x.at(point.at())))
            .append(' ')
            .append(Svg.number(y.at(point.change())));
      }
      svg.path(path, "curve " + Charts.style(k), line.getKey());
      for (Point point : line.getValue()) {
        String value = Figures.tick(point.at()) + ": " + Figures.percent(point.change(), 2);
        svg.circle(x.at(point.at()), y.at(point.change()), 2.5, "mark", value);
      }
      double at = 244 + 18.0 * k;
      svg.line(58, at - 4, 86, at - 4, "curve " + Charts.style(k++));
      svg.text(94, at, "note", line.getKey());
    }
    return svg.done();
  }

  private static int decimals(Axis axis) {
    double range = axis.high() - axis.low();
    return range > 0.05 ? 0 : range > 0.005 ? 1 : 2;
  }
}
