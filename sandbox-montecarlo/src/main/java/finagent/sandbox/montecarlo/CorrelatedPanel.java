package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.vector.Lane;
import finagent.sandbox.vector.Mix;
import java.util.List;

/**
 * Many instruments with jointly normal or jointly Student log returns: {@code x = mean + s L z}, L
 * the Cholesky factor of the covariance. Normal: s = 1. Student with v degrees of freedom: {@code s
 * = sqrt((v - 2) / C)} with one chi-square C per step and path, so that the covariance is as given
 * and all instruments crash together (Demarta and McNeil 2005, section 2).
 *
 * @param mean of the log return per step, by instrument
 * @param covariance of the log returns per step
 * @param degrees of freedom, above 2; infinity = normal
 */
public record CorrelatedPanel(List<Double> mean, Covariance covariance, double degrees)
    implements PathModel {
  public CorrelatedPanel {
    mean = List.copyOf(mean);
    if (mean.size() != covariance.size()) {
      throw new IllegalArgumentException(
          "%d means do not fit a covariance of size %d".formatted(mean.size(), covariance.size()));
    }
    mean.forEach(value -> Checks.finite("mean", value));
    for (int i = 0; i < covariance.size(); i++) {
      Checks.perStep("volatility", Math.sqrt(covariance.at(i, i)));
    }
    if (!(degrees > 2)) {
      throw new IllegalArgumentException(
          "Invalid degrees: %s (must be above 2, else there is no variance)".formatted(degrees));
    }
  }

  /** Jointly normal. */
  public static CorrelatedPanel normal(List<Double> mean, Covariance covariance) {
    return new CorrelatedPanel(mean, covariance, Double.POSITIVE_INFINITY);
  }

  /** Geometric Brownian motions: means are {@code (drift - variance / 2)} per step. */
  public static CorrelatedPanel gbm(List<Double> driftPerStep, Covariance covariance) {
    List<Double> mean =
        java.util.stream.IntStream.range(0, driftPerStep.size())
            .mapToObj(i -> driftPerStep.get(i) - covariance.at(i, i) / 2)
            .toList();
    return normal(mean, covariance);
  }

  @Override
  public int instruments() {
    return covariance.size();
  }

  @Override
  public Walk walk(Blocks random) {
    return new Steps(this, random);
  }

  private static final class Steps implements Walk {
    private final Blocks random;
    private final Mix mix = Mix.best();
    private final ChiSquares chiSquares;
    private final double degrees;
    private final int size;
    private final int rows;
    private final double[] matrix;
    private final double[] mean;
    private final double[] drift;
    private final double[] z;
    private final double[] scale = new double[Lane.STRIDE];
    private long first;
    private int lanes;
    private int step;

    Steps(CorrelatedPanel model, Blocks random) {
      this.random = random;
      degrees = model.degrees;
      chiSquares = new ChiSquares(random, degrees, 0);
      size = model.covariance.size();
      rows = Mix.padded(size);
      matrix = new double[rows * rows];
      mean = new double[rows];
      for (int i = 0; i < size; i++) {
        mean[i] = model.mean.get(i);
        for (int j = 0; j <= i; j++) {
          matrix[i * rows + j] = model.covariance.factor(i, j);
        }
      }
      drift = degrees == Double.POSITIVE_INFINITY ? mean : new double[rows];
      // One row more: factors come in pairs.
      z = new double[(rows + 1) * Lane.STRIDE];
    }

    @Override
    public void start(long first, int lanes) {
      this.first = first;
      this.lanes = lanes;
      step = 0;
    }

    @Override
    public void next(double[] x) {
      for (int j = 0; j < size; j += 2) {
        random.at(first, lanes, step, 0, 1 + j / 2);
        random.normals(z, j * Lane.STRIDE, z, (j + 1) * Lane.STRIDE);
      }
      mix.over(matrix, drift, rows, z, x, lanes);
      if (degrees < Double.POSITIVE_INFINITY) {
        student(x);
      }
      step++;
    }

    private void student(double[] x) {
      chiSquares.fill(first, lanes, step, scale);
      for (int p = 0; p < lanes; p++) {
        scale[p] = Math.sqrt((degrees - 2) / scale[p]);
      }
      for (int i = 0; i < size; i++) {
        int at = i * Lane.STRIDE;
        for (int p = 0; p < lanes; p++) {
          x[at + p] = mean[i] + scale[p] * x[at + p];
        }
      }
    }
  }
}
