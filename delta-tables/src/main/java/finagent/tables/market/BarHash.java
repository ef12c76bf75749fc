package finagent.tables.market;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A 64-bit hash of one bar. Hashes of bars are added up modulo 2^64: the sum of a set of bars does
 * not depend on their order, and sums of parts add to the sum of the whole, so that an importer can
 * keep partial sums and a restated bar changes exactly the sums it is in. The mixing function is
 * the finaliser of SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
 * generators", figure 16). Two different sets share count and sum with probability about 2^-64;
 * this protects against accidents, not against forgers.
 */
public final class BarHash {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private BarHash() {}

  /** Where the hashes of an instrument's bars start from. */
  public static long seed(String instrumentId) {
    long hash = GOLDEN;
    for (byte b : instrumentId.getBytes(UTF_8)) {
      hash = mix(hash + GOLDEN + b);
    }
    return hash;
  }

  /** Hash of a bar, from the raw bits of its numbers. */
  public static long of(
      long seed,
      int session,
      double open,
      double high,
      double low,
      double close,
      double volume,
      int flags) {
    long hash = mix(seed + GOLDEN + session);
    hash = next(hash, open);
    hash = next(hash, high);
    hash = next(hash, low);
    hash = next(hash, close);
    hash = next(hash, volume);
    return mix(hash + GOLDEN + flags);
  }

  private static long next(long hash, double value) {
    return mix(hash + GOLDEN + Double.doubleToRawLongBits(value));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
