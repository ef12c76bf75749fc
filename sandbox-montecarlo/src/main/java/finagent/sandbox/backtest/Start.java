package finagent.sandbox.backtest;

import java.util.Arrays;

/** The bar at which a book first decides and what it knows there: where its controls begin. */
final class Start {
  /** The bar of the first decision; -1 = there was none, and nothing is known. */
  final int bar;

  /** Average daily volume of each instrument at the close of that bar, shares; NaN = not known. */
  final double[] adv;

  /** Daily volatility, likewise. */
  final double[] sigma;

  private Start(int bar, double[] adv, double[] sigma) {
    this.bar = bar;
    this.adv = adv;
    this.sigma = sigma;
  }

  /** Of a book that was recorded and has run. */
  static Start of(Trader trader, int width) {
    Targets targets = trader.targets();
    int bar = trader.firstDecision();
    boolean known = bar >= 0 && targets.hasLiquidity();
    int at = known ? (bar - trader.firstBar()) * width : 0;
    return new Start(
        bar,
        known ? Arrays.copyOfRange(targets.adv(), at, at + width) : unknown(width),
        known ? Arrays.copyOfRange(targets.sigma(), at, at + width) : unknown(width));
  }

  private static double[] unknown(int width) {
    double[] unknown = new double[width];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  /** How many numbers it travels as. */
  static int size(int width) {
    return 1 + 2 * width;
  }

  /** Writes it into {@code numbers} from {@code at} on. */
  void write(double[] numbers, int at) {
    numbers[at] = bar;
    System.arraycopy(adv, 0, numbers, at + 1, adv.length);
    System.arraycopy(sigma, 0, numbers, at + 1 + adv.length, sigma.length);
  }

  /** As {@link #write} left it. */
  static Start read(double[] numbers, int at, int width) {
    int sigmaAt = at + 1 + width;
    return new Start(
        (int) numbers[at],
        Arrays.copyOfRange(numbers, at + 1, sigmaAt),
        Arrays.copyOfRange(numbers, sigmaAt, sigmaAt + width));
  }
}
