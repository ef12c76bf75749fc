package finagent.sandbox.montecarlo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Heston's parameters from the moments of a return series. With step d, {@code B = (1 - e^(-kappa
 * d)) / kappa} and the stationary variance {@code V = theta sigma^2 / (2 kappa)} of v, to first
 * order in d
 *
 * <pre>
 * var(r)               = theta d
 * cov(r(t)^2, r(t+k)^2) = V B^2 e^(-kappa d (k - 1))
 * cov(r(t),   r(t+k)^2) = rho sigma theta B^2 e^(-kappa d (k - 1))
 * </pre>
 *
 * (autocovariance of integrated variance: Barndorff-Nielsen and Shephard 2001, section 4; as
 * moments for Heston: Bollerslev and Zhou 2002; leverage: Bollerslev, Litvinova and Tauchen 2006).
 * kappa, V and rho are the least squares fit of both curves over the lags. Standard errors by
 * leaving out one block of time after another (Kuensch 1989). O(n x lags x blocks).
 */
final class HestonMoments {
  private static final List<String> NAMES =
      List.of("drift", "start-variance", "reversion", "long-variance", "vol-of-vol", "correlation");
  private static final int BLOCKS = 20;
  private static final int MOST_LAGS = 250;
  private static final int GRID = 48;
  private static final double SLOWEST = 0.5;
  private static final double FASTEST = 100;
  private static final double LEAST_VOL_OF_VOL = 0.01;
  private static final double MOST_CORRELATED = 0.99;

  private final double[] returns;
  private final double stepsPerYear;
  private final int lags;

  HestonMoments(double[] logReturns, double stepsPerYear) {
    returns = logReturns;
    this.stepsPerYear = Checks.positive("steps per year", stepsPerYear);
    lags = Math.min(MOST_LAGS, logReturns.length / 10);
  }

  Fit<Heston> fit() {
    double[] all = parameters(-1);
    if (!(all[4] > LEAST_VOL_OF_VOL)) {
      throw new IllegalArgumentException(
          "Squared returns do not cluster over 1 to %d steps: there is no stochastic volatility to fit; use gbm or merton"
              .formatted(lags));
    }
    Heston model = new Heston(all[0], all[1], all[2], all[3], all[4], all[5], stepsPerYear);
    return new Fit<>(model, NAMES, boxed(all), boxed(errors()), Double.NaN);
  }

  private static List<Double> boxed(double[] values) {
    List<Double> boxed = new ArrayList<>();
    Arrays.stream(values).forEach(boxed::add);
    return boxed;
  }

  private double[] errors() {
    double[][] without = new double[BLOCKS][];
    Arrays.setAll(without, this::parameters);
    double[] errors = new double[NAMES.size()];
    for (int k = 0; k < errors.length; k++) {
      double sum = 0;
      for (double[] one : without) {
        sum += one[k];
      }
      double squares = 0;
      for (double[] one : without) {
        squares += (one[k] - sum / BLOCKS) * (one[k] - sum / BLOCKS);
      }
      errors[k] = Math.sqrt(squares * (BLOCKS - 1) / BLOCKS);
    }
    errors[1] = Double.NaN;
    return errors;
  }

  /** In the order of the names, without the returns of a block; vol of vol 0 = no clustering. */
  private double[] parameters(int block) {
    double[] mean = new double[2];
    moments(block, mean);
    double[] squares = new double[lags];
    double[] leverage = new double[lags];
    curves(block, mean, squares, leverage);
    double kappa = reversion(squares);
    double theta = mean[1] * stepsPerYear;
    double b = -StrictMath.expm1(-kappa / stepsPerYear) / kappa;
    double spread = Math.max(0, level(squares, kappa)) / (b * b);
    double sigma = Math.sqrt(2 * kappa * spread / theta);
    double rho = sigma == 0 ? 0 : level(leverage, kappa) / (sigma * theta * b * b);
    return new double[] {
      mean[0] * stepsPerYear + theta / 2,
      start(mean[0], theta, kappa),
      kappa,
      theta,
      sigma,
      Math.max(-MOST_CORRELATED, Math.min(MOST_CORRELATED, rho))
    };
  }

  private boolean left(int t, int block) {
    return (long) t * BLOCKS / returns.length != block;
  }

  private void moments(int block, double[] out) {
    int n = 0;
    for (int t = 0; t < returns.length; t++) {
      if (left(t, block)) {
        out[0] += returns[t];
        n++;
      }
    }
    out[0] /= n;
    for (int t = 0; t < returns.length; t++) {
      if (left(t, block)) {
        out[1] += (returns[t] - out[0]) * (returns[t] - out[0]);
      }
    }
    out[1] /= n;
  }

  private void curves(int block, double[] mean, double[] squares, double[] leverage) {
    double[] r = new double[returns.length];
    Arrays.setAll(r, t -> returns[t] - mean[0]);
    for (int k = 1; k <= lags; k++) {
      int n = 0;
      for (int t = 0; t + k < r.length; t++) {
        if (left(t, block)) {
          double later = r[t + k] * r[t + k] - mean[1];
          squares[k - 1] += (r[t] * r[t] - mean[1]) * later;
          leverage[k - 1] += r[t] * later;
          n++;
        }
      }
      squares[k - 1] /= n;
      leverage[k - 1] /= n;
    }
  }

  /** The height of the exponential curve that is nearest to the values. */
  private double level(double[] values, double kappa) {
    double product = 0;
    double norm = 0;
    for (int k = 0; k < values.length; k++) {
      double e = StrictMath.exp(-kappa * k / stepsPerYear);
      product += e * values[k];
      norm += e * e;
    }
    return product / norm;
  }

  /** What such a curve explains of the squares; the best reversion explains most. */
  private double explained(double[] values, double kappa) {
    double level = level(values, kappa);
    double norm = 0;
    for (int k = 0; k < values.length; k++) {
      norm += StrictMath.exp(-2 * kappa * k / stepsPerYear);
    }
    return level > 0 ? level * level * norm : 0;
  }

  /** By a grid in the logarithm, then by thirds of the best three cells. */
  private double reversion(double[] squares) {
    double step = StrictMath.log(FASTEST / SLOWEST) / GRID;
    int best = 0;
    double most = -1;
    for (int g = 0; g <= GRID; g++) {
      double explained = explained(squares, SLOWEST * StrictMath.exp(g * step));
      if (explained > most) {
        most = explained;
        best = g;
      }
    }
    double low = SLOWEST * StrictMath.exp(Math.max(0, best - 1) * step);
    double high = SLOWEST * StrictMath.exp(Math.min(GRID, best + 1) * step);
    for (int k = 0; k < 30; k++) {
      double a = low + (high - low) / 3;
      double b = high - (high - low) / 3;
      if (explained(squares, a) < explained(squares, b)) {
        low = a;
      } else {
        high = b;
      }
    }
    return (low + high) / 2;
  }

  /** Variance now: squares weighted by their age, over four weeks or so, drawn to the long run. */
  private double start(double mean, double theta, double kappa) {
    double decay = StrictMath.exp(-Math.max(kappa, stepsPerYear / 20) / stepsPerYear);
    double weight = 1;
    double sum = theta;
    double total = 1;
    for (int t = returns.length - 1; t >= 0 && weight > 1e-9; t--) {
      sum += weight * (returns[t] - mean) * (returns[t] - mean) * stepsPerYear;
      total += weight;
      weight *= decay;
    }
    return sum / total;
  }
}
