package finagent.rl.env;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.random.Philox;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A market of one instrument to judge learning by: what there is to earn is known. A signal s is 1
 * or -1 and turns with a given chance after each bar; the next simple return is {@code edge s +
 * noise e} with e = 1 or -1, evenly. Bars open where the last one closed, so that an order fills at
 * the price it was decided at. With no edge prices are a martingale: nothing can be earned.
 *
 * <p>A weight of {@code w s} grows by {@code g(w) = log(1 + w (edge + noise)) / 2 + log(1 + w (edge
 * - noise)) / 2} a bar before costs; without costs the best weight there is, within 0 to 1, is
 * {@code min(1, edge / (noise^2 - edge^2))} (Kelly 1956).
 *
 * @param bars how many, at least 20
 * @param edge predictable part of a return, 0 or more, below the noise
 * @param noise the rest, below 0.5
 * @param turn chance that the signal turns, above 0, at most 1/2
 */
public record JudgedMarket(int bars, double edge, double noise, double turn)
    implements Serializable {
  /** The column of the signal. */
  public static final String SIGNAL = "signal";

  public JudgedMarket {
    if (bars < 20 || !(edge >= 0 && edge < noise && noise < 0.5) || !(turn > 0 && turn <= 0.5)) {
      throw new IllegalArgumentException(
          ("Invalid market: %d bars, edge %s, noise %s, turn %s (at least 20 bars, 0 <= edge <"
                  + " noise < 0.5, 0 < turn <= 0.5)")
              .formatted(bars, edge, noise, turn));
    }
  }

  /** A market in which nothing can be earned. */
  public static JudgedMarket martingale(int bars) {
    return new JudgedMarket(bars, 0, 0.01, 0.1);
  }

  /** Expected log growth a bar of holding {@code weight x signal}, before costs. */
  public double growth(double weight) {
    double up = StrictMath.log1p(weight * (edge + noise));
    return (up + StrictMath.log1p(weight * (edge - noise))) / 2;
  }

  /** The weight of largest growth before costs, 0 to 1: hold it times the signal. */
  public double bestWeight() {
    return Math.min(1, edge / (noise * noise - edge * edge));
  }

  /**
   * Draws the market, with trading from a weight of -1 to 1.
   *
   * @param seed of signal and noise
   * @param cost of a trade, as a share of its value
   * @param length steps of an episode at most
   */
  public TradingWorld world(long seed, double cost, int length) {
    double[] signal = new double[bars];
    double[] open = new double[bars];
    double[] close = new double[bars];
    Philox draws = Philox.of(seed, "judged-market");
    for (int t = 0; t < bars; t++) {
      double before = t == 0 ? 1 : signal[t - 1];
      double shock = draws.uniform(0, t, 0, 0) < 0.5 ? -noise : noise;
      open[t] = t == 0 ? 100 : close[t - 1];
      close[t] = open[t] * (1 + edge * before + shock);
      signal[t] = draws.uniform(0, t, 0, 1) < turn ? -before : before;
    }
    return trading(bars(seed, open, close), signal, cost, length);
  }

  private Panel bars(long seed, double[] open, double[] close) {
    double[] volume = new double[bars];
    Arrays.fill(volume, 1e9);
    long[] ends = new long[bars];
    int[] sessions = new int[bars];
    Arrays.setAll(ends, t -> t * 86_400_000_000L);
    Arrays.setAll(sessions, t -> t);
    TimeAxis time = TimeAxis.of("WEEKDAYS", 261, ends, sessions);
    InstrumentAxis names = InstrumentAxis.of(List.of("JUDGED"));
    Map<String, double[]> columns =
        Map.of(
            "open",
            open,
            "close",
            close,
            "volume",
            volume,
            "high",
            extreme(open, close, true),
            "low",
            extreme(open, close, false));
    Frame frame = Frame.of(time, names, columns);
    String source = String.format(Locale.ROOT, "judged market, edge %s, seed %d", edge, seed);
    return Panel.of(source, frame, Actions.none(), Map.of(), Map.of(), List.of());
  }

  private TradingWorld trading(Panel panel, double[] signal, double cost, int length) {
    Scaler plain = new Scaler(List.of(SIGNAL), List.of(0.0), List.of(1.0));
    Account account = Account.plain(1e6).with(new Account.Costs(cost, 0, 0, 0, 0, 0, 0, 0, 0));
    TradingWorld.Rules rules = new TradingWorld.Rules(account, 1, false, length);
    Frame features = Frame.of(panel.time(), panel.instruments(), Map.of(SIGNAL, signal));
    return new TradingWorld(panel, features, plain, 0, bars, rules);
  }

  private static double[] extreme(double[] open, double[] close, boolean high) {
    double[] made = new double[open.length];
    Arrays.setAll(made, t -> high ? Math.max(open[t], close[t]) : Math.min(open[t], close[t]));
    return made;
  }
}
