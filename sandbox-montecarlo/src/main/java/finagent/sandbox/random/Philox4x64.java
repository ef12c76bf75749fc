package finagent.sandbox.random;

/**
 * Philox4x64-10 (Salmon, Moraes, Dror and Shaw 2011): 256 bits at an address of 256 bits under a
 * key of 128, for consumers that eat many words at a time. O(1), nothing is allocated.
 */
public final class Philox4x64 {
  private static final long MULTIPLIER_0 = 0xD2E7470EE14C6C93L;
  private static final long MULTIPLIER_1 = 0xCA5A826395121157L;
  private static final long WEYL_0 = 0x9E3779B97F4A7C15L;
  private static final long WEYL_1 = 0xBB67AE8584CAA73BL;
  private static final int ROUNDS = 10;

  private final long key0;
  private final long key1;

  private Philox4x64(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** Under a raw key, as Random123 writes it. */
  public static Philox4x64 ofKey(long key0, long key1) {
    return new Philox4x64(key0, key1);
  }

  /** The words of one purpose under a seed; shares nothing with the same purpose in 32 bits. */
  public static Philox4x64 of(long seed, String purpose) {
    return new Philox4x64(Philox.of(seed, purpose).keyOf(0), ~seed);
  }

  /** Writes the four words at a counter to {@code words[at .. at + 3]}. */
  public void words(long c0, long c1, long c2, long c3, long[] words, int at) {
    long k0 = key0;
    long k1 = key1;
    for (int round = 0; round < ROUNDS; round++) {
      long high0 = high(MULTIPLIER_0, c0);
      long low0 = MULTIPLIER_0 * c0;
      long high1 = high(MULTIPLIER_1, c2);
      c0 = high1 ^ c1 ^ k0;
      c1 = MULTIPLIER_1 * c2;
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    words[at] = c0;
    words[at + 1] = c1;
    words[at + 2] = c2;
    words[at + 3] = c3;
  }

  /** Upper half of the unsigned product; both multipliers are negative as signed numbers. */
  private static long high(long multiplier, long c) {
    return Math.multiplyHigh(multiplier, c) + c + (multiplier & (c >> 63));
  }
}
