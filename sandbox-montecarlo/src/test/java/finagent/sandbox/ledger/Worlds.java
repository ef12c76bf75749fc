package finagent.sandbox.ledger;

import finagent.sandbox.market.Actions.Kind;
import java.util.Random;

/** Random markets, targets and accounts, reproducible from a seed. */
final class Worlds {
  private static final double NONE = Double.POSITIVE_INFINITY;

  private Worlds() {}

  /** A market with gaps, halts, corporate actions and rates, and targets at some of its bars. */
  static Tape tape(long seed, boolean longOnly, boolean actions) {
    Random random = new Random(seed);
    Tape tape = new Tape(4 + random.nextInt(24), 1 + random.nextInt(6));
    for (int i = 0; i < tape.width; i++) {
      double price = 5 + 200 * random.nextDouble();
      for (int t = 0; t < tape.bars; t++) {
        tape.open[t][i] = price * Math.exp(0.03 * random.nextGaussian());
        price = tape.open[t][i] * Math.exp(0.03 * random.nextGaussian());
        tape.close[t][i] = price;
        tape.volume[t][i] = random.nextInt(15) == 0 ? 0 : 1e5;
        tape.adv[t][i] = random.nextInt(20) == 0 ? Double.NaN : 1e4 + 1e5 * random.nextDouble();
        tape.sigma[t][i] = random.nextInt(20) == 0 ? Double.NaN : 0.05 * random.nextDouble();
        if (random.nextInt(15) == 0) {
          tape.missing(t, i);
        }
        if (actions) {
          act(tape, random, t, i);
        }
      }
    }
    for (int t = 0; t < tape.bars; t++) {
      tape.spreadMultiple[t] = 1 + Math.floorMod(t + seed, 3);
      tape.borrowMultiple[t] = 1 + Math.floorMod(t + seed, 4);
      tape.rate[t] = random.nextInt(4) == 0 ? Double.NaN : 0.06 * random.nextDouble() - 0.01;
      if (random.nextInt(3) > 0) {
        want(tape, random, t, longOnly);
      }
    }
    return tape;
  }

  private static void act(Tape tape, Random random, int t, int i) {
    switch (random.nextInt(60)) {
      case 0 -> tape.act(t, i, Kind.SPLIT, random.nextBoolean() ? 1.5 : 0.05);
      case 1, 2, 3 -> tape.act(t, i, Kind.DIVIDEND, 2 * random.nextDouble());
      case 4 -> tape.act(t, i, Kind.SPINOFF, 0.6 + 0.4 * random.nextDouble());
      case 5 -> {
        tape.act(t, i, Kind.SPLIT, 3);
        tape.act(t, i, Kind.DIVIDEND, 0.5);
      }
      case 6 -> tape.act(t, i, Kind.DELISTING, -random.nextDouble());
      default -> {}
    }
  }

  private static void want(Tape tape, Random random, int t, boolean longOnly) {
    double[] weights = new double[tape.width];
    double[] groups = new double[tape.width];
    for (int i = 0; i < tape.width; i++) {
      double weight = random.nextGaussian();
      weights[i] = (longOnly ? Math.abs(weight) : weight) / tape.width;
      if (random.nextInt(5) == 0) {
        weights[i] = random.nextBoolean() ? 0 : Double.NaN;
      }
      groups[i] = random.nextInt(3);
    }
    tape.want(t, weights);
    if (random.nextInt(3) == 0) {
      tape.groups[t] = groups;
    }
  }

  static Account account(long seed) {
    Random random = new Random(~seed);
    return new Account(
        1e4 + 1e6 * random.nextDouble(),
        "USD",
        pick(random, Account.Fill.values()),
        pick(random, Account.Sizing.values()),
        random.nextInt(4),
        Account.Rebalance.DAILY,
        random.nextBoolean() ? 0 : 0.02,
        1 + random.nextInt(3),
        pick(random, NONE, NONE, 0.01),
        pick(random, NONE, 1.0, 1.5, 3.0),
        pick(random, Account.Dividends.values()),
        costs(random));
  }

  private static Account.Costs costs(Random random) {
    return new Account.Costs(
        pick(random, 0.0, 1e-3),
        pick(random, 0.0, 0.01),
        pick(random, 0.0, 1.0, 20.0),
        pick(random, 0.0, 5e-4),
        pick(random, 0.0, 1.0),
        pick(random, 0.0, 0.02),
        pick(random, 0.0, -0.0025),
        pick(random, 0.0, 0.015),
        pick(random, 0.0, 0.03),
        random.nextInt(4) == 0,
        random.nextInt(4) == 0);
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** The account with other fill, sizing and leverage. */
  static Account with(Account a, Account.Fill fill, Account.Sizing sizing, double leverage) {
    return new Account(
        a.capital(),
        a.currency(),
        fill,
        sizing,
        a.patience(),
        a.rebalance(),
        a.band(),
        a.tranches(),
        a.maxAdv(),
        leverage,
        a.dividends(),
        a.costs());
  }
}
