package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunk rows added up in the order of chunks, whatever order and partition they were made in, so
 * that the result is the same to the bit; with standard errors. A row of another chunk than the
 * next is refused. O(bins of the row) per row.
 */
public final class Reduction {
  private final int worstKept;
  private final Histogram histogram = new Histogram();
  private final List<Long> worst = new ArrayList<>();
  private final List<Double> worstValues = new ArrayList<>();
  private long next;
  private long count;
  private double sum;
  private double mean;
  private double squares;

  /** Keeps so many worst paths. */
  public Reduction(int worstKept) {
    this.worstKept = worstKept;
  }

  /** Begins at a chunk instead of 0. */
  public static Reduction from(long chunk, int worstKept) {
    Reduction reduction = new Reduction(worstKept);
    reduction.next = chunk;
    return reduction;
  }

  /** Adds the row of chunk {@link #nextChunk}. */
  public void add(ChunkRow row) {
    if (row.chunk() != next) {
      throw new IllegalArgumentException(
          "Chunk %d cannot be added now: chunks are added in order, and the next is %d"
              .formatted(row.chunk(), next));
    }
    next++;
    if (row.count() == 0) {
      return;
    }
    // Chan, Golub and LeVeque (1983), equation 2.1
    double rowMean = row.sum() / row.count();
    double off = rowMean - row.shift();
    double rowSquares = Math.max(0, row.squares() - row.count() * off * off);
    double delta = rowMean - mean;
    double total = (double) count + row.count();
    squares += rowSquares + delta * delta * ((double) count * row.count() / total);
    sum += row.sum();
    count += row.count();
    mean = sum / count;
    for (int k = 0; k < row.bins().size(); k++) {
      histogram.add(row.bins().get(k), row.counts().get(k));
    }
    keepWorst(row);
  }

  private void keepWorst(ChunkRow row) {
    for (int k = 0; k < row.worst().size(); k++) {
      double value = row.worstValues().get(k);
      int at = worst.size();
      while (at > 0 && worstValues.get(at - 1) > value) {
        at--;
      }
      if (at < worstKept) {
        worst.add(at, row.worst().get(k));
        worstValues.add(at, value);
        if (worst.size() > worstKept) {
          worst.remove(worstKept);
          worstValues.remove(worstKept);
        }
      }
    }
  }

  public long nextChunk() {
    return next;
  }

  public long count() {
    return count;
  }

  public Histogram histogram() {
    return histogram;
  }

  /** The worst paths, worst first. */
  public List<Long> worst() {
    return List.copyOf(worst);
  }

  /** Mean and {@code s / sqrt(n)}. */
  public Estimate mean() {
    double variance = count < 2 ? Double.NaN : squares / (count - 1);
    return new Estimate(
        count == 0 ? Double.NaN : mean, Math.sqrt(variance / Math.max(1, count)), count);
  }

  /** The mean of values that are 0 or 1, which is a share; its error as of {@link #below}. */
  public Estimate share() {
    return share(count == 0 ? Double.NaN : mean);
  }

  /**
   * The error {@code sqrt(q (1 - q) / (n + 4))} with {@code q = (p n + 2) / (n + 4)} (Agresti and
   * Coull 1998) is above 0 where nothing, or all, was counted.
   */
  private Estimate share(double p) {
    double q = (p * count + 2) / (count + 4);
    return new Estimate(p, Math.sqrt(q * (1 - q) / (count + 4)), count);
  }

  /**
   * Sample standard deviation; error {@code s sqrt((kurtosis - 1) / (4 n))} (Cramer 1946, by the
   * delta method).
   */
  public Estimate deviation() {
    double s = count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    return new Estimate(s, s * Math.sqrt(Math.max(0, kurtosis() - 1) / (4.0 * count)), count);
  }

  /**
   * From the middles of the bins; 3, that of the normal law, where these give a variance more than
   * a tenth off because bins are too wide for it. O(bins).
   */
  private double kurtosis() {
    double second = 0;
    double fourth = 0;
    for (int b = 0; b < Histogram.BINS; b++) {
      double n = histogram.count(b);
      if (n > 0) {
        double d = (Histogram.lower(b) + Histogram.upper(b)) / 2 - mean;
        second += n * (d * d);
        fourth += n * (d * d * (d * d));
      }
    }
    boolean fine = second > 0.9 * squares && second < 1.1 * squares;
    return fine ? fourth / count / (second / count * (second / count)) : 3;
  }

  /**
   * A quantile; error {@code sqrt(p (1 - p) / n) / f}, the density f at the quantile taken from the
   * distance of the quantiles at {@code p +- h} (Siddiqui 1960; bandwidth h of Hall and Sheather
   * 1988, but not more than half the way to the nearer end).
   */
  public Estimate quantile(double p) {
    double value = histogram.quantile(p);
    double z = Normal.quantile(p);
    double density = Normal.density(z);
    double hall =
        StrictMath.cbrt(
            1.5 * density * density / (2 * z * z + 1) * (Z95 * Z95) / Math.max(1, count));
    double h = Math.min(hall, Math.min(p, 1 - p) / 2);
    double spacing = (histogram.quantile(p + h) - histogram.quantile(p - h)) / (2 * h);
    return new Estimate(value, Math.sqrt(p * (1 - p) / count) * spacing, count);
  }

  private static final double Z95 = 1.959963984540054;

  /** Value at risk at a confidence level: the loss not exceeded by {@code level} of the paths. */
  public Estimate valueAtRisk(double level) {
    Estimate quantile = quantile(1 - level);
    return new Estimate(0.0 - quantile.value(), quantile.error(), count);
  }

  /**
   * Expected shortfall: the mean loss of the worst {@code 1 - level} of the paths; error {@code
   * sqrt((V + level (ES - VaR)^2) / (n (1 - level)))}, V the variance of losses beyond VaR
   * (Manistre and Hancock 2005).
   */
  public Estimate expectedShortfall(double level) {
    double share = 1 - level;
    double rank = share * count;
    double left = rank;
    double total = 0;
    double second = 0;
    for (int b = 0; b < Histogram.BINS && left > 0; b++) {
      double n = histogram.count(b);
      if (n > 0) {
        double part = Math.min(n, left);
        double low = Histogram.lower(b);
        double high = low + (Histogram.upper(b) - low) * (part / n);
        double middle = (low + high) / 2;
        total += part * middle;
        second += part * middle * middle;
        left -= part;
      }
    }
    double tail = total / rank;
    double variance = Math.max(0, second / rank - tail * tail);
    double gap = tail - histogram.quantile(share);
    double error = Math.sqrt((variance + level * gap * gap) / rank);
    return new Estimate(0.0 - tail, error, count);
  }

  /**
   * Share of observations below a threshold, linear within its bin, which takes values equal to the
   * threshold for spread over their bin like the others; error of Agresti and Coull (1998).
   */
  public Estimate below(double threshold) {
    int last = Histogram.bin(threshold);
    double n = 0;
    for (int b = 0; b < last; b++) {
      n += histogram.count(b);
    }
    double width = Histogram.upper(last) - Histogram.lower(last);
    n += histogram.count(last) * ((threshold - Histogram.lower(last)) / width);
    return share(n / count);
  }
}
