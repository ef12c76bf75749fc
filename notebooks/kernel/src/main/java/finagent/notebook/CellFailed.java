package finagent.notebook;

import java.util.List;

/** A cell that did not compile, or threw: what is wrong, in words, and in which line. */
final class CellFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  CellFailed(String message, List<String> lines) {
    super(message);
    this.lines = List.copyOf(lines);
  }

  /** What a person sees under the cell. */
  List<String> lines() {
    return lines;
  }
}
