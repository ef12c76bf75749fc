package finagent.jobs.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioTest {
  private static Portfolio parse(String text) {
    return Portfolio.parse("book.csv", text.replace("\\n", "\n"));
  }

  @Test
  void otherColumnsAreLeftAlone() {
    Portfolio read = parse("Account,Ticker,Quantity\\nx,\"AAA\",10\\n\\ny,BBB,-2.5\\n");
    assertThat(read.unit()).isEqualTo(Portfolio.Unit.QUANTITY);
    assertThat(read.amounts()).isEqualTo(Map.of("AAA", 10.0, "BBB", -2.5));
    assertThat(read.notes()).isEmpty();
  }

  @Test
  void lotsOfOneSymbolAreAddedUpAndSaid() {
    Portfolio read = parse("symbol,weight\\nAAA,10%\\nAAA,15%");
    assertThat(read.amounts()).isEqualTo(Map.of("AAA", 0.25));
    assertThat(read.notes()).containsExactly("'AAA' stands in several lines: they are added up");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "symbol,price\\nA,1 | needs symbol and either quantity or weight",
        "symbol,quantity,weight\\nA,1,1 | either quantity or weight",
        "symbol,quantity\\nA,NaN | line 2: invalid amount 'NaN'",
        "symbol,quantity\\nA,1e9 | line 2: invalid amount '1e9'",
        "symbol,quantity\\nA | line 2: 1 cells",
        "symbol,quantity\\n,5 | line 2: 2 cells where the header has 2, or no symbol",
        "symbol,quantity\\nA,5\\nA,-5 | The portfolio is empty",
      })
  void whatCannotBeReadIsRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(text))
        .withMessageContaining(message);
  }
}
