package finagent.jobs.risk;

import finagent.sandbox.random.Normal;
import finagent.sandbox.risk.Covariance;
import finagent.sandbox.risk.Exposures;
import finagent.sandbox.risk.History;
import finagent.sandbox.scenario.ReverseStress;
import java.util.ArrayList;
import java.util.List;

/**
 * The most plausible way for a book to lose an amount: of all shocks with that loss the one of
 * least Mahalanobis distance under the covariance of the window ({@link ReverseStress}).
 *
 * @param loss in the currency of the data
 * @param distance in standard deviations of moves over the horizon
 * @param chance of a normal move at least as far in the book's worst direction
 * @param shocks in the order of the book
 */
public record Reverse(double loss, double distance, double chance, List<Shock> shocks) {
  public Reverse {
    shocks = List.copyOf(shocks);
  }

  /**
   * What it does to one instrument.
   *
   * @param move simple return
   * @param profit of the position, negative = loss; these add up to the loss
   * @param held whether its fall was held at 100 %
   */
  public record Shock(String instrument, double money, double move, double profit, boolean held) {}

  /**
   * Finds it.
   *
   * @param all history of the book's instruments, in their order
   * @param loss a share of the book's gross exposure up to 1, or an amount above 1
   * @param share whether it is a share above 1 too
   */
  public static Reverse of(
      Exposures book, History all, Question question, double loss, boolean share) {
    if (!(loss > 0 && loss < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid loss: %s (must be above 0: a share of the gross exposure, e.g. 25%%, or an amount)"
              .formatted(loss));
    }
    double amount = share || loss <= 1 ? loss * RiskReport.gross(book) : loss;
    History recent = RiskReport.last(all, Math.min(question.window(), all.rows()));
    Covariance covariance = Covariance.sample(recent).times(question.horizon());
    ReverseStress stress = ReverseStress.of(book, covariance, amount);
    List<Shock> shocks = new ArrayList<>();
    for (int i = 0; i < book.size(); i++) {
      shocks.add(
          new Shock(
              book.instruments().id(i),
              book.money(i),
              stress.at(i),
              book.money(i) * stress.at(i),
              stress.held(i)));
    }
    return new Reverse(amount, stress.distance(), Normal.upper(stress.distance()), shocks);
  }
}
