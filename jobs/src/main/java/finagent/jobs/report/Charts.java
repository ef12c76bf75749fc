package finagent.jobs.report;

import finagent.sandbox.backtest.Metric;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The drawings of one strategy; empty where there is nothing to draw. */
final class Charts {
  private static final double HALF = 460;

  private Charts() {}

  /** Style of the k-th curve, the strategy being the first. */
  static String style(int k) {
    return "c" + Math.min(k, 5);
  }

  /** The strategy and its controls as multiples of the same starting value, logarithmic. */
  static List<Series> growth(StrategyReport strategy) {
    List<Series> known =
        Stream.concat(Stream.of(strategy.equity()), strategy.controls().stream())
            .filter(series -> series.start() < Integer.MAX_VALUE)
            .toList();
    int start = known.stream().mapToInt(Series::start).max().orElse(Integer.MAX_VALUE);
    return known.stream().map(series -> series.since(start)).toList();
  }

  static String growthChart(String name, List<Series> curves) {
    double low = 1;
    double high = 1;
    for (Series curve : curves) {
      for (int t = 0; t < curve.size(); t++) {
        double value = curve.value(t);
        if (value > 0) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    double room = Math.max(1.01, Math.pow(high / low, 0.04));
    Plot plot =
        Plot.log(320, curves.get(0), low / room, high * room, "Growth of 1 of " + name)
            .axes(6, Figures::tick)
            .level(1);
    for (int k = curves.size() - 1; k >= 0; k--) {
      plot.curve(curves.get(k), style(k));
    }
    return plot.pointer(curves, value -> Figures.ratio(value, 3)).done();
  }

  /** Which curve is whose, for the caption of {@link #growthChart}. */
  static String legend(List<Series> curves) {
    StringBuilder out = new StringBuilder("<span class=\"legend\">");
    for (int k = 0; k < curves.size(); k++) {
      out.append("<span><svg class=\"swatch\" viewBox=\"0 0 28 10\" aria-hidden=\"true\">")
          .append("<path class=\"curve ")
          .append(style(k))
          .append("\" d=\"M1 5L27 5\"/></svg>")
          .append(Markup.text(curves.get(k).name()))
          .append("</span>");
    }
    return out.append("</span>").toString();
  }

  static String drawdownChart(Series equity) {
    Series fall = equity.drawdown();
    int lowest = fall.lowest();
    double depth = lowest < 0 ? 0 : fall.value(lowest);
    Plot plot =
        Plot.linear(160, fall, Math.min(-0.01, depth * 1.4), 0, "Drawdown of " + equity.name())
            .axes(3, level -> Figures.percent(level, level * 100 == Math.rint(level * 100) ? 0 : 1))
            .area(fall, 0, "sunk");
    if (depth < 0) {
      String day = LocalDate.ofEpochDay(fall.session(lowest)).toString();
      plot.note(fall, lowest, Figures.percent(depth, 1) + " on " + day);
    }
    return plot.pointer(List.of(fall), value -> Figures.percent(value, 2)).done();
  }

  /** What was paid to the left, what was received to the right, per year of average equity. */
  static String costChart(StrategyReport strategy) {
    List<Metric> costs = Costs.of(strategy);
    double yearly = Costs.perYear(strategy);
    if (costs.isEmpty() || !(yearly > 0)) {
      return "";
    }
    double most = costs.stream().mapToDouble(m -> Math.abs(m.value() / yearly)).max().orElse(0);
    Svg svg = new Svg(HALF, 24 + 30 * costs.size(), "Costs and income of " + strategy.name());
    double zero = 250;
    int row = 0;
    for (Metric cost : costs) {
      double signed = Costs.received(cost) / yearly;
      double y = 8 + 30 * row++;
      double length = most > 0 && !Double.isNaN(signed) ? Math.abs(signed) / most * 110 : 0;
      String words = Figures.ratio(signed * 1e4, 1) + " bps";
      String title = cost.item() + ": " + Figures.money(Costs.received(cost), strategy.currency());
      svg.text(0, y + 15, "label", cost.item());
      svg.rectangle(
          signed < 0 ? zero - length : zero, y + 2, length, 18, signed < 0 ? "paid" : "got", title);
      svg.text(signed < 0 ? zero + 8 : zero + length + 8, y + 15, "note", words);
    }
    svg.line(zero + 0.5, 4, zero + 0.5, 12 + 30 * costs.size(), "axis");
    return svg.done();
  }

  /** Sharpe ratios of the noise control, and where the strategy stands among them. */
  static String noiseChart(StrategyReport strategy) {
    double[] draws =
        strategy.all("draw", "sharpe").stream()
            .mapToDouble(Metric::value)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    double own = strategy.own("sharpe");
    if (draws.length < 2 || draws[0] == draws[draws.length - 1]) {
      return "";
    }
    double low = Math.min(draws[0], Double.isNaN(own) ? draws[0] : own);
    double high = Math.max(draws[draws.length - 1], Double.isNaN(own) ? low : own);
    double room = (high - low) * 0.04;
    Axis axis = Axis.linear(low - room, high + room, 8, HALF - 8);
    Svg svg = new Svg(HALF, 204, "Sharpe ratios of the noise control of " + strategy.name());
    bins(draws, axis, svg);
    svg.line(8, 170.5, HALF - 8, 170.5, "axis");
    for (double tick : axis.ticks(7)) {
      double x = Math.floor(axis.at(tick)) + 0.5;
      svg.line(x, 170.5, x, 175.5, "axis").text(x, 190, "tick middle", Figures.tick(tick));
    }
    if (!Double.isNaN(own)) {
      double x = axis.at(own);
      String words = String.format(Locale.ROOT, "%s %s", strategy.name(), Figures.ratio(own, 2));
      svg.line(x, 22, x, 170, "mark");
      svg.text(x, 14, x > HALF / 2 ? "note end" : "note", words);
    }
    return svg.done();
  }

  private static void bins(double[] draws, Axis axis, Svg svg) {
    int bins = (int) Math.max(8, Math.min(40, 2 * Math.cbrt(draws.length) * 1.6));
    double width = (axis.high() - axis.low()) / bins;
    int[] count = new int[bins];
    for (double draw : draws) {
      count[(int) Math.min(bins - 1, (draw - axis.low()) / width)]++;
    }
    int most = Arrays.stream(count).max().orElse(1);
    List<String> edges = new ArrayList<>();
    for (int b = 0; b <= bins; b++) {
      edges.add(Figures.ratio(axis.low() + b * width, 2));
    }
    for (int b = 0; b < bins; b++) {
      double x = axis.at(axis.low() + b * width);
      double next = axis.at(axis.low() + (b + 1) * width);
      double height = 136.0 * count[b] / most;
      String title =
          String.format(
              Locale.ROOT, "%d draws from %s to %s", count[b], edges.get(b), edges.get(b + 1));
      svg.rectangle(x + 0.5, 170 - height, next - x - 1, height, "bin", title);
    }
  }
}
