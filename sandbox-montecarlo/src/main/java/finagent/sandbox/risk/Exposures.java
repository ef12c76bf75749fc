package finagent.sandbox.risk;

import finagent.sandbox.market.InstrumentAxis;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A book as risk sees it: money in each instrument, shorts negative. Immutable. Its profit for
 * simple returns r is {@code sum(money r)}.
 */
public final class Exposures implements Serializable {
  private static final long serialVersionUID = 1L;

  private final InstrumentAxis instruments;
  private final double[] money;

  private Exposures(InstrumentAxis instruments, double[] money) {
    this.instruments = instruments;
    this.money = money;
  }

  /** Checks and copies; amounts in one currency. */
  public static Exposures of(List<String> ids, double[] money) {
    if (ids.size() != money.length || money.length == 0) {
      throw new IllegalArgumentException(
          "Invalid book: %d instruments but %d amounts (must be equal, and not 0)"
              .formatted(ids.size(), money.length));
    }
    boolean any = false;
    for (int i = 0; i < money.length; i++) {
      if (!(Math.abs(money[i]) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Invalid exposure of '%s': %s (must be finite)".formatted(ids.get(i), money[i]));
      }
      any |= money[i] != 0;
    }
    if (!any) {
      throw new IllegalArgumentException(
          "The book of %d instruments holds nothing: every exposure is 0".formatted(money.length));
    }
    return new Exposures(InstrumentAxis.of(ids), money.clone());
  }

  /**
   * A book from weights.
   *
   * @param value what a weight of 1 is worth
   */
  public static Exposures ofWeights(List<String> ids, double[] weights, double value) {
    return of(ids, Arrays.stream(weights).map(weight -> weight * value).toArray());
  }

  public InstrumentAxis instruments() {
    return instruments;
  }

  public int size() {
    return money.length;
  }

  /** Money in instrument i. */
  public double money(int i) {
    return money[i];
  }

  public double[] toArray() {
    return money.clone();
  }

  /** Sum of all exposures, shorts counted against longs. */
  public double net() {
    double net = 0;
    for (double amount : money) {
      net += amount;
    }
    return net;
  }

  /** Profit for the simple returns that begin at {@code at}. */
  public double profit(double[] returns, int at) {
    double profit = 0;
    for (int i = 0; i < money.length; i++) {
      profit += money[i] * returns[at + i];
    }
    return profit;
  }

  /**
   * Profit of a move of the benchmark: {@code sum(money max(beta move, -1))}.
   *
   * @param move simple return of beta 1, e.g. -0.20
   */
  public double profit(double[] betas, double move) {
    if (betas.length != money.length) {
      throw new IllegalArgumentException(
          "%d betas for %d instruments".formatted(betas.length, money.length));
    }
    double profit = 0;
    for (int i = 0; i < money.length; i++) {
      profit += money[i] * Math.max(betas[i] * move, -1);
    }
    return profit;
  }
}
