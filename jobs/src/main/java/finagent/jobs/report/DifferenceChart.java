package finagent.jobs.report;

import finagent.tables.montecarlo.McResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Strategies less the first one on the same paths, each with both of its errors, best first. */
final class DifferenceChart {
  private static final double WIDTH = 960;
  private static final double LABELS = 330;
  private static final double ROW = 24;

  private DifferenceChart() {}

  /** A difference; half-widths of its bars. */
  private record Line(String name, double value, double simulated, double both) {}

  static String of(List<SimulationReport.Compared> compared) {
    List<Line> lines = new ArrayList<>();
    for (SimulationReport.Compared strategy : compared) {
      Optional<McResult> found = strategy.difference("sharpe");
      found.filter(r -> !Double.isNaN(r.value())).ifPresent(r -> lines.add(line(strategy, r)));
    }
    lines.sort(Comparator.comparingDouble(line -> -line.value()));
    double low = lines.stream().mapToDouble(line -> line.value - line.both).min().orElse(0);
    double high = lines.stream().mapToDouble(line -> line.value + line.both).max().orElse(0);
    double room = Math.max(1e-4, (Math.max(high, 0) - Math.min(low, 0)) * 0.04);
    Axis axis = Axis.linear(Math.min(low, 0) - room, Math.max(high, 0) + room, LABELS, WIDTH - 14);
    double floor = 8 + ROW * lines.size();
    Svg svg = new Svg(WIDTH, floor + 30, "Differences of the Sharpe ratio on the same paths");
    for (double tick : axis.ticks(8)) {
      double x = Math.floor(axis.at(tick)) + 0.5;
      svg.line(x, 4, x, floor, tick == 0 ? "axis" : "grid");
      svg.text(x, floor + 19, "tick middle", Figures.tick(tick));
    }
    for (int k = 0; k < lines.size(); k++) {
      draw(svg, axis, lines.get(k), 8 + ROW * k);
    }
    return svg.done();
  }

  private static Line line(SimulationReport.Compared strategy, McResult result) {
    double simulated = known(result.simulationError());
    double both = Math.hypot(simulated, known(result.estimationError()));
    return new Line(strategy.name(), result.value(), 2 * simulated, 2 * both);
  }

  private static double known(double error) {
    return Double.isNaN(error) ? 0 : error;
  }

  private static void draw(Svg svg, Axis axis, Line line, double y) {
    double middle = y + ROW / 2;
    svg.text(LABELS - 12, y + 16, "label end", line.name);
    svg.line(
        axis.at(line.value - line.both),
        middle,
        axis.at(line.value + line.both),
        middle,
        "whisker");
    double from = axis.at(line.value - line.simulated);
    double to = axis.at(line.value + line.simulated);
    String title =
        "%s: %s \u00b1 %s by simulation, \u00b1 %s in all (two errors)"
            .formatted(
                line.name,
                Figures.ratio(line.value, 3),
                Figures.ratio(line.simulated, 3),
                Figures.ratio(line.both, 3));
    svg.rectangle(
        from, middle - 4, Math.max(1, to - from), 8, line.value < 0 ? "paid" : "got", title);
  }
}
