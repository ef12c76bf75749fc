package finagent.jobs.report;

import finagent.jobs.report.EvaluationReport.Curve;
import finagent.jobs.report.EvaluationReport.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Curves with their intervals over a number, such as steps or a multiple. */
final class BandChart {
  private static final double LEFT = 64;
  private static final double RIGHT = 14;
  private static final double TOP = 10;
  private static final double LINE = 18;

  private BandChart() {}

  /**
   * The drawing; bands for the first curves only, so that they can be told apart.
   *
   * @param ticks where labels stand below; empty = round numbers
   * @param bands how many curves show their intervals
   */
  static String svg(String label, double width, List<Curve> curves, List<Double> ticks, int bands) {
    double[] all =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .map(Curve.Point::figure)
            .flatMapToDouble(f -> DoubleStream.of(f.value(), f.low(), f.high()))
            .filter(Double::isFinite)
            .toArray();
    double[] at =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Curve.Point::at)
            .toArray();
    double low = DoubleStream.of(all).min().orElse(0);
    double high = DoubleStream.of(all).max().orElse(1);
    double room = high > low ? 0.05 * (high - low) : Math.max(1e-6, Math.abs(high) * 0.05);
    double floor = 280;
    Axis y = Axis.linear(low - room, high + room, floor, TOP);
    double first = DoubleStream.of(at).min().orElse(0);
    double last = Math.max(first + 1e-9, DoubleStream.of(at).max().orElse(1));
    boolean log = !ticks.isEmpty() && first > 0 && last / first > 10;
    Axis x =
        log
            ? Axis.log(first, last, LEFT, width - RIGHT)
            : Axis.linear(first, last, LEFT, width - RIGHT);
    Svg svg = new Svg(width, floor + 34 + LINE * curves.size(), label);
    for (double tick : y.ticks(6)) {
      double crisp = Math.floor(y.at(tick)) + 0.5;
      svg.line(LEFT, crisp, width - RIGHT, crisp, tick == 0 ? "axis" : "grid");
      svg.text(LEFT - 8, crisp + 4, "tick end", Figures.tick(tick));
    }
    for (double tick : ticks.isEmpty() ? x.ticks(7) : ticks) {
      svg.line(x.at(tick), floor, x.at(tick), floor + 5, "axis");
      svg.text(x.at(tick), floor + 19, "tick middle", Figures.tick(tick));
    }
    for (int k = Math.min(bands, curves.size()) - 1; k >= 0; k--) {
      band(curves.get(k), x, y, svg);
    }
    for (int k = curves.size() - 1; k >= 0; k--) {
      curve(curves.get(k), k, x, y, svg);
      double row = floor + 40 + LINE * k;
      svg.line(LEFT, row - 4, LEFT + 28, row - 4, "curve " + Charts.style(k));
      svg.text(LEFT + 36, row, "note", curves.get(k).name());
    }
    return svg.done();
  }

  private static void curve(Curve curve, int k, Axis x, Axis y, Svg svg) {
    StringBuilder path = new StringBuilder();
    for (Curve.Point point : curve.points()) {
      move(path, x.at(point.at()), y.at(point.figure().value()));
    }
    svg.path(path, "curve " + Charts.style(k), curve.name());
    for (Curve.Point point : curve.points()) {
      svg.circle(
          x.at(point.at()), y.at(point.figure().value()), 2.5, "mark", told(curve.name(), point));
    }
  }

  private static String told(String name, Curve.Point point) {
    Figure figure = point.figure();
    return "%s at %s: %s%s"
        .formatted(
            name,
            Figures.tick(point.at()),
            Figures.ratio(figure.value(), 3),
            Double.isNaN(figure.low())
                ? ""
                : " (%s to %s)"
                    .formatted(Figures.ratio(figure.low(), 3), Figures.ratio(figure.high(), 3)));
  }

  private static void band(Curve curve, Axis x, Axis y, Svg svg) {
    List<Curve.Point> known = new ArrayList<>(curve.points());
    known.removeIf(point -> Double.isNaN(point.figure().low()));
    if (known.size() > 1) {
      StringBuilder path = new StringBuilder();
      edge(path, known, x, y, Figure::low, false);
      edge(path, known, x, y, Figure::high, true);
      svg.path(path.append('Z'), "fan2", curve.name() + ", 95 % interval");
    }
  }

  private static void edge(
      StringBuilder path,
      List<Curve.Point> points,
      Axis x,
      Axis y,
      ToDoubleFunction<Figure> side,
      boolean back) {
    for (int k = 0; k < points.size(); k++) {
      Curve.Point point = points.get(back ? points.size() - 1 - k : k);
      move(path, x.at(point.at()), y.at(side.applyAsDouble(point.figure())));
    }
  }

  private static void move(StringBuilder path, double x, double y) {
    path.append(path.length() == 0 ? 'M' : 'L')
        .append(Svg.number(x))
        .append(' ')
        .append(Svg.number(y));
  }
}
