package finagent.jobs.report;

/** Text as HTML and SVG show it, never as they would read it. */
final class Markup {
  private Markup() {}

  static String text(String raw) {
    StringBuilder out = new StringBuilder(raw.length() + 16);
    raw.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(shown(c) ? c : 0xFFFD);
              }
            });
    return out.toString();
  }

  private static boolean shown(int c) {
    return c == '\n' || c == '\t' || (!Character.isISOControl(c) && !surrogate(c));
  }

  private static boolean surrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
