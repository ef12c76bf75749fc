package finagent.jobs.risk;

import finagent.sandbox.risk.Contributions;
import finagent.sandbox.risk.Covariance;
import finagent.sandbox.risk.Exposures;
import finagent.sandbox.risk.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The risk of a book, by every method, whose it is, and how well the methods have forecast.
 *
 * @param net sum of all exposures
 * @param gross sum of their sizes
 * @param sessions of history looked at
 * @param notes repairs and assumptions
 */
public record RiskReport(
    double level,
    int horizon,
    double net,
    double gross,
    int sessions,
    List<Method> methods,
    List<Part> parts,
    List<Tested> tested,
    List<String> notes) {
  public RiskReport {
    methods = List.copyOf(methods);
    parts = List.copyOf(parts);
    tested = List.copyOf(tested);
    notes = List.copyOf(notes);
  }

  /**
   * What one instrument adds (Euler): the parts of each column sum to the risk of the book.
   *
   * @param money exposure
   * @param normalVar to the normal value at risk
   * @param normalEs to the normal expected shortfall
   * @param historicalEs to the historical expected shortfall of one session; NaN where the window
   *     is too short for one
   */
  public record Part(
      String instrument, double money, double normalVar, double normalEs, double historicalEs) {}

  /**
   * Answers a question about a book.
   *
   * @param all history of its instruments, in their order
   */
  public static RiskReport of(Exposures book, History all, Question question) {
    List<String> notes = new ArrayList<>(all.notes());
    if (question.horizon() > all.rows()) {
      throw new IllegalArgumentException(
          "A horizon of %d sessions is longer than the history of the book: %d sessions in which all"
                  .formatted(question.horizon(), all.rows())
              + " its instruments have a return");
    }
    int rows = Math.min(question.window(), all.rows());
    if (rows < question.window()) {
      notes.add(
          String.format(
                  Locale.ROOT,
                  "the window is %d sessions, not %d: there are no more in which all instruments"
                      + " have a",
                  rows,
                  question.window())
              + " return");
    }
    History recent = last(all, rows);
    List<Method> methods = Methods.of(book, recent, question, notes);
    return new RiskReport(
        question.level(),
        question.horizon(),
        book.net(),
        gross(book),
        rows,
        methods,
        parts(book, recent, question),
        Backtests.of(all.profits(book), rows, question.level(), notes),
        notes);
  }

  static double gross(Exposures book) {
    double gross = 0;
    for (int i = 0; i < book.size(); i++) {
      gross += Math.abs(book.money(i));
    }
    return gross;
  }

  static History last(History all, int rows) {
    int width = all.instruments().size();
    double[] returns = new double[rows * width];
    int skip = all.rows() - rows;
    for (int k = 0; k < returns.length; k++) {
      returns[k] = all.at(skip + k / width, k % width);
    }
    return History.of(all.instruments().ids(), returns);
  }

  private static List<Part> parts(Exposures book, History recent, Question question) {
    Covariance covariance = Covariance.sample(recent);
    double level = question.level();
    int horizon = question.horizon();
    Contributions var = Contributions.valueAtRisk(book, covariance, level, horizon);
    Contributions es = Contributions.shortfall(book, covariance, level, horizon);
    boolean enough = recent.rows() * (1 - level) >= 1 - 1e-9;
    Contributions past = enough ? Contributions.shortfall(book, recent, level) : es;
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < book.size(); i++) {
      parts.add(
          new Part(
              book.instruments().id(i),
              book.money(i),
              var.at(i),
              es.at(i),
              enough ? past.at(i) : Double.NaN));
    }
    return parts;
  }
}
