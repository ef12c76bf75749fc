package finagent.jobs.report;

import java.time.LocalDate;
import java.util.List;
import java.util.function.DoubleFunction;

/** A frame with days along the bottom and values along the side, and curves in it. */
final class Plot {
  private static final double WIDTH = 960;
  private static final double LEFT = 54;
  private static final double RIGHT = 14;
  private static final double TOP = 10;
  private static final double BOTTOM = 26;
  private static final int BANDS = 120;

  private final double height;
  private final int first;
  private final int last;
  private final Axis days;
  private final Axis values;
  private final Svg svg;

  private Plot(double height, int first, int last, Axis values, String label) {
    this.height = height;
    this.first = first;
    this.last = last;
    this.days = Axis.linear(first, Math.max(first + 1, last), LEFT, WIDTH - RIGHT);
    this.values = values;
    this.svg = new Svg(WIDTH, height, label);
  }

  static Plot linear(double height, Series over, double low, double high, String label) {
    Axis axis = Axis.linear(low, high, height - BOTTOM, TOP);
    return new Plot(height, over.session(0), over.session(over.size() - 1), axis, label);
  }

  static Plot log(double height, Series over, double low, double high, String label) {
    Axis axis = Axis.log(low, high, height - BOTTOM, TOP);
    return new Plot(height, over.session(0), over.session(over.size() - 1), axis, label);
  }

  /** Draws grid lines and labels. */
  Plot axes(int levels, DoubleFunction<String> label) {
    for (double level : values.ticks(levels)) {
      double y = crisp(values.at(level));
      svg.line(LEFT, y, WIDTH - RIGHT, y, "grid");
      svg.text(LEFT - 8, y + 4, "tick end", label.apply(level));
    }
    double floor = crisp(height - BOTTOM);
    svg.line(LEFT, floor, WIDTH - RIGHT, floor, "axis");
    for (Dates.Tick tick : Dates.of(first, last, 11)) {
      double x = crisp(days.at(tick.day()));
      svg.line(x, floor, x, floor + 5, "axis");
      svg.text(x, floor + 19, x > WIDTH - 50 ? "tick end" : "tick middle", tick.label());
    }
    return this;
  }

  /** A line at a level, e.g. where the curve started. */
  Plot level(double level) {
    double y = crisp(values.at(level));
    svg.line(LEFT, y, WIDTH - RIGHT, y, "base");
    return this;
  }

  /** One curve; gaps stay gaps. */
  Plot curve(Series series, String style) {
    svg.path(commands(series), "curve " + style, series.name());
    return this;
  }

  /** The area between a curve and a level. */
  Plot area(Series series, double level, String style) {
    double base = values.at(level);
    StringBuilder path = new StringBuilder();
    int[] points = Thinning.of(series);
    boolean drawing = false;
    double x = 0;
    for (int t : points) {
      if (Double.isNaN(series.value(t))) {
        drawing = close(path, drawing, x, base);
        continue;
      }
      x = days.at(series.session(t));
      if (!drawing) {
        move(path, 'M', x, base);
        drawing = true;
      }
      move(path, 'L', x, values.at(series.value(t)));
    }
    close(path, drawing, x, base);
    svg.path(path, style, series.name());
    return this;
  }

  private static boolean close(StringBuilder path, boolean drawing, double x, double base) {
    if (drawing) {
      move(path, 'L', x, base);
      path.append('Z');
    }
    return false;
  }

  private CharSequence commands(Series series) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int t : Thinning.of(series)) {
      double value = series.value(t);
      boolean drawn = !Double.isNaN(value) && (!values.log() || value > 0);
      if (drawn) {
        move(path, drawing ? 'L' : 'M', days.at(series.session(t)), values.at(value));
      }
      drawing = drawn;
    }
    return path;
  }

  private static void move(StringBuilder path, char command, double x, double y) {
    path.append(command).append(Svg.number(x)).append(' ').append(Svg.number(y));
  }

  /** A mark on a curve with a note below it. */
  Plot note(Series series, int t, String text) {
    double x = days.at(series.session(t));
    double y = values.at(series.value(t));
    svg.circle(x, y, 3.5, "dot", text);
    double room = Math.max(LEFT + 80, Math.min(WIDTH - RIGHT - 80, x));
    svg.text(room, y + 17, "note middle", text);
    return this;
  }

  /** What the drawing shows, above its middle. */
  Plot heading(String text) {
    svg.text(WIDTH / 2, TOP + 6, "note middle", text);
    return this;
  }

  /** The name of the k-th of some curves, in its colour, in a line below the heading. */
  Plot name(int k, int of, String text) {
    double wide = (WIDTH - LEFT - RIGHT) / of;
    svg.text(LEFT + wide * (k + 0.5), TOP + 22, "name middle " + Charts.style(k), text);
    return this;
  }

  /** Invisible bands that say, under the pointer, what every curve was worth. */
  Plot pointer(List<Series> all, DoubleFunction<String> shown) {
    Series own = all.get(0);
    int bands = Math.min(BANDS, own.size());
    for (int b = 0; b < bands; b++) {
      int from = (int) ((long) own.size() * b / bands);
      int to = (int) ((long) own.size() * (b + 1) / bands);
      double x = days.at(own.session(from));
      double end = to < own.size() ? days.at(own.session(to)) : WIDTH - RIGHT;
      int day = own.session((from + to - 1) / 2);
      svg.rectangle(x, TOP, end - x, height - TOP - BOTTOM, "band", said(all, day, shown));
    }
    return this;
  }

  private static String said(List<Series> all, int day, DoubleFunction<String> shown) {
    StringBuilder text = new StringBuilder(LocalDate.ofEpochDay(day).toString());
    for (Series series : all) {
      int at = series.at(day);
      String value = at < 0 ? Figures.UNKNOWN : shown.apply(series.value(at));
      text.append('\n').append(series.name()).append("  ").append(value);
    }
    return text.toString();
  }

  private static double crisp(double coordinate) {
    return Math.floor(coordinate) + 0.5;
  }

  String done() {
    return svg.done();
  }
}
