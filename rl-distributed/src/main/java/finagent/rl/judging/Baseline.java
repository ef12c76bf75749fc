package finagent.rl.judging;

import finagent.rl.algorithm.Policy;
import finagent.rl.env.TradingWorld;
import finagent.rl.reward.LogReturn;
import finagent.sandbox.montecarlo.Covariance;
import finagent.sandbox.montecarlo.Shrinkage;
import finagent.sandbox.random.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a learnt policy has to beat: the same ledger, costs and limits, nothing learnt. */
public enum Baseline {
  CASH,
  /** Equal weights at the first bar, never traded again but to stay within the gross limit. */
  BUY_AND_HOLD,
  /** Equal weights, every bar. */
  EQUAL_WEIGHT,
  /**
   * {@code S^-1 1}, shrunk (Ledoit and Wolf 2004) covariance S of the training window; no shorts,
   * and nothing of what has not moved in its last 21 bars.
   */
  MINIMUM_VARIANCE,
  /**
   * Equal weights that sum to the gross limit, times 10 % a year over their volatility in the 21
   * bars before, at most 1.
   */
  VOLATILITY_TARGET,
  /**
   * Weights in proportion to the next return as a linear regression on the policy's own features
   * foretells it ({@link Ridge}), all instruments together, fitted on the training window; no
   * shorts where there are none.
   */
  RIDGE_SIGNAL,
  /** Actions drawn evenly, anew at every bar. */
  RANDOM;

  private static final double TARGET = 0.1;
  private static final int WINDOW = 21;

  /** Share of equity below which a difference of weights is rounding. */
  private static final double ROUNDING = 1e-9;

  /** {@code buy-and-hold}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Walks through a test window. Who only holds leaves differences alone that are rounding, so that
   * no order of nothing is charged the least commission.
   *
   * @param train the training window
   * @param test the test window, on the same instruments
   * @param seed of random actions
   */
  public Walk walk(TradingWorld train, TradingWorld test, long seed) {
    TradingWorld held =
        this == BUY_AND_HOLD ? test.under(test.rules().account().banded(ROUNDING)) : test;
    return Walk.of(held, policy(train, held, seed), new LogReturn());
  }

  /**
   * The policy for a test window, to be walked through once.
   *
   * @param train the training window
   * @param test the test window, on the same instruments
   * @param seed of random actions
   */
  public Policy policy(TradingWorld train, TradingWorld test, long seed) {
    int width = test.panel().width();
    double[] equal = new double[width];
    Arrays.fill(equal, test.rules().grossLimit() / width);
    double[] fixed = this == MINIMUM_VARIANCE ? minimum(train, test.rules()) : equal;
    Philox draws = Philox.of(seed, "random-policy");
    int stride = test.scaler().columns().size() + 1;
    Optional<Ridge> signal = this == RIDGE_SIGNAL ? Optional.of(ridge(train)) : Optional.empty();
    double[] told = new double[width];
    return new Policy() {
      private int bar;

      @Override
      public void act(double[] observation, double[] action) {
        signal.ifPresent(ridge -> tell(ridge, observation, stride, test.rules(), told));
        for (int i = 0; i < width; i++) {
          double weight =
              switch (Baseline.this) {
                case CASH, RANDOM -> 0;
                case BUY_AND_HOLD -> bar < 1 ? equal[i] : observation[i * stride + stride - 1];
                case EQUAL_WEIGHT, MINIMUM_VARIANCE -> fixed[i];
                case RIDGE_SIGNAL -> told[i];
                case VOLATILITY_TARGET -> equal[i] * scale(test, test.from() + bar);
              };
          double share = weight / test.rules().grossLimit();
          action[i] = test.rules().longOnly() ? 2 * share - 1 : share;
          if (Baseline.this == RANDOM) {
            action[i] = 2 * draws.uniform(0, bar, 0, i) - 1;
          }
        }
        bar++;
      }
    };
  }

  private static double scale(TradingWorld world, int bar) {
    int width = world.panel().width();
    double sum = 0;
    double squares = 0;
    int count = Math.min(WINDOW, bar);
    for (int t = bar - count + 1; t <= bar; t++) {
      double mean = 0;
      for (int i = 0; i < width; i++) {
        mean += change(world, t, i) / width;
      }
      sum += mean;
      squares += mean * mean;
    }
    double variance = (squares - sum * sum / count) / Math.max(1, count - 1);
    double annual = Math.sqrt(variance * world.panel().time().barsPerYear());
    double whole = annual * world.rules().grossLimit();
    return whole > 0 ? Math.min(1, TARGET / whole) : 1;
  }

  /** The simple return to a bar; 0 where there is none. */
  private static double change(TradingWorld world, int t, int i) {
    double change = world.change(t, i);
    return Double.isFinite(change) ? change : 0;
  }

  /** Features of each close, as observed, against the return to the next. */
  private static Ridge ridge(TradingWorld train) {
    int width = train.panel().width();
    List<String> columns = train.scaler().columns();
    double[][] x = new double[(train.to() - train.from() - 1) * width][columns.size()];
    double[] y = new double[x.length];
    for (int k = 0; k < y.length; k++) {
      int t = train.from() + k / width;
      for (int c = 0; c < columns.size(); c++) {
        double value = train.features().at(columns.get(c), t, k % width);
        x[k][c] = train.scaler().scaled(c, value);
      }
      y[k] = change(train, t + 1, k % width);
    }
    return Ridge.fit(x, y);
  }

  private static void tell(
      Ridge ridge, double[] observation, int stride, TradingWorld.Rules rules, double[] into) {
    double gross = 0;
    for (int i = 0; i < into.length; i++) {
      double told = ridge.at(observation, i * stride);
      into[i] = rules.longOnly() ? Math.max(0, told) : told;
      gross += Math.abs(into[i]);
    }
    for (int i = 0; i < into.length; i++) {
      into[i] *= gross > 0 ? rules.grossLimit() / gross : 0;
    }
  }

  private static double[] minimum(TradingWorld train, TradingWorld.Rules rules) {
    int[] moving = moving(train);
    int width = moving.length;
    int sessions = train.to() - train.from() - 1;
    double[] returns = new double[sessions * width];
    for (int k = 0; k < returns.length; k++) {
      returns[k] = change(train, train.from() + 1 + k / width, moving[k % width]);
    }
    double[] solved = new double[width];
    Arrays.fill(solved, 1);
    if (width > 1) {
      solve(Shrinkage.of(sessions, width, returns, true).covariance(), solved);
    }
    double sum = 0;
    for (int i = 0; i < width; i++) {
      solved[i] = Math.max(0, solved[i]);
      sum += solved[i];
    }
    double[] weights = new double[train.panel().width()];
    for (int i = 0; i < width; i++) {
      weights[moving[i]] = solved[i] * (rules.grossLimit() / sum);
    }
    return weights;
  }

  /** Instruments with a return in the last bars of a window. */
  private static int[] moving(TradingWorld train) {
    int first = Math.max(train.from() + 1, train.to() - WINDOW);
    return IntStream.range(0, train.panel().width())
        .filter(i -> IntStream.range(first, train.to()).anyMatch(t -> change(train, t, i) != 0))
        .toArray();
  }

  /** S w = b in place, by the Cholesky factor. */
  private static void solve(Covariance s, double[] b) {
    for (int i = 0; i < b.length; i++) {
      for (int j = 0; j < i; j++) {
        b[i] -= s.factor(i, j) * b[j];
      }
      b[i] /= s.factor(i, i);
    }
    for (int i = b.length - 1; i >= 0; i--) {
      for (int j = i + 1; j < b.length; j++) {
        b[i] -= s.factor(j, i) * b[j];
      }
      b[i] /= s.factor(i, i);
    }
  }
}
