package finagent.notebook;

/**
 * A drawing a cell can come to.
 *
 * @param svg the whole picture; it loads nothing
 */
public record Chart(String svg) {
  @Override
  public String toString() {
    return "a chart of %d characters of SVG".formatted(svg.length());
  }
}
