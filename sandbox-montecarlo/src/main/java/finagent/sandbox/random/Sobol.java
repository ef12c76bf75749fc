package finagent.sandbox.random;

/**
 * Sobol's sequence (Sobol 1967) with the direction numbers of Joe and Kuo (2008, "Constructing
 * Sobol sequences with better two-dimensional projections"), up to {@link #MAX_DIMENSIONS}
 * dimensions and 2^32 points, addressed by (point, dimension), in Gray-code order (Antonov and
 * Saleev 1979).
 *
 * <p>Scrambled after Owen (1995): the j-th digit is flipped by a random bit that depends on the
 * digits before it, so that each point is uniform and every net stays a net; digits beyond the 32nd
 * are random. Independent scramblings give the standard error that the sequence itself lacks. O(32)
 * a coordinate.
 */
public final class Sobol {
  public static final int MAX_DIMENSIONS = 128;

  private static final int DIGITS = 32;
  private static final long[][] DIRECTIONS = directions();

  private final int dimensions;
  private final boolean scrambled;
  private final long[] keys;

  private Sobol(int dimensions, boolean scrambled, long key) {
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw new IllegalArgumentException(
          "Invalid dimensions: %d (must be 1..%d)".formatted(dimensions, MAX_DIMENSIONS));
    }
    this.dimensions = dimensions;
    this.scrambled = scrambled;
    keys = new long[dimensions];
    for (int d = 0; d < dimensions; d++) {
      keys[d] = Philox.mix(key + d * 0x9E3779B97F4A7C15L);
    }
  }

  /** The sequence itself; its point 0 is the origin. */
  public static Sobol plain(int dimensions) {
    return new Sobol(dimensions, false, 0);
  }

  /**
   * Scrambled.
   *
   * @param replicate number of the scrambling; different ones are independent
   */
  public static Sobol scrambled(int dimensions, Philox random, int replicate) {
    return new Sobol(dimensions, true, random.bits(replicate, 0, 0, 0, false));
  }

  public int dimensions() {
    return dimensions;
  }

  /** Coordinate {@code dimension} (from 0) of a point, in [0, 1); in (0, 1) if scrambled. */
  public double at(long point, int dimension) {
    if (point < 0 || point >= 1L << DIGITS) {
      throw new IllegalArgumentException(
          "Invalid point: %d (must be 0..2^32 - 1)".formatted(point));
    }
    long digits = 0;
    long[] direction = DIRECTIONS[dimension];
    for (long gray = point ^ (point >>> 1); gray != 0; gray &= gray - 1) {
      digits ^= direction[Long.numberOfTrailingZeros(gray)];
    }
    if (!scrambled) {
      return digits * 0x1p-32;
    }
    long rest = Philox.mix(keys[dimension] ^ Philox.mix(~digits));
    long bits = (scramble(digits, keys[dimension]) << 20) | (rest >>> 44);
    return (bits + 0.5) * 0x1p-52;
  }

  /** Writes coordinates {@code 0 .. dimensions - 1} of a point. */
  public void point(long point, double[] out, int at) {
    for (int d = 0; d < dimensions; d++) {
      out[at + d] = at(point, d);
    }
  }

  /** Flips digit j by a bit that hangs at the node of digits 0 .. j - 1 in a random binary tree. */
  private static long scramble(long digits, long key) {
    long flips = 0;
    for (int j = 0; j < DIGITS; j++) {
      long node = (1L << j) | (digits >>> (DIGITS - j));
      flips = (flips << 1) | (Philox.mix(key ^ (node * 0xD6E8FEB86659FD93L)) >>> 63);
    }
    return digits ^ flips;
  }

  private static long[][] directions() {
    long[][] directions = new long[MAX_DIMENSIONS][DIGITS];
    for (int k = 0; k < DIGITS; k++) {
      directions[0][k] = 1L << (DIGITS - 1 - k);
    }
    String[] lines = JoeKuo.NUMBERS.strip().split("\n", -1);
    for (int d = 1; d < MAX_DIMENSIONS; d++) {
      String[] words = lines[d - 1].strip().split(" ", -1);
      directions[d] = directions(words);
    }
    return directions;
  }

  private static long[] directions(String[] words) {
    int degree = Integer.parseInt(words[0]);
    int coefficients = Integer.parseInt(words[1]);
    long[] v = new long[DIGITS];
    for (int k = 0; k < DIGITS; k++) {
      if (k < degree) {
        v[k] = Long.parseLong(words[k + 2]) << (DIGITS - 1 - k);
        continue;
      }
      v[k] = v[k - degree] ^ (v[k - degree] >>> degree);
      for (int i = 1; i < degree; i++) {
        v[k] ^= (coefficients >> (degree - 1 - i) & 1) * v[k - i];
      }
    }
    return v;
  }
}
