package finagent.notebook;

import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionEnv;

/** Cells of Java, one after the other, in this JVM: what one declares the next ones know. */
final class Cells implements AutoCloseable {
  private static final List<String> BEGINNING =
      List.of(
          "import java.time.*;",
          "import java.util.*;",
          "import java.util.function.*;",
          "import java.util.stream.*;",
          "import finagent.notebook.*;",
          "import finagent.sandbox.market.*;",
          "import finagent.tables.Warehouse;",
          "import org.apache.spark.sql.*;",
          "import static finagent.notebook.Desk.*;",
          "import static org.apache.spark.sql.functions.*;");
  private static final String SESSION = "SparkSession spark = Desk.session();";

  private final Execution execution = new Execution();
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final Map<String, Place> places = new HashMap<>();
  private int count;

  /** Where a piece of Java stands: its cell, by number, and the line of the cell it begins at. */
  record Place(int cell, int line) {}

  Cells() {
    shell =
        JShell.builder()
            .executionEngine(new Provider(execution), Map.of())
            .compilerOptions("-classpath", System.getProperty("java.class.path"))
            .build();
    analysis = shell.sourceCodeAnalysis();
  }

  private static final class Provider extends LocalExecutionControlProvider {
    private final Execution execution;

    private Provider(Execution execution) {
      this.execution = execution;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return execution;
    }
  }

  /** Makes known what every notebook uses, and starts Spark where cells' classes are found. */
  void begin() throws CellFailed {
    for (String line : BEGINNING) {
      run(line);
    }
    Thread thread = Thread.currentThread();
    run("new Object() {}.getClass().getClassLoader()")
        .ifPresent(loader -> thread.setContextClassLoader((ClassLoader) loader));
    run(SESSION);
    count = 0;
  }

  /**
   * Runs a cell and answers what its last expression came to; nothing where it ends with a
   * semicolon.
   *
   * @throws CellFailed at the first piece that does not compile or throws; the rest is not run
   */
  Optional<Object> run(String cell) throws CellFailed {
    count++;
    String rest = cell;
    Optional<Object> value = Optional.empty();
    while (!rest.isBlank()) {
      rest = rest.stripLeading(); // JShell counts lines from the first one with code
      CompletionInfo piece = analysis.analyzeCompletion(rest);
      if (piece.completeness() == Completeness.EMPTY) {
        break;
      }
      int line = Failures.lineOf(cell, cell.length() - rest.length());
      boolean whole = piece.completeness() != Completeness.DEFINITELY_INCOMPLETE;
      String source = whole && piece.source() != null ? piece.source() : rest;
      List<SnippetEvent> events = shell.eval(source);
      for (SnippetEvent event : events) {
        if (event.causeSnippet() == null) {
          places.put(event.snippet().id(), new Place(count, line));
          Failures.check(shell, event, source, line, count, places);
        }
      }
      rest = whole && piece.remaining() != null ? piece.remaining() : "";
      value = cell.stripTrailing().endsWith(";") ? Optional.empty() : value(events);
    }
    return value;
  }

  private Optional<Object> value(List<SnippetEvent> events) {
    Snippet last = events.get(events.size() - 1).snippet();
    String name = "";
    if (last instanceof ExpressionSnippet expression) {
      name = expression.name();
    } else if (last instanceof VarSnippet variable
        && last.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
      name = variable.name();
    }
    String wanted = name;
    Optional<VarSnippet> variable =
        shell.variables().filter(one -> one.name().equals(wanted)).findFirst();
    if (variable.isEmpty()) {
      return Optional.empty();
    }
    shell.varValue(variable.get());
    return execution.last();
  }

  /** What could stand at a position of a cell. */
  ReplacementOptions complete(String cell, int at) {
    Part part = part(cell, at);
    int[] anchor = {part.at()};
    List<Suggestion> found = analysis.completionSuggestions(part.text(), part.at(), anchor);
    boolean typed = found.stream().anyMatch(Suggestion::matchesType);
    List<String> texts =
        found.stream()
            .filter(one -> !typed || one.matchesType())
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new ReplacementOptions(texts, part.from() + anchor[0], at);
  }

  /** Signatures of what stands at a position of a cell; empty = not known. */
  String documentation(String cell, int at) {
    Part part = part(cell, at);
    return analysis.documentation(part.text(), part.at(), false).stream()
        .map(SourceCodeAnalysis.Documentation::signature)
        .collect(Collectors.joining("\n"));
  }

  /** The piece of a cell a position is in: text up to where, position in it, and its start. */
  private record Part(String text, int at, int from) {}

  private Part part(String cell, int at) {
    String before = cell.substring(0, Math.min(at, cell.length()));
    int from = 0;
    while (true) {
      String rest = before.substring(from);
      CompletionInfo piece = analysis.analyzeCompletion(rest);
      String remaining = piece.remaining();
      if (!piece.completeness().isComplete() || remaining == null || remaining.isBlank()) {
        return new Part(rest, rest.length(), from);
      }
      from = before.length() - remaining.length();
    }
  }

  boolean isComplete(String cell) {
    String rest = cell;
    while (!rest.isBlank()) {
      CompletionInfo piece = analysis.analyzeCompletion(rest);
      if (piece.completeness() == Completeness.DEFINITELY_INCOMPLETE
          || piece.completeness() == Completeness.CONSIDERED_INCOMPLETE) {
        return false;
      }
      String remaining = piece.remaining();
      rest = remaining == null ? "" : remaining;
    }
    return true;
  }

  /** Stops the cell that runs. */
  void stop() {
    shell.stop();
  }

  @Override
  public void close() {
    shell.close();
  }
}
