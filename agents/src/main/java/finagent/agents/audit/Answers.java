package finagent.agents.audit;

import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.backtest.Trader;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
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
  private final int width;
  private final Map<String, double[][]> steps = new LinkedHashMap<>();
  private final Map<String, Columns> books = new LinkedHashMap<>();

  private Answers(int width) {
    this.width = width;
  }

  static Answers of(Program program, Kernels kernels, Panel panel, int maxRows) {
    Answers answers = new Answers(panel.width());
    answers.steps(program, kernels, panel, maxRows);
    if (!program.books().isEmpty()) {
      Backtest backtest =
          Backtest.open(
              program, kernels, panel, Interpreter.noFeatures(panel), Journal.Detail.EQUITY);
      backtest.run();
      for (Trader trader : backtest.traders()) {
        answers.books.put("book of " + trader.book().name(), trader.close().equity());
      }
    }
    return answers;
  }

  private void steps(Program program, Kernels kernels, Panel panel, int maxRows) {
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

  Columns equity(String book) {
    Columns equity = books.get(book);
    if (equity == null) {
      throw new IllegalArgumentException("No '%s' was run".formatted(book));
    }
    return equity;
  }
}
