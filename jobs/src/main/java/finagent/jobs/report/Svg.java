package finagent.jobs.report;

/**
 * Writes one inline SVG: shapes with classes for the style sheet, text escaped, tenths of a unit.
 */
final class Svg {
  private final StringBuilder out = new StringBuilder(4096);

  Svg(double width, double height, String label) {
    out.append("<svg role=\"img\" aria-label=\"")
        .append(Markup.text(label))
        .append("\" viewBox=\"0 0 ")
        .append(number(width))
        .append(' ')
        .append(number(height))
        .append("\" preserveAspectRatio=\"xMidYMid meet\">\n");
  }

  /** A coordinate: at most one decimal, never an exponent. */
  static String number(double value) {
    long tenths = Math.round(value * 10);
    String sign = tenths < 0 ? "-" : "";
    long size = Math.abs(tenths);
    return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    open("line", style);
    put("x1", x1).put("y1", y1).put("x2", x2).put("y2", y2);
    out.append("/>\n");
    return this;
  }

  Svg rectangle(double x, double y, double width, double height, String style, String title) {
    open("rect", style);
    put("x", x).put("y", y).put("width", width).put("height", height);
    return end("rect", title);
  }

  Svg circle(double x, double y, double radius, String style, String title) {
    open("circle", style);
    put("cx", x).put("cy", y).put("r", radius);
    return end("circle", title);
  }

  /** A path by its commands, which the caller makes of numbers alone. */
  Svg path(CharSequence commands, String style, String title) {
    open("path", style);
    out.append(" d=\"").append(commands).append('"');
    return end("path", title);
  }

  Svg text(double x, double y, String style, String content) {
    open("text", style);
    put("x", x).put("y", y);
    out.append('>').append(Markup.text(content)).append("</text>\n");
    return this;
  }

  private void open(String element, String style) {
    out.append('<').append(element).append(" class=\"").append(style).append('"');
  }

  private Svg put(String attribute, double value) {
    out.append(' ').append(attribute).append("=\"").append(number(value)).append('"');
    return this;
  }

  private Svg end(String element, String title) {
    if (title.isEmpty()) {
      out.append("/>\n");
    } else {
      out.append("><title>").append(Markup.text(title)).append("</title></");
      out.append(element).append(">\n");
    }
    return this;
  }

  String done() {
    return out.append("</svg>").toString();
  }
}
