package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code finagent var} on a small market, as a person or a script uses it. */
class VarCommandTest {
  @TempDir static Path folder;
  private static Cli cli;
  private static Panel panel;
  private static String book;

  @BeforeAll
  static void importAMarket() throws IOException {
    cli = new Cli(folder);
    panel = cli.ingest("small", Cli.market(8, 420, 1));
    book = cli.written("book.csv", "symbol,quantity\nSYN0001,100\nSYN0002,-50\nSYN0003,80\n");
  }

  private static String[] with(String... args) {
    List<String> all = new ArrayList<>(List.of("var"));
    all.addAll(List.of(args));
    all.addAll(List.of("--window", "250", "--paths", "20000"));
    return all.toArray(String[]::new);
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode one : list) {
      if (one.get("method").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no " + name + " in " + list);
  }

  /** Sessions in which all instruments of the book have a return. */
  private static int complete() {
    List<String> ids = List.of("SYN0001", "SYN0002", "SYN0003");
    return History.of(panel, ids, 1, panel.time().size()).rows();
  }

  @Test
  void everyMethodCarriesBothOfItsErrors() {
    JsonNode report = cli.json(with(book, "--data", "small")).get("report");
    assertThat(report.get("methods")).hasSize(8);
    double normal =
        named(report.get("methods"), "normal").get("valueAtRisk").get("value").asDouble();
    for (JsonNode method : report.get("methods")) {
      JsonNode var = method.get("valueAtRisk");
      assertThat(var.get("value").asDouble()).isBetween(normal / 3, normal * 3);
      assertThat(method.get("expectedShortfall").get("value").asDouble())
          .isGreaterThan(var.get("value").asDouble());
      assertThat(var.get("estimationError").asDouble()).isPositive();
      boolean simulated = method.get("method").asText().startsWith("monte-carlo");
      assertThat(var.get("simulationError").asDouble() > 0).isEqualTo(simulated);
      assertThat(var.get("simulationError").asDouble())
          .isLessThan(var.get("estimationError").asDouble());
    }
  }

  @Test
  void theSimulationAgreesWithTheClosedFormWithinItsError() {
    JsonNode methods = cli.json(with(book, "--data", "small")).get("report").get("methods");
    double closed = named(methods, "normal").get("valueAtRisk").get("value").asDouble();
    JsonNode simulated = named(methods, "monte-carlo").get("valueAtRisk");
    // Log moves against simple returns: half a variance apart, besides the error.
    assertThat(simulated.get("value").asDouble())
        .isCloseTo(closed, within(4 * simulated.get("simulationError").asDouble() + 0.03 * closed));
  }

  @Test
  void theReverseStressLosesWhatWasAskedAndLiesAlongTheContributions() {
    JsonNode answer = cli.json(with(book, "--data", "small", "--lose", "10%"));
    JsonNode reverse = answer.get("reverse");
    double loss = 0.1 * answer.get("report").get("gross").asDouble();
    assertThat(reverse.get("loss").asDouble()).isCloseTo(loss, within(1e-9 * loss));
    JsonNode normal = named(answer.get("report").get("methods"), "normal").get("valueAtRisk");
    double lost = 0;
    for (int i = 0; i < reverse.get("shocks").size(); i++) {
      double profit = reverse.get("shocks").get(i).get("profit").asDouble();
      double part = answer.get("report").get("parts").get(i).get("normalVar").asDouble();
      assertThat(profit)
          .isCloseTo(-loss * part / normal.get("value").asDouble(), within(1e-7 * loss));
      lost -= profit;
    }
    assertThat(lost).isCloseTo(loss, within(1e-9 * loss));
    assertThat(reverse.get("distance").asDouble())
        .isCloseTo(loss / normal.get("value").asDouble() * 2.3263478740408408, within(1e-6));
    assertThat(cli.ok(with(book, "--data", "small", "--lose", "10%")).out())
        .contains("the most plausible way to lose");
    assertThat(cli.refused(with(book, "--data", "small", "--lose", "-3"))).contains("-3.0");
  }

  @Test
  void morePercentThanAHundredAreOfTheGrossExposureToo() throws IOException {
    JsonNode answer = cli.json(with(book, "--data", "small", "--lose", "150%"));
    double gross = answer.get("report").get("gross").asDouble();
    assertThat(answer.get("reverse").get("loss").asDouble())
        .isCloseTo(1.5 * gross, within(1e-9 * gross));
    JsonNode amount = cli.json(with(book, "--data", "small", "--lose", "150"));
    assertThat(amount.get("reverse").get("loss").asDouble()).isEqualTo(150);
    String bought = cli.written("long.csv", "symbol,quantity\nSYN0001,100\nSYN0003,80\n");
    assertThat(cli.refused(with(bought, "--data", "small", "--lose", "150%")))
        .contains("cannot happen");
  }

  @Test
  void contributionsAddUp() {
    JsonNode report = cli.json(with(book, "--data", "small", "--horizon", "10")).get("report");
    double parts = 0;
    for (JsonNode part : report.get("parts")) {
      parts += part.get("normalVar").asDouble();
    }
    double whole =
        named(report.get("methods"), "normal").get("valueAtRisk").get("value").asDouble();
    assertThat(parts).isCloseTo(whole, within(1e-9 * whole));
  }

  @Test
  void theBacktestCountsWhatItForecast() {
    JsonNode tested =
        named(cli.json(with(book, "--data", "small")).get("report").get("tested"), "historical");
    assertThat(tested.get("sessions").asInt()).isEqualTo(complete() - 250);
    assertThat(tested.get("expected").asDouble())
        .isCloseTo(0.01 * (complete() - 250), within(1e-9));
    assertThat(tested.get("zone").asText()).isIn("green", "yellow", "red");
    assertThat(tested.get("kupiec").get("probability").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void quantitiesAreValuedAtTheLastClose() {
    JsonNode report = cli.json(with(book, "--data", "small")).get("report");
    int last = panel.time().size() - 1;
    double money = 100 * panel.bars().at("close", last, panel.instruments().indexOf("SYN0001"));
    assertThat(report.get("parts").get(0).get("money").asDouble()).isEqualTo(money);
  }

  @Test
  void weightsNeedACapital() throws IOException {
    String weights = cli.written("weights.csv", "Symbol,Weight\nSYN0001,60%\nSYN0002,0.4\n");
    JsonNode report =
        cli.json(with(weights, "--data", "small", "--capital", "1000000")).get("report");
    assertThat(report.get("net").asDouble()).isEqualTo(1_000_000);
    assertThat(cli.refused(with(weights, "--data", "small"))).contains("--capital 1000000");
    assertThat(cli.refused(with(book, "--data", "small", "--capital", "5")))
        .contains("--capital is for weights");
  }

  @Test
  void theLastBookOfARunIsMeasured() {
    String strategy = Cli.CONF.resolve("mean-reversion.yaml").toString();
    String page = folder.resolve("page.html").toString();
    String run =
        cli.json(
                "run",
                strategy,
                "--set",
                "data.set=small",
                "--set",
                "controls.draws=20",
                "--page",
                page)
            .get("run")
            .asText();
    JsonNode answer = cli.json(with("--run", run));
    assertThat(answer.get("dataSet").asText()).isEqualTo("small");
    assertThat(answer.get("report").get("gross").asDouble()).isBetween(1e6, 20e6);
    assertThat(cli.refused(with("--run", run, "--strategy", "mean-revertion")))
        .contains("Did you mean 'mean-reversion'?");
  }

  @Test
  void peopleReadTables() {
    assertThat(cli.ok(with(book, "--data", "small", "--level", "97.5")).out())
        .contains("book of 3 instruments", "at 97.5 %", "± simulation", "± estimation")
        .contains("filtered-garch", "Euler contributions", "SYN0002", "Kupiec", "Basel zone");
  }

  @Test
  void badInputIsRefusedInWords() throws IOException {
    String typo = cli.written("typo.csv", "symbol,quantity\nSYN0O1,100\n");
    assertThat(cli.refused(with(typo, "--data", "small")))
        .contains("has no instrument 'SYN0O1'", "Did you mean 'SYN0001'?");
    String empty = cli.written("empty.csv", "symbol,quantity\n");
    assertThat(cli.refused(with(empty, "--data", "small"))).contains("The portfolio is empty");
    assertThat(cli.refused(with(book, "--data", "smal"))).contains("Did you mean 'small'?");
    assertThat(cli.refused(with(book, "--data", "small", "--level", "0.99")))
        .contains("must be above 50 and below 100");
    assertThat(cli.refused("var", book, "--data", "small", "--window", "600", "--horizon", "600"))
        .contains(
            "A horizon of 600 sessions is longer than the history of the book: " + complete());
    assertThat(cli.refused("var")).contains("Name a portfolio or a run");
    assertThat(cli.refused(with(book, "--data", "small", "--strategy", "momentum")))
        .contains("--strategy is of a run; a portfolio file is one book");
  }

  @Test
  void aPriceThatNeverMovesHasNoRiskToMeasure() throws IOException {
    StringBuilder flat = new StringBuilder("date,symbol,open,high,low,close,volume\n");
    for (int t = 0; t < 60; t++) {
      flat.append(panel.time().date(t)).append(",FLAT,10,10,10,10,1000\n");
    }
    cli.ok("ingest", cli.written("flat.csv", flat.toString()), "--name", "flat");
    String stale = cli.written("stale.csv", "symbol,quantity\nFLAT,100\n");
    assertThat(cli.refused("var", stale, "--data", "flat", "--window", "50"))
        .containsIgnoringCase("volatility");
  }
}
