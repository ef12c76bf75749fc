package finagent.jobs;

import finagent.jobs.stress.Recipe;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.Exposures;
import finagent.sandbox.risk.TotalReturns;
import finagent.sandbox.scenario.Betas;
import finagent.sandbox.scenario.Scenario;
import finagent.sandbox.scenario.Stressed;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A book that is held still while a scenario happens: what it gains or loses by it, beside the same
 * sessions as they were.
 *
 * @param profits by scenario, currency of the book
 * @param left scenarios the market has no room for, and why
 */
record BookStress(SortedMap<String, Double> profits, SortedMap<String, String> left) {
  private static final int BETA_BARS = 504;

  /**
   * Puts a book through scenarios.
   *
   * @param panel last bars of its instruments, in their order
   * @param all last bars of the whole market, which betas are taken from
   * @param past reads a stretch of history that is replayed
   */
  static BookStress of(
      Exposures book,
      Panel panel,
      Panel all,
      Iterable<Recipe> recipes,
      Function<Recipe.Replayed, Panel> past) {
    SortedMap<String, Double> profits = new TreeMap<>();
    SortedMap<String, String> left = new TreeMap<>();
    int bars = all.time().size();
    Betas betas = Betas.of(all, Math.max(0, bars - BETA_BARS), bars);
    TotalReturns calm = TotalReturns.of(panel);
    for (Recipe recipe : recipes) {
      try {
        Scenario scenario =
            recipe.in(recipe instanceof Recipe.Replayed replayed ? past.apply(replayed) : panel);
        Stressed stressed = scenario.apply(panel, Account.Costs.none(), betas);
        TotalReturns wild = TotalReturns.of(stressed.panel());
        profits.put(
            recipe.name(),
            held(book, wild, stressed.from(), stressed.to())
                - held(book, calm, stressed.from(), stressed.to()));
      } catch (IllegalArgumentException e) {
        left.put(recipe.name(), String.valueOf(e.getMessage()));
      }
    }
    return new BookStress(profits, left);
  }

  /** Profit of the book held over bars [from, to); a bar without a return changes nothing. */
  private static double held(Exposures book, TotalReturns moves, int from, int to) {
    double[] total = new double[book.size()];
    for (int i = 0; i < total.length; i++) {
      double worth = 1;
      for (int t = from; t < to; t++) {
        double change = moves.change(t, i);
        worth *= Double.isNaN(change) ? 1 : 1 + change;
      }
      total[i] = worth - 1;
    }
    return book.profit(total, 0);
  }
}
