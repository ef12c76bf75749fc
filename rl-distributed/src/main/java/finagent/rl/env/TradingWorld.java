package finagent.rl.env;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import java.io.Serializable;

/**
 * A market to trade in: bars {@code from} (inclusive) to {@code to} (exclusive) of a panel, with
 * features known at each close and the rules of the game.
 *
 * @param features columns the scaler names are observed; {@code adv} and {@code sigma}, where there
 *     are such columns, are the trailing liquidity that impact is charged by
 * @param scaler fitted on the training window only
 */
public record TradingWorld(
    Panel panel, Frame features, Scaler scaler, int from, int to, Rules rules) implements World {
  /** Column of the total-return index, where the features have one. */
  public static final String INDEX = "index";

  public TradingWorld {
    if (!features.time().equals(panel.time())
        || !features.instruments().equals(panel.instruments())) {
      throw new IllegalArgumentException(
          "Features are of %s x %s; the panel is of %s x %s"
              .formatted(
                  features.time(), features.instruments(), panel.time(), panel.instruments()));
    }
    for (String column : scaler.columns()) {
      if (!features.has(column)) {
        throw new IllegalArgumentException(
            "The policy observes '%s'; the features here are %s"
                .formatted(column, features.columns().keySet()));
      }
      Scaler.check(features, column, from, to);
    }
  }

  /** The same market and rules over other bars, with the scaler as it is. */
  public TradingWorld over(int first, int end) {
    return new TradingWorld(panel, features, scaler, first, end, rules);
  }

  /** The same market under another account: other costs, more money. */
  public TradingWorld under(Account account) {
    Rules other = new Rules(account, rules.grossLimit(), rules.longOnly(), rules.length());
    return new TradingWorld(panel, features, scaler, from, to, other);
  }

  /**
   * Simple return of instrument i from bar t - 1 to t: of its total-return index, which splits and
   * dividends do not bend, or, where there is no index, of the close. NaN where there is none.
   */
  public double change(int t, int i) {
    boolean total = features.has(INDEX);
    Frame frame = total ? features : panel.bars();
    String column = total ? INDEX : "close";
    return frame.at(column, t, i) / frame.at(column, t - 1, i) - 1;
  }

  @Override
  public Environment open(long seed) {
    return new TradingEnvironment(this, seed);
  }

  /**
   * Rules of trading.
   *
   * @param grossLimit sum of absolute target weights at most
   * @param longOnly whether weights are 0 or more: action -1 is then none, 1 the limit
   * @param length steps of an episode at most; it begins at random where there is room
   */
  public record Rules(Account account, double grossLimit, boolean longOnly, int length)
      implements Serializable {
    public Rules {
      if (!(grossLimit > 0 && grossLimit < Double.POSITIVE_INFINITY) || length < 1) {
        throw new IllegalArgumentException(
            "Invalid rules: gross limit %s, length %d (both must be > 0)"
                .formatted(grossLimit, length));
      }
    }
  }
}
