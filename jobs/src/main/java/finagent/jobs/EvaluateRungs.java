package finagent.jobs;

import finagent.rl.env.TradingWorld;
import finagent.rl.judging.Walk;
import finagent.sandbox.ledger.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What costs and size do to policies: the same test again at multiples of the file's costs and of
 * its capital. Policies stay as they were trained.
 */
final class EvaluateRungs {
  private static final List<Double> COSTS = List.of(0.0, 0.5, 1.0, 2.0, 4.0);
  private static final List<Double> CAPITAL = List.of(1.0, 10.0, 100.0, 1000.0);

  private EvaluateRungs() {}

  /** Walks through a test; anew each time. */
  interface Walker extends Function<TradingWorld, Walk> {}

  /** What is multiplied. */
  enum Kind {
    COSTS,
    CAPITAL
  }

  /**
   * One multiple.
   *
   * @param sharpes annual, over cash; one a seed
   */
  record Rung(Kind kind, double multiple, String name, List<Double> sharpes) {}

  /** Whether a curve of a kind says anything: there are costs, there is impact. */
  static boolean tells(Kind kind, Account account) {
    Account.Costs costs = account.costs();
    return kind == Kind.CAPITAL
        ? costs.impact() > 0
        : costs.commission() + costs.perShare() + costs.minimum() + costs.halfSpread() > 0
            || costs.impact() + costs.borrow() > 0;
  }

  /** All rungs of one test. */
  static List<Rung> of(TradingWorld test, Map<String, List<Walker>> walkers, Walk cash) {
    List<Rung> rungs = new ArrayList<>();
    Account account = test.rules().account();
    for (Kind kind : Kind.values()) {
      if (tells(kind, account)) {
        for (double multiple : kind == Kind.COSTS ? COSTS : CAPITAL) {
          TradingWorld other =
              test.under(
                  kind == Kind.COSTS ? dearer(account, multiple) : larger(account, multiple));
          walkers.forEach(
              (name, own) -> rungs.add(new Rung(kind, multiple, name, sharpes(own, other, cash))));
        }
      }
    }
    return rungs;
  }

  private static List<Double> sharpes(List<Walker> walkers, TradingWorld test, Walk cash) {
    double year = test.panel().time().barsPerYear();
    return walkers.stream().map(walker -> walker.apply(test).sharpe(cash, year)).toList();
  }

  private static Account dearer(Account account, double by) {
    Account.Costs costs = account.costs();
    return account.with(
        new Account.Costs(
            by * costs.commission(),
            by * costs.perShare(),
            by * costs.minimum(),
            by * costs.halfSpread(),
            by * costs.impact(),
            by * costs.borrow(),
            costs.cashSpread(),
            costs.marginSpread(),
            costs.cashRate(),
            costs.cashFixed(),
            costs.marginFixed()));
  }

  private static Account larger(Account account, double by) {
    return new Account(
        by * account.capital(),
        account.currency(),
        account.fill(),
        account.sizing(),
        account.patience(),
        account.rebalance(),
        account.band(),
        account.tranches(),
        account.maxAdv(),
        account.maxLeverage(),
        account.dividends(),
        account.costs());
  }

  /** Rungs of all folds by name, then by multiple: Sharpe ratios by fold and seed. */
  static Map<String, Map<Double, double[][]>> byName(Kind kind, List<List<Rung>> folds) {
    Map<String, Map<Double, double[][]>> found = new LinkedHashMap<>();
    for (int f = 0; f < folds.size(); f++) {
      for (Rung rung : folds.get(f)) {
        if (rung.kind() == kind) {
          double[][] scores =
              found
                  .computeIfAbsent(rung.name(), name -> new LinkedHashMap<>())
                  .computeIfAbsent(rung.multiple(), multiple -> new double[folds.size()][0]);
          scores[f] = rung.sharpes().stream().mapToDouble(x -> x).toArray();
        }
      }
    }
    return found;
  }
}
