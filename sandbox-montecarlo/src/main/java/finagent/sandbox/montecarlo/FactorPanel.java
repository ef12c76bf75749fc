package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Philox;
import finagent.sandbox.vector.Lane;
import java.util.Arrays;

/**
 * Many instruments moved by one market (Sharpe 1963): {@code x_i = alpha_i + beta_i m + e_i}, log
 * returns per step. The market m is any model of one series; the e of a step are the residuals of
 * one whole historical session drawn anew, so that their cross-section is one that happened. Alpha
 * and beta by least squares on the equally weighted market. Immutable.
 */
public final class FactorPanel implements PathModel {
  private static final long serialVersionUID = 1L;

  /** Keeps the residuals' random numbers apart from those of any market model. */
  private static final long RESIDUALS = Philox.instrument("residuals");

  private final PathModel market;
  private final int width;
  private final int rows;
  private final double[] alpha;
  private final double[] beta;
  private final double[] residuals;

  private FactorPanel(
      PathModel market, int rows, double[] alpha, double[] beta, double[] residuals) {
    this.market = market;
    this.width = alpha.length;
    this.rows = rows;
    this.alpha = alpha;
    this.beta = beta;
    this.residuals = residuals;
  }

  /**
   * Of a model of the market's log returns, and the history that says how instruments follow it.
   */
  public static FactorPanel of(PathModel market, RowReturns returns) {
    if (market.instruments() != 1) {
      throw new IllegalArgumentException(
          "The market is one series; this model has %d".formatted(market.instruments()));
    }
    double[] m = marketLogs(returns);
    Sample sample = Sample.of(m, 20);
    int n = returns.instruments();
    int rows = returns.rows();
    double[] alpha = new double[n];
    double[] beta = new double[n];
    double[] residuals = new double[rows * n];
    for (int i = 0; i < n; i++) {
      double mean = 0;
      double cross = 0;
      double[] x = new double[rows];
      for (int t = 0; t < rows; t++) {
        x[t] = StrictMath.log1p(returns.at(t, i));
        mean += x[t] / rows;
        cross += x[t] * (m[t] - sample.mean()) / rows;
      }
      beta[i] = cross / sample.variance();
      alpha[i] = mean - beta[i] * sample.mean();
      for (int t = 0; t < rows; t++) {
        residuals[t * n + i] = x[t] - alpha[i] - beta[i] * m[t];
      }
    }
    return new FactorPanel(market, rows, alpha, beta, residuals);
  }

  /** Log returns of the equally weighted portfolio, rebalanced at every session. */
  public static double[] marketLogs(RowReturns returns) {
    return Arrays.stream(returns.average()).map(StrictMath::log1p).toArray();
  }

  @Override
  public int instruments() {
    return width;
  }

  /** Sensitivity of instrument i to the market. */
  public double beta(int i) {
    return beta[i];
  }

  @Override
  public Walk walk(Blocks random) {
    return new Steps(this, random);
  }

  private static final class Steps implements Walk {
    private final FactorPanel model;
    private final Walk market;
    private final Philox random;
    private final double[] m;
    private final int[] row = new int[Lane.WIDTH];
    private long first;
    private int lanes;
    private int step;

    Steps(FactorPanel model, Blocks random) {
      this.model = model;
      this.random = random.philox();
      market = model.market.walk(random);
      m = new double[finagent.sandbox.vector.Mix.padded(1) * Lane.STRIDE];
    }

    @Override
    public void start(long first, int lanes) {
      this.first = first;
      this.lanes = lanes;
      step = 0;
      market.start(first, lanes);
    }

    @Override
    public void next(double[] x) {
      market.next(m);
      for (int p = 0; p < lanes; p++) {
        row[p] = random.below(model.rows, first + p, step, RESIDUALS, 0) * model.width;
      }
      for (int i = 0; i < model.width; i++) {
        double a = model.alpha[i];
        double b = model.beta[i];
        for (int p = 0; p < lanes; p++) {
          x[i * Lane.STRIDE + p] = a + b * m[p] + model.residuals[row[p] + i];
        }
      }
      step++;
    }
  }
}
