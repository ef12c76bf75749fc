package finagent.sandbox.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class Philox4x64Test {
  /** Random123, tests/kat_vectors, philox 4 x 64, 10 rounds. */
  @Test
  void givesTheKnownAnswersOfRandom123() {
    assertThat(words(0, 0, 0, 0, 0, 0))
        .isEqualTo("16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b");
    assertThat(words(-1, -1, -1, -1, -1, -1))
        .isEqualTo("87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0");
    assertThat(
            words(
                0x243f6a8885a308d3L,
                0x13198a2e03707344L,
                0xa4093822299f31d0L,
                0x082efa98ec4e6c89L,
                0x452821e638d01377L,
                0xbe5466cf34e90c6cL))
        .isEqualTo("a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6");
  }

  private static String words(long c0, long c1, long c2, long c3, long k0, long k1) {
    long[] words = new long[4];
    Philox4x64.ofKey(k0, k1).words(c0, c1, c2, c3, words, 0);
    return Arrays.stream(words).mapToObj("%016x"::formatted).collect(Collectors.joining(" "));
  }

  @Test
  void seedsAndPurposesShareNothing() {
    long[] words = new long[12];
    Philox4x64.of(1, "test").words(0, 0, 0, 0, words, 0);
    Philox4x64.of(2, "test").words(0, 0, 0, 0, words, 4);
    Philox4x64.of(1, "other").words(0, 0, 0, 0, words, 8);
    assertThat(Arrays.stream(words).distinct()).hasSize(12);
  }
}
