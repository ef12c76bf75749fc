package finagent.jobs.risk;

import finagent.sandbox.risk.Covariance;
import finagent.sandbox.risk.Exposures;
import finagent.sandbox.risk.Filtered;
import finagent.sandbox.risk.Historical;
import finagent.sandbox.risk.History;
import finagent.sandbox.risk.MonteCarlo;
import finagent.sandbox.risk.Parametric;
import finagent.sandbox.risk.Simulation;
import finagent.sandbox.risk.Simulation.Technique;
import finagent.sandbox.risk.TailRisk;
import finagent.sandbox.risk.VarianceFilter;
import finagent.sandbox.stats.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Every method on the same book and the same history. */
final class Methods {
  private static final double DECAY = 0.94;

  private final List<Method> methods = new ArrayList<>();
  private final List<String> notes;

  private Methods(List<String> notes) {
    this.notes = notes;
  }

  /**
   * All that suit the question; why others do not goes to the notes.
   *
   * @throws IllegalArgumentException if the book has no volatility
   */
  static List<Method> of(Exposures book, History history, Question question, List<String> notes) {
    Covariance covariance = Covariance.sample(history);
    double[] profits = history.profits(book);
    double known = Moments.of(profits).relativeError();
    Methods made = new Methods(notes);
    TailRisk normal = Parametric.normal(book, covariance, question.level(), question.horizon());
    made.add("normal", () -> normal.knownWithin(known));
    made.alone(profits, question);
    made.simulated(book, covariance, known, question);
    return made.methods;
  }

  /** Those that look at the book's profits alone. */
  private void alone(double[] profits, Question question) {
    double level = question.level();
    int horizon = question.horizon();
    int paths = question.paths();
    long seed = question.seed();
    add("cornish-fisher", () -> Parametric.cornishFisher(profits, level, horizon));
    if (horizon == 1) {
      add("student-t", () -> Parametric.studentT(profits, level));
    } else {
      notes.add("student-t left out: sums of t variables are no t; see monte-carlo-t");
    }
    add("historical", () -> Historical.of(profits, level, horizon));
    VarianceFilter ewma = VarianceFilter.ewma(DECAY);
    add("filtered-ewma", () -> Filtered.of(profits, ewma, level, horizon, paths, seed));
    add(
        "filtered-garch",
        () -> Filtered.of(profits, VarianceFilter.garch(profits), level, horizon, paths, seed));
  }

  /** From the covariance; their error of estimation is that of the book's deviation, as a share. */
  private void simulated(Exposures book, Covariance covariance, double known, Question question) {
    double level = question.level();
    int horizon = question.horizon();
    Simulation normal = Simulation.normal(Technique.BOTH, question.paths(), question.seed());
    add(
        "monte-carlo",
        () -> MonteCarlo.of(book, covariance, normal, level, horizon).knownWithin(known));
    Technique technique = horizon == 1 ? Technique.BOTH : Technique.IMPORTANCE;
    Simulation fat =
        new Simulation(question.degrees(), technique, question.paths(), question.seed());
    add(
        "monte-carlo-t",
        () -> MonteCarlo.of(book, covariance, fat, level, horizon).knownWithin(known));
  }

  private void add(String name, Supplier<TailRisk> risk) {
    try {
      methods.add(Method.of(name, risk.get()));
    } catch (IllegalArgumentException e) {
      notes.add("%s left out: %s".formatted(name, e.getMessage()));
    }
  }
}
