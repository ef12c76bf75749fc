package finagent.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/** What is wrong with a cell, in words. */
final class Failures {
  private static final int MOST_CAUSES = 8;

  private Failures() {}

  /** Line of a position in a text, from 1. */
  static int lineOf(String text, int position) {
    return 1
        + (int)
            text.substring(0, Math.min(position, text.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }

  /**
   * Passes what is well.
   *
   * @param line of the cell the source begins at
   * @throws CellFailed if it did not compile or threw
   */
  static void check(
      JShell shell,
      SnippetEvent event,
      String source,
      int line,
      int cell,
      Map<String, Cells.Place> places)
      throws CellFailed {
    if (event.status() == Status.REJECTED) {
      throw rejected(
          shell.diagnostics(event.snippet()).filter(Diag::isError).toList(), source, line);
    }
    if (event.exception() != null) {
      throw thrown(shell, event.exception(), cell, places);
    }
  }

  private static CellFailed rejected(List<Diag> problems, String source, int line) {
    List<String> lines = new ArrayList<>();
    String first = "This is not Java";
    for (Diag problem : problems) {
      int at = (int) Math.max(0, Math.min(problem.getPosition(), source.length()));
      int begin = source.lastIndexOf('\n', at - 1) + 1;
      int end = source.indexOf('\n', at);
      String words = plain(problem.getMessage(Locale.ROOT));
      first = lines.isEmpty() ? words : first;
      lines.add("line %d: %s".formatted(line + lineOf(source, at) - 1, words));
      lines.add("    " + source.substring(begin, end < 0 ? source.length() : end));
      lines.add("    " + " ".repeat(at - begin) + "^");
    }
    return new CellFailed(first, lines.isEmpty() ? List.of(first) : lines);
  }

  /** A message of the compiler on one line, without where JShell put the code. */
  private static String plain(String message) {
    return message
        .lines()
        .map(String::strip)
        .filter(part -> !part.startsWith("location:"))
        .map(part -> part.replaceFirst("^symbol:\\s+", ""))
        .collect(Collectors.joining(": "));
  }

  private static CellFailed thrown(
      JShell shell, JShellException exception, int cell, Map<String, Cells.Place> places) {
    List<String> lines = new ArrayList<>();
    if (exception instanceof UnresolvedReferenceException unresolved) {
      DeclarationSnippet snippet = unresolved.getSnippet();
      String words =
          "'%s' uses what is not there yet: %s"
              .formatted(
                  snippet.name(),
                  shell.unresolvedDependencies(snippet).collect(Collectors.joining(", ")));
      return new CellFailed(words, List.of(words));
    }
    String first = "";
    Throwable at = exception;
    for (int k = 0; at != null && k < MOST_CAUSES; k++) {
      String words = words(at);
      first = k == 0 ? words : first;
      lines.add(k == 0 ? words : "because of " + words);
      for (StackTraceElement frame : at.getStackTrace()) {
        Cells.Place place = places.get(id(frame));
        if (place != null) {
          lines.add(
              "  at line %d of %s"
                  .formatted(
                      place.line() + Math.max(1, frame.getLineNumber()) - 1,
                      place.cell() == cell ? "this cell" : "cell " + place.cell()));
        }
      }
      at = at.getCause();
    }
    return new CellFailed(first, lines);
  }

  private static String words(Throwable thrown) {
    String type =
        thrown instanceof EvalException raised
            ? raised.getExceptionClassName()
            : thrown.getClass().getName();
    String message = thrown.getMessage();
    String name = type.substring(type.lastIndexOf('.') + 1);
    return message == null || message.isBlank() ? name : name + ": " + message.strip();
  }

  /** Of the piece a frame is in; JShell names its file "#id". */
  private static String id(StackTraceElement frame) {
    String file = frame.getFileName();
    return file != null && file.startsWith("#") ? file.substring(1) : "";
  }
}
