package finagent.tables.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Property(tries = 2000)
  void theFastDecimalHasTheBitsOfTheSlowOne(
      @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long digits,
      @ForAll @IntRange(min = 0, max = 15) int scale) {
    String text = java.math.BigDecimal.valueOf(digits, scale).toPlainString();
    byte[] bytes = text.getBytes(UTF_8);
    double fast = Numbers.decimal(bytes, 0, bytes.length);
    if (!Double.isNaN(fast)) {
      assertThat(fast).isEqualTo(Double.parseDouble(text));
    } else {
      assertThat(text.replaceAll("[-.]", "").length()).isGreaterThan(15);
    }
  }

  @Property(tries = 500)
  void theFastDateIsTheSlowOne(@ForAll @IntRange(min = -100_000, max = 100_000) int day) {
    byte[] bytes = LocalDate.ofEpochDay(day).toString().getBytes(UTF_8);
    int fast = Numbers.day(bytes, 0, bytes.length);
    if (fast != Numbers.NO_DAY) {
      assertThat(fast).isEqualTo(day);
    }
    assertThat(Numbers.day(LocalDate.ofEpochDay(day).toString())).isEqualTo(day);
  }

  @Test
  void whatIsNoNumberIsNoNumber() {
    for (String text : new String[] {"", "ten", "1,5", "1.2.3", "0x10", "5d", "--1", "nan", "."}) {
      byte[] bytes = text.getBytes(UTF_8);
      assertThat(Numbers.decimal(bytes, 0, bytes.length)).as(text).isNaN();
      assertThat(Numbers.decimal(text)).as(text).isNaN();
    }
    assertThat(Numbers.decimal("1e-3")).isEqualTo(0.001);
  }
}
