package finagent.sandbox.scenario;

import finagent.sandbox.random.Philox;
import java.util.Arrays;

/**
 * Correlations moved a share w of the way to 1: standardised moves z become {@code sqrt(1 - w) z +
 * sqrt(w) f} with one common factor f, so that a correlation c becomes {@code c + w (1 - c)}; means
 * and volatilities over the span stay. f is a fixed draw, made uncorrelated with every z in the
 * span where there are more bars than instruments, else with the mean of all z.
 *
 * @param from first session
 * @param to session after the last
 * @param share w, 0 .. 1
 */
public record Correlation(int from, int to, double share, long seed) implements Shock {

  public Correlation {
    Shock.checkSpan(from, to);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Invalid share of the way to correlation 1: %s (must be in [0, 1])".formatted(share));
    }
  }

  @Override
  public int sessions() {
    return to;
  }

  @Override
  public void apply(Canvas canvas) {
    if (share == 0) {
      return;
    }
    int first = canvas.bar(from);
    int n = canvas.bar(to) - first;
    double[][] moves = new double[canvas.columns][n];
    for (int i = 0; i < canvas.columns; i++) {
      for (int t = 0; t < n; t++) {
        moves[i][t] = canvas.close[(first + t) * canvas.columns + i];
      }
    }
    Standard[] standard = new Standard[canvas.columns];
    for (int i = 0; i < standard.length; i++) {
      standard[i] = Standard.of(moves[i]);
    }
    double[] factor = factor(standard, n);
    for (int i = 0; i < canvas.columns; i++) {
      double[] mixed = standard[i].mixed(factor, share);
      for (int t = 0; t < n; t++) {
        int cell = (first + t) * canvas.columns + i;
        canvas.close[cell] = Double.isNaN(moves[i][t]) ? moves[i][t] : mixed[t];
      }
    }
  }

  private double[] factor(Standard[] standard, int n) {
    Philox random = Philox.of(seed, "common-factor");
    double[] f = new double[n];
    for (int t = 0; t < n; t++) {
      f[t] = random.normal(0, t, 0, 0);
    }
    double[][] away = standard.length + 2 < n ? each(standard, n) : mean(standard, n);
    double[] ones = new double[n];
    Arrays.fill(ones, 1 / Math.sqrt(n));
    remove(f, ones);
    for (int k = 0; k < away.length; k++) {
      remove(away[k], ones);
      for (int j = 0; j < k; j++) {
        remove(away[k], away[j]);
      }
      double size = Math.sqrt(dot(away[k], away[k]));
      for (int t = 0; t < n; t++) {
        away[k][t] = size > 1e-9 ? away[k][t] / size : 0;
      }
      remove(f, away[k]);
    }
    return f;
  }

  private static double[][] each(Standard[] standard, int n) {
    double[][] rows = new double[standard.length][n];
    for (int i = 0; i < standard.length; i++) {
      for (int t = 0; t < n; t++) {
        rows[i][t] = standard[i].at(t);
      }
    }
    return rows;
  }

  private static double[][] mean(Standard[] standard, int n) {
    double[][] rows = new double[1][n];
    for (Standard one : standard) {
      for (int t = 0; t < n; t++) {
        rows[0][t] += one.at(t) / standard.length;
      }
    }
    return rows;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  private static void remove(double[] from, double[] unit) {
    double along = dot(from, unit);
    for (int t = 0; t < from.length; t++) {
      from[t] -= along * unit[t];
    }
  }
}
