package finagent.agents.audit;

import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.backtest.Trader;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wants;
import finagent.sandbox.program.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every output of every step at every bar, and the equity of every book. */
final class Answers {
  private final Program program;
  private final int width;
  private final Map<String, double[][]> steps = new LinkedHashMap<>();
  private final Map<String, Columns> books = new LinkedHashMap<>();
  private final Map<String, List<Wire>> reads = new LinkedHashMap<>();

  private Answers(Program program, int width) {
    this.program = program;
    this.width = width;
  }

  /**
   * Runs a program over a market, shown at most {@code maxRows} bars at once.
   *
   * @throws Stopped if a step or book throws, naming it
   */
  static Answers of(Program program, Kernels kernels, Panel panel, int maxRows) {
    Answers answers = new Answers(program, panel.width());
    try {
      answers.steps(kernels, panel, maxRows);
    } catch (RuntimeException e) {
      throw new Stopped(culprit(program, kernels, panel, maxRows), e);
    }
    for (int b = 0; b < program.books().size(); b++) {
      Book book = program.books().get(b);
      answers.reads.put(name(book), wires(book));
      try {
        answers.books.put(name(book), equity(program.only(b, b + 1), kernels, panel, maxRows));
      } catch (RuntimeException e) {
        throw new Stopped(name(book), e);
      }
    }
    return answers;
  }

  static String name(Book book) {
    return "book of " + book.name();
  }

  private static List<Wire> wires(Book book) {
    List<Wire> wires = new ArrayList<>(book.liquidity());
    wires.add(book.weights());
    book.groupWire().ifPresent(wires::add);
    return wires;
  }

  private static Columns equity(Program program, Kernels kernels, Panel panel, int maxRows) {
    Backtest backtest =
        Backtest.open(
            program, kernels, panel, Interpreter.noFeatures(panel), Journal.Detail.EQUITY);
    int bars = panel.time().size();
    for (int end = Math.min(bars, maxRows); end < bars; end += maxRows) {
      backtest.runTo(end);
    }
    backtest.run();
    Trader trader = backtest.traders().get(0);
    return trader.close().equity();
  }

  private void steps(Kernels kernels, Panel panel, int maxRows) {
    int bars = panel.time().size();
    Interpreter interpreter =
        Interpreter.open(
            program,
            kernels,
            panel,
            Interpreter.noFeatures(panel),
            Wants.everything(program),
            maxRows);
    for (Step step : program.steps()) {
      steps.put(step.key(), new double[step.outputs()][bars * width]);
      reads.put(step.key(), step.inputs());
    }
    while (interpreter.nextBar() < bars) {
      int first = interpreter.nextBar();
      int rows = Math.min(maxRows, bars - first);
      interpreter.run(rows);
      for (int s = 0; s < program.steps().size(); s++) {
        double[][] mine = output(program.steps().get(s).key());
        for (int p = 0; p < mine.length; p++) {
          double[] values = interpreter.values(Wire.step(s, p));
          System.arraycopy(values, 0, mine[p], first * width, rows * width);
        }
      }
    }
  }

  /** The first step that cannot be run although all before it can. */
  private static String culprit(Program program, Kernels kernels, Panel panel, int maxRows) {
    int last = program.steps().size() - 1;
    for (int s = 0; s < last; s++) {
      Program some = new Program(program.steps().subList(0, s + 1), List.of());
      try {
        new Answers(some, panel.width()).steps(kernels, panel, maxRows);
      } catch (RuntimeException e) {
        return program.steps().get(s).key();
      }
    }
    return program.steps().get(last).key();
  }

  int width() {
    return width;
  }

  List<String> steps() {
    return List.copyOf(steps.keySet());
  }

  /** Steps, then books. */
  List<String> subjects() {
    List<String> subjects = new ArrayList<>(steps.keySet());
    subjects.addAll(books.keySet());
    return subjects;
  }

  boolean isBook(String subject) {
    return books.containsKey(subject);
  }

  double[][] output(String step) {
    double[][] output = steps.get(step);
    if (output == null) {
      throw new IllegalArgumentException("No step '%s' was run".formatted(step));
    }
    return output;
  }

  /** What a step or book reads of other steps, whole columns. */
  List<double[]> inputs(String subject) {
    List<double[]> inputs = new ArrayList<>();
    for (Wire wire : reads.getOrDefault(subject, List.of())) {
      if (!wire.isMarket()) {
        inputs.add(output(program.steps().get(wire.step()).key())[wire.port()]);
      }
    }
    return inputs;
  }

  Columns equity(String book) {
    Columns equity = books.get(book);
    if (equity == null) {
      throw new IllegalArgumentException("No '%s' was run".formatted(book));
    }
    return equity;
  }
}
