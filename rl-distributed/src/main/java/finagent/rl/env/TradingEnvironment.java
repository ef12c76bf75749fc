package finagent.rl.env;

import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Ledger;
import finagent.sandbox.ledger.Row;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.State;
import finagent.sandbox.random.Philox;
import java.util.Arrays;

/**
 * Trading on the ledger of the sandbox: an action is target weights, decided at a close and filled
 * as the account says, by default at the next open, with all its costs. The observation holds, for
 * each instrument, its scaled features of the close and its present weight. The reward is {@code
 * log(equity' / equity)} from close to close, so that rewards add up to the log of the whole
 * return; ruin ends the episode at {@link #RUIN}. The end of the data truncates.
 *
 * <p>{@link Weights} says how actions become weights. O(instruments x features) a step.
 */
public final class TradingEnvironment implements Environment {
  /** The reward of the step that loses everything: the log of a thousandth. */
  public static final double RUIN = StrictMath.log(0.001);

  private final TradingWorld world;
  private final Panel panel;
  private final Philox starts;
  private final Spaces spaces;
  private final double[][] features;
  private final double[] rates;
  private final Row row = new Row();
  private final int width;
  private final boolean liquid;
  private final double[] target;
  private final double[] history;
  private Ledger ledger;
  private long episode;
  private int bar;
  private int step;
  private boolean ruined;

  TradingEnvironment(TradingWorld world, long seed) {
    this.world = world;
    panel = world.panel();
    starts = Philox.of(seed, "trading-start");
    width = panel.width();
    features =
        world.scaler().columns().stream().map(world.features()::column).toArray(double[][]::new);
    spaces = Spaces.continuous(width * (features.length + 1), width);
    rates = panel.perSession("cash-rate").orElse(new double[0]);
    target = new double[width];
    history = new double[width * Math.min(world.rules().length(), world.to() - world.from())];
    row.open = panel.bars().column("open");
    row.close = panel.bars().column("close");
    row.volume = panel.bars().column("volume");
    liquid = world.features().has("adv") && world.features().has("sigma");
    if (liquid) {
      row.adv = world.features().column("adv");
      row.sigma = world.features().column("sigma");
    }
    ledger = open(world.from());
  }

  private Ledger open(int first) {
    Ledger opened =
        Ledger.open(
            world.rules().account(),
            panel.instruments(),
            panel.time(),
            panel.actions(),
            first,
            Journal.Detail.EQUITY);
    bar = first;
    seat();
    opened.advance(first, row);
    return opened;
  }

  private void seat() {
    row.at = bar * width;
    row.liquidityAt = liquid ? row.at : 0;
    row.cashRate = rates.length > 0 ? rates[bar] : Double.NaN;
  }

  @Override
  public Spaces spaces() {
    return spaces;
  }

  @Override
  public void reset(long number) {
    episode = number;
    step = 0;
    ruined = false;
    int room = Math.max(1, world.to() - 1 - world.rules().length() - world.from() + 1);
    ledger = open(world.from() + starts.below(room, number, 0, 0, 0));
  }

  /** The bar at whose close the next action is decided. */
  public int bar() {
    return bar;
  }

  /** The account's equity at that close. */
  public double equity() {
    return ledger.equity();
  }

  @Override
  public void observe(double[] into) {
    int at = 0;
    for (int i = 0; i < width; i++) {
      for (int c = 0; c < features.length; c++) {
        into[at++] = world.scaler().scaled(c, features[c][bar * width + i]);
      }
      into[at++] = ledger.weight(i);
    }
  }

  @Override
  public double step(double[] action) {
    if (truncated() || ruined) {
      throw new IllegalStateException(
          "Episode %d is over after %d steps; reset first".formatted(episode, step));
    }
    for (int i = 0; i < width; i++) {
      history[step * width + i] = Environment.cut(action[i]);
    }
    Weights.of(action, world.rules().grossLimit(), world.rules().longOnly(), target);
    double before = ledger.equity();
    ledger.decide(target, 0, null, 0, row);
    bar++;
    step++;
    seat();
    ledger.advance(bar, row);
    double growth = ledger.equity() / before;
    ruined = !(growth > 0.001);
    return ruined ? RUIN : StrictMath.log(growth);
  }

  @Override
  public boolean terminated() {
    return ruined;
  }

  @Override
  public boolean truncated() {
    return !ruined && (step >= world.rules().length() || bar >= world.to() - 1);
  }

  /** The actions of the episode so far: {@link #restore} takes them again. */
  @Override
  public State save() {
    double[] taken = Arrays.copyOf(history, step * width);
    return State.of(1, new double[][] {taken}, new long[][] {{episode}});
  }

  @Override
  public void restore(State state) {
    reset(state.longs(0)[0]);
    double[] taken = state.doubles(0);
    for (int at = 0; at < taken.length; at += width) {
      step(Arrays.copyOfRange(taken, at, at + width));
    }
  }
}
