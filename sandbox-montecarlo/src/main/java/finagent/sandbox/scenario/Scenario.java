package finagent.sandbox.scenario;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happens to a market in some of its sessions. Applied to a market it gives another one, in
 * which strategies decide, trade and pay anew; before the window every bit is as it was, after it
 * every return.
 *
 * @param name e.g. {@code market-crash}
 * @param window the sessions it changes
 * @param shocks what happens, one after the other; none = the market as it is
 */
public record Scenario(String name, Window window, List<Shock> shocks) implements Serializable {
  private static final int BETA_BARS = 504;

  public Scenario {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A scenario needs a name");
    }
    shocks = List.copyOf(shocks);
    for (Shock shock : shocks) {
      if (shock.sessions() > window.sessions()) {
        throw new IllegalArgumentException(
            "Scenario '%s': %s needs %d sessions, its window has %d"
                .formatted(name, shock, shock.sessions(), window.sessions()));
      }
    }
  }

  /** The market as it is. */
  public static Scenario neutral() {
    return new Scenario("neutral", Window.last(1), List.of());
  }

  /** The bars of a market it changes: the first, and the one after the last. */
  public int[] span(TimeAxis time) {
    int[] starts = window.bars(name, time);
    return new int[] {starts[0], starts[starts.length - 1]};
  }

  /**
   * Applies it, with betas from the 504 bars before the window (or from the whole market where
   * fewer than 60 precede it).
   */
  public Stressed apply(Panel panel, Account.Costs costs) {
    int from = window.bars(name, panel.time())[0];
    boolean early = from < Betas.LEAST;
    boolean needed = shocks.stream().anyMatch(s -> s instanceof Move || s instanceof Replay);
    if (!needed) {
      return apply(panel, costs, Betas.given(Map.of()));
    }
    return apply(
        panel,
        costs,
        early
            ? Betas.of(panel, 0, panel.time().size())
            : Betas.of(panel, Math.max(0, from - BETA_BARS), from));
  }

  /** Applies it with given betas. */
  public Stressed apply(Panel panel, Account.Costs costs, Betas betas) {
    int[] starts = window.bars(name, panel.time());
    int end = starts[starts.length - 1];
    if (shocks.isEmpty()) {
      return new Stressed(panel, costs, starts[0], end, List.of());
    }
    Canvas canvas = new Canvas(panel, starts, betas);
    canvas.notes.addAll(betas.notes());
    for (Shock shock : shocks) {
      shock.apply(canvas);
    }
    List<String> warnings = new ArrayList<>(panel.warnings());
    warnings.add(
        "scenario %s: %s..%s are made up"
            .formatted(name, panel.time().date(starts[0]), panel.time().date(end - 1)));
    List<String> notes = new ArrayList<>(canvas.notes);
    notes.addAll(silent(costs));
    Panel painted = Repaint.of(canvas, costs, panel.source() + " + " + name, warnings);
    return new Stressed(painted, costs, starts[0], end, notes);
  }

  /** What cannot show because the account does not charge it. */
  private List<String> silent(Account.Costs costs) {
    List<String> silent = new ArrayList<>();
    boolean spread = false;
    boolean borrow = false;
    for (Shock shock : shocks) {
      spread |= shock instanceof Liquidity l && l.spread() != 1;
      spread |= shock instanceof Jumps j && j.spread() != 1;
      borrow |= shock instanceof Liquidity l && l.borrow() != 1;
    }
    if (spread && costs.halfSpread() == 0) {
      silent.add("the account pays no spread: wider spreads change nothing");
    }
    if (borrow && costs.borrow() == 0) {
      silent.add("the account pays no borrow fee: a higher one changes nothing");
    }
    return silent;
  }
}
