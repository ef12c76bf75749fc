package finagent.sandbox.random;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * Random numbers that are looked up, not drawn: Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011,
 * "Parallel random numbers: as easy as 1, 2, 3"), keyed by seed, purpose and instrument, and
 * addressed by (path, step, draw).
 *
 * <p>The same address always gives the same bits: on any machine, in any order, on any partition.
 * An instrument is addressed by {@link #instrument the hash of its id}, never by its column; 0 is
 * "no instrument". The 128-bit counter is path (64 bits), step (32), draw (32); the 64-bit key is a
 * bijection of the seed for each purpose and of the instrument for each (seed, purpose), so
 * different seeds never share a stream. One address holds 128 bits: {@link #uniform}, {@link
 * #normal} and {@link #below} read the first 64, {@link #t} all of them; two numbers that must be
 * independent need different addresses. Immutable; nothing is allocated per number, O(1) each.
 */
public final class Philox implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final long MASK = 0xFFFFFFFFL;

  /** The largest double below 1: {@code 2^53 - 1/2} would round up to {@code 2^53}. */
  private static final double BELOW_ONE = 1 - 0x1p-53;

  private static final double TWO_PI = 2 * Math.PI;

  private final long key;

  private Philox(long key) {
    this.key = key;
  }

  /**
   * The numbers of one purpose.
   *
   * @param purpose what they are for, e.g. {@code noise-control}: different purposes share nothing
   */
  public static Philox of(long seed, String purpose) {
    return new Philox(mix(mix(seed) ^ hash(purpose)));
  }

  /** The 64-bit hash of an instrument's id: FNV-1a over its UTF-8 bytes, then a 64-bit mixer. */
  public static long instrument(String id) {
    return mix(hash(id));
  }

  /** Uniform in (0, 1): {@code (k + 1/2) / 2^53}, never 0 or 1. */
  public double uniform(long path, int step, long instrument, int draw) {
    return unit(word(path, step, instrument, draw, false));
  }

  /** Standard normal, by the inverse of its distribution ({@link Normal#quantile}). */
  public double normal(long path, int step, long instrument, int draw) {
    return Normal.quantile(uniform(path, step, instrument, draw));
  }

  /**
   * Student's t with {@code degrees} of freedom (any number > 0; variance {@code degrees / (degrees
   * - 2)} where > 2): {@code sqrt(v (U^(-2/v) - 1)) cos(2 pi V)} (Bailey 1994, "Polar generation of
   * random variates with the t-distribution").
   */
  public double t(double degrees, long path, int step, long instrument, int draw) {
    double u = unit(word(path, step, instrument, draw, false));
    double v = unit(word(path, step, instrument, draw, true));
    double radius = Math.sqrt(degrees * StrictMath.expm1(-2 / degrees * StrictMath.log(u)));
    return radius * StrictMath.cos(TWO_PI * v);
  }

  /** Uniform in 0 .. bound - 1; the bias is below bound / 2^64. */
  public int below(int bound, long path, int step, long instrument, int draw) {
    if (bound < 1) {
      throw new IllegalArgumentException("Invalid bound: %d (must be >= 1)".formatted(bound));
    }
    long word = word(path, step, instrument, draw, false);
    return (int) Math.multiplyHigh(word >>> 1, 2L * bound);
  }

  /** A random order of 0 .. n - 1 (Fisher and Yates 1938; Durstenfeld 1964). */
  public int[] permutation(int n, long path, int step) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(i + 1, path, step, 0, i);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static double unit(long word) {
    return Math.min(((word >>> 11) + 0.5) * 0x1p-53, BELOW_ONE);
  }

  private long word(long path, int step, long instrument, int draw, boolean second) {
    return block((int) path, (int) (path >>> 32), step, draw, keyOf(instrument), second);
  }

  /** The first 64 bits at an address, or the second. */
  public long bits(long path, int step, long instrument, int draw, boolean second) {
    return word(path, step, instrument, draw, second);
  }

  long keyOf(long instrument) {
    return instrument == 0 ? key : mix(key ^ instrument);
  }

  /** Words 0 and 1 of the block, or 2 and 3, as one number, low word first. */
  static long block(int c0, int c1, int c2, int c3, long key, boolean second) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = MULTIPLIER_0 * (c0 & MASK);
      long p1 = MULTIPLIER_1 * (c2 & MASK);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    return second ? (c2 & MASK) | ((long) c3 << 32) : (c0 & MASK) | ((long) c1 << 32);
  }

  private static long hash(String text) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  /** A bijection of 64 bits (Stafford's variant 13 of the MurmurHash3 finaliser). */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
