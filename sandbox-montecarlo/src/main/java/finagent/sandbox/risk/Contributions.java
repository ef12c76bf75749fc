package finagent.sandbox.risk;

import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.random.Normal;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What each instrument adds to a book's risk: its exposure times the derivative of the risk with
 * respect to it (Euler; Tasche 1999). The parts add up to the whole. Immutable.
 */
public final class Contributions implements Serializable {
  private static final long serialVersionUID = 1L;

  private final InstrumentAxis instruments;
  private final double[] parts;

  private Contributions(InstrumentAxis instruments, double[] parts) {
    this.instruments = instruments;
    this.parts = parts;
  }

  static Contributions of(InstrumentAxis instruments, double[] parts) {
    return new Contributions(instruments, parts);
  }

  public InstrumentAxis instruments() {
    return instruments;
  }

  /** Part of instrument i, as a loss; negative = it hedges. */
  public double at(int i) {
    return parts[i];
  }

  /** Sum of all parts. */
  public double total() {
    double total = 0;
    for (double part : parts) {
      total += part;
    }
    return total;
  }

  /** Normal value at risk: {@code z money_i (C money)_i / deviation x sqrt(h)}. */
  public static Contributions valueAtRisk(
      Exposures book, Covariance perSession, double level, int horizon) {
    TailRisk.checkLevel(level);
    return normal(book, perSession, Normal.quantile(level) * Math.sqrt(horizon));
  }

  /** Normal expected shortfall. */
  public static Contributions shortfall(
      Exposures book, Covariance perSession, double level, int horizon) {
    TailRisk.checkLevel(level);
    double k = Normal.density(Normal.quantile(level)) / (1 - level);
    return normal(book, perSession, k * Math.sqrt(horizon));
  }

  private static Contributions normal(Exposures book, Covariance covariance, double factor) {
    double[] money = book.toArray();
    double deviation = covariance.deviation(money);
    double[] product = covariance.times(money);
    double[] parts = new double[money.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = factor * money[i] * product[i] / deviation;
    }
    return new Contributions(book.instruments(), parts);
  }

  /**
   * Of the historical expected shortfall: each instrument's mean loss in the worst rows, the last
   * of them counted in part. Rows of equal profit count in their order.
   */
  public static Contributions shortfall(Exposures book, History history, double level) {
    TailRisk.checkLevel(level);
    double[] profits = history.profits(book);
    Samples.enough(profits.length, level);
    Integer[] order = ranked(profits);
    int rank = Samples.rank(profits.length, level);
    double worst = (1 - level) * profits.length;
    double[] parts = new double[book.size()];
    for (int k = 0; k < rank; k++) {
      double share = k < rank - 1 ? 1 : worst - (rank - 1);
      for (int i = 0; i < parts.length; i++) {
        parts[i] -= share * book.money(i) * history.at(order[k], i) / worst;
      }
    }
    return new Contributions(book.instruments(), parts);
  }

  /**
   * Of the historical value at risk: each instrument's mean loss in the rows ranked around it, with
   * triangular weights, scaled so that the parts add up (a kernel estimate of {@code E(L_i | L =
   * VaR)}, Epperlein and Smillie 2006).
   */
  public static Contributions valueAtRisk(Exposures book, History history, double level) {
    TailRisk.checkLevel(level);
    double[] profits = history.profits(book);
    Samples.enough(profits.length, level);
    Integer[] order = ranked(profits);
    int rank = Samples.rank(profits.length, level);
    int reach = rank / 2;
    double[] parts = new double[book.size()];
    double total = 0;
    for (int k = -reach; k <= reach; k++) {
      int row = order[Math.min(rank - 1 + k, profits.length - 1)];
      double weight = reach + 1 - Math.abs(k);
      total -= weight * profits[row];
      for (int i = 0; i < parts.length; i++) {
        parts[i] -= weight * book.money(i) * history.at(row, i);
      }
    }
    double scale = -profits[order[rank - 1]] / total;
    for (int i = 0; i < parts.length; i++) {
      parts[i] *= scale;
    }
    return new Contributions(book.instruments(), parts);
  }

  private static Integer[] ranked(double[] profits) {
    Integer[] order = new Integer[profits.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, (a, b) -> Double.compare(profits[a], profits[b]));
    return order;
  }
}
