package finagent.jobs.report;

import java.util.List;

/** Curves over days as one picture that stands alone: its style is inside, it loads nothing. */
public final class LineChart {
  /** Curves that can be told apart. */
  public static final int MOST = 5;

  private static final String STYLE =
      "<style>text{font:12px system-ui,sans-serif;fill:#5f5b53}.middle{text-anchor:middle}"
          + ".end{text-anchor:end}.grid{stroke:#e9e6dd}.axis{stroke:#5f5b53}.band{fill:none}"
          + ".curve{fill:none;stroke-width:1.5;stroke-linejoin:round}"
          + ".curve.c0{stroke:#0b5cad}.curve.c1{stroke:#b4540a}.curve.c2{stroke:#5b6b2f}"
          + ".curve.c3{stroke:#7a6f9b}.curve.c4{stroke:#8a8578}"
          + ".name.c0{fill:#0b5cad}.name.c1{fill:#b4540a}.name.c2{fill:#5b6b2f}"
          + ".name.c3{fill:#7a6f9b}.name.c4{fill:#8a8578}</style>\n";
  private static final double HEIGHT = 320;

  private LineChart() {}

  /**
   * The picture.
   *
   * @throws IllegalArgumentException if there is nothing to draw or too much to tell apart
   */
  public static String svg(String title, List<Series> curves) {
    if (curves.isEmpty() || curves.size() > MOST || curves.get(0).size() == 0) {
      throw new IllegalArgumentException(
          "Invalid chart '%s': %d curves of %d points (must be 1 to %d curves of at least one)"
              .formatted(title, curves.size(), curves.isEmpty() ? 0 : curves.get(0).size(), MOST));
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Series curve : curves) {
      for (int t = 0; t < curve.size(); t++) {
        if (Double.isFinite(curve.value(t))) {
          low = Math.min(low, curve.value(t));
          high = Math.max(high, curve.value(t));
        }
      }
    }
    if (low > high) {
      throw new IllegalArgumentException("Chart '%s' has no value to draw".formatted(title));
    }
    double room = low < high ? (high - low) * 0.05 : Math.max(1, Math.abs(high) * 0.05);
    Plot plot = Plot.linear(HEIGHT, curves.get(0), low - room, high + 3 * room, title);
    plot.axes(6, Figures::tick).heading(title);
    for (int k = curves.size() - 1; k >= 0; k--) {
      plot.curve(curves.get(k), Charts.style(k)).name(k, curves.size(), curves.get(k).name());
    }
    return plot.done()
        .replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" ")
        .replaceFirst(">\n", ">\n" + STYLE);
  }
}
