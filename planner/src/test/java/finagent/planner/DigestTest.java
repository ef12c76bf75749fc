package finagent.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DigestTest {
  @Test
  void theTextOneIsNotTheIntegerOneNorTheNumberOne() {
    assertThat(
            List.of(
                Digest.of("k").text("1").build(),
                Digest.of("k").integer(1).build(),
                Digest.of("k").number(1).build(),
                Digest.of("k").integer(Double.doubleToRawLongBits(1)).build()))
        .doesNotHaveDuplicates();
  }

  @Test
  void whereOnePartEndsAndTheNextBeginsCounts() {
    assertThat(
            List.of(
                Digest.of("k").text("ab").text("c").build(),
                Digest.of("k").text("a").text("bc").build(),
                Digest.of("k").text("abc").build(),
                Digest.of("k").text("abc").text("").build()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aMapIsNotItsEntriesWrittenOut() {
    TreeMap<String, String> map = new TreeMap<>(Map.of("a", "b"));
    assertThat(Digest.of("k").map(map).build())
        .isNotEqualTo(Digest.of("k").text("a").text("b").build())
        .isNotEqualTo(Digest.of("k").map(new TreeMap<>(Map.of("b", "a"))).build())
        .isNotEqualTo(Digest.of("k").map(new TreeMap<>()).text("a").text("b").build());
  }

  @Test
  void aDigestIsNotTheTextOfItsDigits() {
    Digest inner = Digest.of("inner").build();
    assertThat(Digest.of("k").digest(inner).build())
        .isNotEqualTo(Digest.of("k").text(inner.hex()).build());
  }

  @Test
  void theTwoZerosDiffer() {
    assertThat(Digest.of("k").number(-0.0).build()).isNotEqualTo(Digest.of("k").number(0).build());
  }

  /** SHA-256 of the bytes 'T', 00 00 00 01, 'k', 'T', 00 00 00 01, '1', made outside this code. */
  @Test
  void theEncodingIsThatOfTheFirstDay() {
    assertThat(Digest.of("k").text("1").build().hex())
        .isEqualTo("bdba446c6cd622e591b06ae23e22bcc1085bc652905047002a94ac11aee9d305");
  }

  /** SHA-256 of the parts T "k", I 258, D 1.0 and M of one entry, made outside this code. */
  @Test
  void numbersAreBigEndian() {
    assertThat(
            Digest.of("k")
                .integer(258)
                .number(1)
                .map(new TreeMap<>(Map.of("a", "b")))
                .build()
                .hex())
        .isEqualTo("13ab84571b2291a274c0be72cb753bf49c835ec17906ddddfc089837deb349a0");
  }

  @Test
  void onlySixtyFourLowerCaseHexadecimalDigitsAreADigest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Digest("AB"))
        .withMessage("Invalid digest 'AB': must be 64 lower-case hexadecimal digits");
  }

  @Test
  void briefIsItsBeginning() {
    assertThat(new Digest("0123456789abcdef".repeat(4)).brief()).isEqualTo("0123456789ab");
  }

  @Property(tries = 200)
  void twoListsOfTextsShareADigestOnlyIfTheyAreEqual(
      @ForAll @Size(max = 4) List<String> a, @ForAll @Size(max = 4) List<String> b) {
    Assume.that(
        a.stream().allMatch(DigestTest::encodes) && b.stream().allMatch(DigestTest::encodes));
    assertThat(texts(a).equals(texts(b))).isEqualTo(a.equals(b));
    assertThat(texts(a)).isEqualTo(texts(List.copyOf(a)));
  }

  /** Half of a surrogate pair has no encoding. */
  private static boolean encodes(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private static Digest texts(List<String> texts) {
    Digest.Builder digest = Digest.of("texts");
    texts.forEach(digest::text);
    return digest.build();
  }
}
