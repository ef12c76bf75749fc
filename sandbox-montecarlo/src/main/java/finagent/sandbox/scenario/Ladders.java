package finagent.sandbox.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * Sensitivity ladders: one scenario per rung, all else equal, over the last sessions of a market.
 * The rung that changes nothing gives the market as it is.
 */
public final class Ladders {
  private Ladders() {}

  /** Moves of beta 1 on top of the market's own, spread over the sessions, e.g. -0.3 .. 0.1. */
  public static List<Scenario> move(int sessions, double... moves) {
    return rungs("move", sessions, m -> Move.of(0, sessions, m, Move.Basis.ON_TOP), moves);
  }

  /** Multiples of volatility. */
  public static List<Scenario> volatility(int sessions, double... multiples) {
    return rungs("volatility", sessions, x -> new Volatility(0, sessions, x), multiples);
  }

  /** Multiples of the half spread. */
  public static List<Scenario> spread(int sessions, double... multiples) {
    return rungs("spread", sessions, x -> new Liquidity(0, sessions, x, 1, 1), multiples);
  }

  /** Multiples of the volume. */
  public static List<Scenario> volume(int sessions, double... multiples) {
    return rungs("volume", sessions, x -> new Liquidity(0, sessions, 1, x, 1), multiples);
  }

  /** Multiples of the borrow fee. */
  public static List<Scenario> borrow(int sessions, double... multiples) {
    return rungs("borrow", sessions, x -> new Liquidity(0, sessions, 1, 1, x), multiples);
  }

  /** Changes of the cash and margin rate, e.g. 0.01 for 100 basis points. */
  public static List<Scenario> rates(int sessions, double... changes) {
    return rungs("rate", sessions, x -> new Rates(0, x), changes);
  }

  /** Shares of the way to correlation 1. */
  public static List<Scenario> correlation(int sessions, long seed, double... shares) {
    return rungs("correlation", sessions, x -> new Correlation(0, sessions, x, seed), shares);
  }

  /** One parameter of a shipped scenario at several values. */
  public static List<Scenario> parameter(String scenario, String parameter, double... values) {
    List<Scenario> rungs = new ArrayList<>();
    for (double value : values) {
      Scenario one = Scenarios.last(scenario, Map.of(parameter, value));
      rungs.add(new Scenario(scenario + " " + label(parameter, value), one.window(), one.shocks()));
    }
    return List.copyOf(rungs);
  }

  private static List<Scenario> rungs(
      String what, int sessions, DoubleFunction<Shock> shock, double... values) {
    List<Scenario> rungs = new ArrayList<>();
    for (double value : values) {
      rungs.add(
          new Scenario(label(what, value), Window.last(sessions), List.of(shock.apply(value))));
    }
    return List.copyOf(rungs);
  }

  private static String label(String what, double value) {
    return String.format(Locale.ROOT, "%s %s", what, value);
  }
}
