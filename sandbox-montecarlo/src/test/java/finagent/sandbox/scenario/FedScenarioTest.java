package finagent.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FedScenarioTest {
  private static final String HEADER =
      "Scenario Name,Date,\"Rate, odd\",3-month Treasury rate,"
          + FedScenario.EQUITY
          + ","
          + FedScenario.VOLATILITY
          + "\n";
  private static final String ACTUAL =
      HEADER + "Actual,2024 Q3,,5,900,15\nActual,2024 Q4,1,4,1000,20\n";
  private static final String ADVERSE =
      HEADER + "Severely Adverse,2025 Q1,-8.9,2,600,60\r\nSeverely Adverse,2025 Q2,,1,450,50\n\n";

  private static FedScenario parse(String text) {
    return FedScenario.parse("file.csv", text);
  }

  @Test
  void columnsAreReadByNameAndGapsAreNotZeros() {
    FedScenario adverse = parse(ADVERSE);
    assertThat(adverse.name()).isEqualTo("Severely Adverse");
    assertThat(adverse.quarters()).isEqualTo(2);
    assertThat(adverse.quarter(1)).isEqualTo("'2025 Q2'");
    assertThat(adverse.column("Rate, odd")).containsExactly(-8.9, Double.NaN);
    assertThatThrownBy(() -> adverse.column("GDP"))
        .hasMessageContaining("has no variable 'GDP'; it has [Rate, odd, 3-month");
  }

  @Test
  void theMarketFollowsTheFedsQuarters() {
    Scenario scenario = parse(ADVERSE).scenario(parse(ACTUAL), Long.MAX_VALUE, 2);
    assertThat(scenario.name()).isEqualTo("severely-adverse");
    assertThat(scenario.window().sessions()).isEqualTo(126);
    Account.Costs costs = new Account.Costs(0, 0, 0, 0, 0, 0, 0, 0, .04);
    Panel panel = scenario.apply(Flat.panel(140), costs, Flat.BETAS).panel();
    assertThat(panel.bars().at("close", 13 + 63, 2)).isCloseTo(60, within(1e-9));
    assertThat(panel.bars().at("close", 139, 2)).isCloseTo(45, within(1e-9));
    assertThat(panel.bars().at("close", 139, 0))
        .isCloseTo(100 * (1 - 1.2 * .4) * (1 - 1.2 * .25), within(1e-9));
    double[] rates = panel.perSession("cash-rate").orElseThrow();
    assertThat(rates[13]).isEqualTo(.04);
    assertThat(rates[14]).isCloseTo(.02, within(1e-12));
    assertThat(rates[139]).isCloseTo(.01, within(1e-12));
    assertThat(((Volatility) scenario.shocks().get(0)).multiple()).isEqualTo(3);
  }

  @Test
  void filesThatAreNoScenariosAreRefusedWithTheirLine() {
    assertThatThrownBy(() -> parse("")).hasMessage("file.csv is empty");
    assertThatThrownBy(() -> parse("a,b,c\n1,2,3\n"))
        .hasMessageContaining("line 1: not a Fed scenario");
    assertThatThrownBy(() -> parse(HEADER)).hasMessageContaining("no quarter after the header");
    assertThatThrownBy(() -> parse(HEADER + "X,2025 Q1,1,2,3\n"))
        .hasMessage("file.csv line 2: 5 cells, the header has 6");
    assertThatThrownBy(() -> parse(HEADER + "X,2025 Q5,1,2,3,4\n"))
        .hasMessageContaining("line 2: invalid date '2025 Q5'");
    assertThatThrownBy(() -> parse(HEADER + "X,2025 Q4,1,2,3,4\nX,2026 Q2,1,2,3,4\n"))
        .hasMessage("file.csv line 3: quarter '2026 Q2' where '2026 Q1' must follow");
    assertThatThrownBy(() -> parse(HEADER + "X,2025 Q4,1,2,3,4\nY,2026 Q1,1,2,3,4\n"))
        .hasMessageContaining("line 3: scenario 'Y' after 'X'");
    assertThatThrownBy(() -> parse(HEADER + "X,2025 Q4,1e5,2,3,4\n"))
        .hasMessage("file.csv line 2, column 'Rate, odd': invalid number '1e5'");
    assertThatThrownBy(() -> parse(HEADER + "X,2025 Q4,=HYPERLINK(),2,3,4\n"))
        .hasMessageContaining("invalid number '=HYPERLINK()'");
    assertThatThrownBy(() -> parse(HEADER + "X,2025 Q4,\"1,2,3,4\n"))
        .hasMessageContaining("line 2: a quotation mark is never closed");
    assertThatThrownBy(() -> parse(HEADER + "\nX,2025 Q4,1,2,3,4\n"))
        .hasMessage("file.csv line 2 is empty");
    assertThatThrownBy(() -> parse("x".repeat(1_000_001))).hasMessageContaining("at most 1000000");
    assertThatThrownBy(() -> parse(",".repeat(200))).hasMessageContaining("more than 100 columns");
  }

  @Test
  void theQuarterBeforeMustBeKnown() {
    assertThatThrownBy(() -> parse(ADVERSE).scenario(parse(ADVERSE), Long.MAX_VALUE, 1))
        .hasMessageContaining("begins at '2025 Q1'; the history must hold the quarter before");
    FedScenario gap = parse(ADVERSE.replace("600", ""));
    assertThatThrownBy(() -> gap.scenario(parse(ACTUAL), Long.MAX_VALUE, 1))
        .hasMessageContaining("of '2025 Q1' is NaN");
    assertThatThrownBy(() -> parse(ADVERSE).scenario(parse(ACTUAL), Long.MAX_VALUE, 3))
        .hasMessageContaining("Invalid number of quarters: 3 (must be 1 .. 2)");
  }

  @Test
  void thePublishedFilesAreRead() throws IOException {
    Path folder =
        Path.of(System.getProperty("finagent.data", "../shared/data")).resolve("fed-stress");
    assumeTrue(Files.isDirectory(folder), folder + " is not there; set -Dfinagent.data");
    FedScenario adverse = read(folder, "2025-Table_3A_Supervisory_Severely_Adverse_Domestic.csv");
    FedScenario actual = read(folder, "2025-Table_1A_Historic_Domestic.csv");
    assertThat(adverse.column(FedScenario.EQUITY)[0]).isEqualTo(34508.6);
    assertThat(adverse.column(FedScenario.VOLATILITY)).contains(65.0);
    Scenario scenario = adverse.scenario(actual, Long.MAX_VALUE, adverse.quarters());
    assertThat(scenario.window().sessions()).isEqualTo(13 * 63);
    Panel panel =
        scenario.apply(Flat.panel(900), Account.Costs.none(), Betas.given(Map.of())).panel();
    double[] levels = adverse.column(FedScenario.EQUITY);
    double[] before = actual.column(FedScenario.EQUITY);
    assertThat(panel.bars().at("close", 899, 0))
        .isCloseTo(100 * levels[12] / before[before.length - 1], within(1e-6));
  }

  private static FedScenario read(Path folder, String file) throws IOException {
    return FedScenario.parse(file, Files.readString(folder.resolve(file)));
  }
}
