package finagent.sandbox.backtest;

import finagent.sandbox.market.Panel;
import java.util.Arrays;

/**
 * The bar at which a book first decides and what it knows and may hold there: where its controls
 * begin.
 */
final class Start {
  /** The bar of the first decision; -1 = there was none, and nothing is known. */
  final int bar;

  /** Average daily volume of each instrument at the close of that bar, shares; NaN = not known. */
  final double[] adv;

  /** Daily volatility, likewise. */
  final double[] sigma;

  /** 1 where an instrument may be held and has a price, else 0. */
  final double[] open;

  private Start(int bar, double[] adv, double[] sigma, double[] open) {
    this.bar = bar;
    this.adv = adv;
    this.sigma = sigma;
    this.open = open;
  }

  /** Of a book that was recorded and has run. */
  static Start of(Trader trader, Panel panel) {
    int width = panel.width();
    Targets targets = trader.targets();
    int bar = trader.firstDecision();
    boolean known = bar >= 0 && targets.hasLiquidity();
    int at = known ? (bar - trader.firstBar()) * width : 0;
    return new Start(
        bar,
        known ? Arrays.copyOfRange(targets.adv(), at, at + width) : unknown(width),
        known ? Arrays.copyOfRange(targets.sigma(), at, at + width) : unknown(width),
        open(targets, bar, panel));
  }

  /** Where there was no decision all that have a price at the first bar. */
  private static double[] open(Targets targets, int bar, Panel panel) {
    int decision = 0;
    while (bar >= 0 && targets.bar(decision) != bar) {
      decision++;
    }
    double[] open = new double[panel.width()];
    for (int i = 0; i < open.length; i++) {
      boolean chosen = bar < 0 || targets.mayHold(decision, i);
      double close = panel.bars().at("close", Math.max(0, bar), i);
      open[i] = chosen && close > 0 ? 1 : 0;
    }
    return open;
  }

  private static double[] unknown(int width) {
    double[] unknown = new double[width];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  /** How many numbers it travels as. */
  static int size(int width) {
    return 1 + 3 * width;
  }

  /** Writes it into {@code numbers} from {@code at} on. */
  void write(double[] numbers, int at) {
    numbers[at] = bar;
    System.arraycopy(adv, 0, numbers, at + 1, adv.length);
    System.arraycopy(sigma, 0, numbers, at + 1 + adv.length, sigma.length);
    System.arraycopy(open, 0, numbers, at + 1 + 2 * adv.length, open.length);
  }

  /** As {@link #write} left it. */
  static Start read(double[] numbers, int at, int width) {
    int sigmaAt = at + 1 + width;
    int openAt = sigmaAt + width;
    return new Start(
        (int) numbers[at],
        Arrays.copyOfRange(numbers, at + 1, sigmaAt),
        Arrays.copyOfRange(numbers, sigmaAt, openAt),
        Arrays.copyOfRange(numbers, openAt, openAt + width));
  }
}
