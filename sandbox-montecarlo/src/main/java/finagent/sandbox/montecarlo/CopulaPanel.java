package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Normal;
import finagent.sandbox.stats.StudentT;
import finagent.sandbox.vector.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A t copula over the instruments' own historical distributions (Demarta and McNeil 2005): {@code y
 * = L z sqrt(v / C)} as in {@link CorrelatedPanel}, then each instrument's log return is its
 * historical quantile at {@code T_v(y)}. Between order statistics k and k + 1, which stand at
 * {@code T_v^-1((k - 1/2) / n)}, it is linear in y; beyond the extremes it stays at them: no return
 * is worse than the worst in history.
 *
 * @param correlation of the copula (unit variances)
 * @param degrees of freedom v, above 2
 * @param margins for each instrument its historical log returns, all as many
 */
public record CopulaPanel(Covariance correlation, double degrees, List<List<Double>> margins)
    implements PathModel {
  public CopulaPanel {
    margins = margins.stream().map(List::copyOf).toList();
    Checks.within("degrees", degrees, 2.0001, 1e6);
    if (margins.size() != correlation.size()) {
      throw new IllegalArgumentException(
          "%d margins do not fit a correlation of size %d"
              .formatted(margins.size(), correlation.size()));
    }
    for (int i = 0; i < margins.size(); i++) {
      if (Math.abs(correlation.at(i, i) - 1) > 1e-9 || margins.get(i).size() < 10) {
        throw new IllegalArgumentException(
            "Instrument %d has copula variance %s and %d returns (must be 1, and at least 10)"
                .formatted(i, correlation.at(i, i), margins.get(i).size()));
      }
      Sample.of(array(margins.get(i)), margins.get(0).size());
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public int instruments() {
    return margins.size();
  }

  @Override
  public Walk walk(Blocks random) {
    return new Steps(this, random);
  }

  /**
   * From history: correlation of normal scores of ranks, shrunk by {@link Shrinkage}; degrees by
   * maximum likelihood of the copula given it (canonical maximum likelihood, Mashal and Zeevi
   * 2002).
   */
  public static Fit<CopulaPanel> fit(RowReturns returns) {
    int n = returns.instruments();
    int rows = returns.rows();
    double[] logs = new double[rows * n];
    Arrays.setAll(logs, k -> StrictMath.log1p(returns.at(k / n, k % n)));
    double[] ranks = ranks(rows, n, logs);
    double[] scores = Arrays.stream(ranks).map(Normal::quantile).toArray();
    Covariance shrunk = Shrinkage.of(rows, n, scores, true).covariance();
    double[] unit = new double[n * n];
    Arrays.setAll(unit, k -> k / n == k % n ? 1 : shrunk.correlation(k / n, k % n));
    Covariance correlation = Covariance.of(n, unit);
    Likelihood.Best best =
        Likelihood.maximise(
            v -> logLikelihood(StrictMath.exp(v[0]), rows, n, ranks, correlation),
            new double[] {StrictMath.log(8)},
            new double[] {0.5});
    double degrees = StrictMath.exp(best.values()[0]);
    List<List<Double>> margins =
        IntStream.range(0, n)
            .mapToObj(i -> IntStream.range(0, rows).mapToObj(t -> logs[t * n + i]).toList())
            .toList();
    return new Fit<>(
        new CopulaPanel(correlation, degrees, margins),
        List.of("degrees"),
        List.of(degrees),
        List.of(degrees * best.errors()[0]),
        best.logLikelihood());
  }

  /** (Rank - 1/2) / rows, by column; ties in the order of time. */
  private static double[] ranks(int rows, int n, double[] values) {
    double[] ranks = new double[rows * n];
    for (int i = 0; i < n; i++) {
      int column = i;
      Integer[] order = IntStream.range(0, rows).boxed().toArray(Integer[]::new);
      Arrays.sort(
          order,
          (a, b) -> {
            int c = Double.compare(values[a * n + column], values[b * n + column]);
            return c != 0 ? c : Integer.compare(a, b);
          });
      for (int k = 0; k < rows; k++) {
        ranks[order[k] * n + i] = (k + 0.5) / rows;
      }
    }
    return ranks;
  }

  private static double logLikelihood(
      double v, int rows, int n, double[] ranks, Covariance correlation) {
    if (!(v > 2.05 && v < 300)) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] grid = nodes(rows, v);
    StudentT law = StudentT.of(v);
    double[] logDensity = Arrays.stream(grid).map(law::logDensity).toArray();
    double sum = 0;
    double logDet = 0;
    for (int i = 0; i < n; i++) {
      logDet += StrictMath.log(correlation.factor(i, i));
    }
    double constant =
        StudentT.logGamma((v + n) / 2)
            - StudentT.logGamma(v / 2)
            - n / 2.0 * StrictMath.log(v * Math.PI)
            - logDet;
    double[] w = new double[n];
    for (int t = 0; t < rows; t++) {
      double square = 0;
      for (int i = 0; i < n; i++) {
        int rank = (int) (ranks[t * n + i] * rows);
        double y = grid[rank];
        sum -= logDensity[rank];
        for (int j = 0; j < i; j++) {
          y -= correlation.factor(i, j) * w[j];
        }
        w[i] = y / correlation.factor(i, i);
        square += w[i] * w[i];
      }
      sum += constant - (v + n) / 2 * StrictMath.log1p(square / v);
    }
    return sum;
  }

  private static double[] nodes(int n, double degrees) {
    StudentT law = StudentT.of(degrees);
    double[] nodes = new double[n];
    for (int k = 0; k < (n + 1) / 2; k++) {
      nodes[k] = law.lower((k + 0.5) / n, k == 0 ? -1 : nodes[k - 1]);
      nodes[n - 1 - k] = -nodes[k];
    }
    return nodes;
  }

  private static final class Steps implements Walk {
    private final Walk normals;
    private final ChiSquares chiSquares;
    private final double degrees;
    private final double[] nodes;
    private final double[][] sorted;
    private final double[] scale = new double[Lane.STRIDE];
    private long first;
    private int lanes;
    private int step;

    Steps(CopulaPanel model, Blocks random) {
      int n = model.instruments();
      List<Double> zero = java.util.Collections.nCopies(n, 0.0);
      normals = CorrelatedPanel.normal(zero, model.correlation).walk(random);
      degrees = model.degrees;
      chiSquares = new ChiSquares(random, degrees, 1);
      nodes = nodes(model.margins.get(0).size(), degrees);
      sorted = new double[n][];
      for (int i = 0; i < n; i++) {
        sorted[i] = array(model.margins.get(i));
        Arrays.sort(sorted[i]);
      }
    }

    @Override
    public void start(long first, int lanes) {
      this.first = first;
      this.lanes = lanes;
      step = 0;
      normals.start(first, lanes);
    }

    @Override
    public void next(double[] x) {
      normals.next(x);
      chiSquares.fill(first, lanes, step++, scale);
      for (int p = 0; p < lanes; p++) {
        scale[p] = Math.sqrt(degrees / scale[p]);
      }
      for (int i = 0; i < sorted.length; i++) {
        int at = i * Lane.STRIDE;
        for (int p = 0; p < lanes; p++) {
          x[at + p] = quantile(sorted[i], scale[p] * x[at + p]);
        }
      }
    }

    private double quantile(double[] values, double y) {
      int k = Arrays.binarySearch(nodes, y);
      int above = k >= 0 ? k : -k - 1;
      if (above == 0 || above == nodes.length) {
        return above == 0 ? values[0] : values[values.length - 1];
      }
      double share = (y - nodes[above - 1]) / (nodes[above] - nodes[above - 1]);
      return values[above - 1] + share * (values[above] - values[above - 1]);
    }
  }
}
