package finagent.tables.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniverseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          d//A,B,C    | d//A,B,C        | true
          d//A,B,C    | d//A,B          | true
          d//A,B,C    | d//B,C,D        | true
          d//A,B,C    | d//C,D,E        | false
          d//A,B      | d//B,C          | false
          d//A        | d//B            | false
          d//A        | d//A,B,C,D,E    | true
          d//A,B,C    | e//A,B,C        | false
          d//all      | d//A            | true
          d/sp500/all | d//A,B          | true
          d/sp500/all | d/nikkei/all    | false
          d/sp500/A,B | d/sp500/C,D     | false
          d//A,B,C    | d//0123456789ab | true
          d//0a       | d//A            | false
          """)
  void universesWithHalfOfTheirInstrumentsInCommonAreOne(String one, String other, boolean like) {
    assertThat(Universe.of(one).isLike(Universe.of(other))).isEqualTo(like);
    assertThat(Universe.of(other).isLike(Universe.of(one))).isEqualTo(like);
    assertThat(Universe.of(one).text()).isEqualTo(one);
  }

  @Test
  void aLongListIsKeptWhole() {
    List<String> many = IntStream.range(0, 500).mapToObj("SYN%04d"::formatted).toList();
    Universe whole = new Universe("d", "", many);
    assertThat(Universe.of(whole.text())).isEqualTo(whole);
    assertThat(whole.isLike(new Universe("d", "", many.subList(0, 499)))).isTrue();
    assertThat(whole.isLike(new Universe("d", "", List.of("OTHER")))).isFalse();
  }
}
