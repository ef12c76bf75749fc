package finagent.rl.training;

import finagent.rl.env.CartPole;
import finagent.rl.env.JudgedMarket;
import finagent.rl.env.LinearQuadraticTrading;
import finagent.rl.env.MountainCarContinuous;
import finagent.rl.env.Pendulum;
import finagent.rl.env.World;
import finagent.rl.reward.Reward;
import finagent.rl.reward.Rewarded;
import finagent.rl.reward.ScaledReturn;
import finagent.sandbox.grid.Shared;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A problem that needs no data, by name: control problems, and markets whose profit is known.
 * {@code martingale} has none; {@code planted-edge} pays 0.3 % a bar before 5 bps of cost to
 * whoever follows the signal. Their rewards are log returns in per cent.
 */
public record ControlSpec(String name) implements WorldSpec {
  private static final List<String> NAMES =
      List.of("pendulum", "cartpole", "mountain-car", "lq-trading", "martingale", "planted-edge");
  private static final long MARKET_SEED = 1;
  private static final int BARS = 2000;
  private static final int EPISODE = 250;
  private static final Reward PER_CENT = new ScaledReturn(100);

  public ControlSpec {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "No environment '%s'; there are %s".formatted(name, String.join(", ", NAMES)));
    }
  }

  /** All names. */
  public static List<String> names() {
    return NAMES;
  }

  @Override
  public World open(Shared shared) {
    return switch (name) {
      case "pendulum" -> Pendulum::of;
      case "cartpole" -> CartPole::of;
      case "mountain-car" -> MountainCarContinuous::of;
      case "lq-trading" -> LinearQuadraticTrading::of;
      default -> new Rewarded(judged().orElseThrow().world(MARKET_SEED, cost(), EPISODE), PER_CENT);
    };
  }

  /** The market whose profit is known, if it is one; trainings see the one of a seed of its own. */
  public Optional<JudgedMarket> judged() {
    return switch (name) {
      case "martingale" -> Optional.of(JudgedMarket.martingale(BARS));
      case "planted-edge" -> Optional.of(new JudgedMarket(BARS, 0.003, 0.01, 0.1));
      default -> Optional.empty();
    };
  }

  /** What a trade costs there, as a share of its value. */
  public double cost() {
    return name.equals("planted-edge") ? 0.0005 : 0;
  }

  @Override
  public SortedMap<String, String> identity() {
    SortedMap<String, String> identity = new TreeMap<>();
    identity.put("environment", name);
    if (judged().isPresent()) {
      identity.put("reward", Rewards.text(PER_CENT));
    }
    return identity;
  }

  @Override
  public float gamma() {
    return name.equals("pendulum") ? 0.98f : 0.99f;
  }
}
