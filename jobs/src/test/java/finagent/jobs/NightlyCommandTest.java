package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.night.Lease;
import finagent.tables.night.NightId;
import finagent.tables.night.NightLog;
import finagent.tables.night.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights as they come, and the odd ones. */
class NightlyCommandTest {
  @TempDir Path folder;
  private NightDesk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new NightDesk(folder);
  }

  /** Shares of the book of the session n by its orders: held before, and changed by the file. */
  private SortedMap<String, Long> filled(SortedMap<String, Long> before, int n) throws IOException {
    SortedMap<String, Long> held = new TreeMap<>(before);
    List<String> lines = desk.orders(n);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      long quantity = Long.parseLong(cells[2]);
      held.merge(cells[0], cells[1].equals("BUY") ? quantity : -quantity, Long::sum);
    }
    held.values().removeIf(quantity -> quantity == 0);
    return held;
  }

  @Test
  void aNightLeadsFromADropToOrdersThatReconcileToTheWeights() throws IOException {
    desk.drop(1);
    desk.drop(2);
    desk.done(1);
    JsonNode night = desk.done(2);
    JsonNode orders = night.get("steps").get("orders");
    double value = orders.get("value").asDouble();
    Rows rows = desk.cli.warehouse().read(Tables.TARGETS, Filter.all().equal("strategy", ""));
    double gross = 0;
    for (int r = 0; r < rows.size(); r++) {
      if (rows.ints("session")[r] == NightDesk.session(2).toEpochDay()) {
        double money = rows.doubles("quantity")[r] * rows.doubles("price")[r];
        assertThat(money)
            .isCloseTo(rows.doubles("weight")[r] * value, within(rows.doubles("price")[r]));
        gross += Math.abs(money);
      }
    }
    assertThat(gross).isBetween(0.79 * value, 0.8 * value);
    assertThat(orders.get("gross").asDouble()).isCloseTo(gross, within(1e-6));
    SortedMap<String, Long> first = filled(new TreeMap<>(), 1);
    assertThat(first).isEqualTo(desk.book(1)).hasSize(6);
    assertThat(filled(first, 2)).isEqualTo(desk.book(2));
    assertThat(desk.orders(2).get(0)).isEqualTo("symbol,side,quantity,reference_price,reason");

    double profit = 0;
    for (String symbol : first.keySet()) {
      int i = NightDesk.SYMBOLS.indexOf(symbol);
      profit += first.get(symbol) * (NightDesk.price(i, 2) - NightDesk.price(i, 1));
    }
    assertThat(orders.get("profit").asDouble()).isCloseTo(profit, within(1e-6));
    assertThat(Files.readString(folder.resolve("out/small-2017-03-17-report.txt")))
        .contains("night 2017-03-17 of small", "bars read", "lost to whole shares");
  }

  @Test
  void aSecondStartOfADoneNightDoesNothing() throws IOException {
    desk.drop(1);
    desk.done(1);
    SortedMap<String, Long> versions = desk.cli.versions();
    assertThat(desk.done(1).get("end").asText()).isEqualTo("already-done");
    assertThat(desk.cli.versions()).isEqualTo(versions);
  }

  @Test
  void lastNightsValueAtRiskIsCheckedAgainstWhatHappened() throws IOException {
    for (int n = 1; n <= 6; n++) {
      desk.drop(n);
    }
    desk.done(1);
    JsonNode last = desk.done(6).get("steps");
    assertThat(last.get("risk").get("var").asDouble()).isPositive();
    JsonNode check = last.get("check");
    boolean exceeded = -check.get("profit").asDouble() > check.get("said").asDouble();
    assertThat(check.get("exceeded").asBoolean()).isEqualTo(exceeded);
    assertThat(check.get("checked").asInt()).isBetween(2, 5);
    long alerts = desk.alerts().stream().filter(a -> a.startsWith("var-exceeded")).count();
    assertThat(alerts).isEqualTo(check.get("exceedances").asLong());
  }

  @Test
  void aHolidayIsNothingToDo() {
    Cli.Said said = desk.cli.ok("nightly", desk.pipeline.toString(), "--session", "2017-04-14");
    assertThat(said.out()).contains("2017-04-14 is no session of XNYS: nothing to do");
    assertThat(desk.cli.versions().values()).containsOnly(-1L);
  }

  @Test
  void anEmptyDropStopsAtTheGateAndYesterdaysWeightsStand() throws IOException {
    desk.drop(1);
    desk.empty(2);
    desk.drop(3, List.of(2, 3), 12, NightDesk::price);
    desk.done(1);
    Cli.Said said = desk.night(NightDesk.session(2));
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(said.err()).contains("the drop is empty", "the weights of the night before stand");
    assertThat(desk.alerts()).singleElement().asString().startsWith("gate: the drop is empty");
    assertThat(Files.readString(folder.resolve("alerts.txt"))).contains("the drop is empty");
    assertThat(desk.book(2)).isEmpty();
    desk.done(3);
    assertThat(filled(desk.book(1), 3))
        .as("the next night goes on from the last book")
        .isEqualTo(desk.book(3));
    assertThat(desk.cli.json("nightly", "status", desk.pipeline.toString()))
        .extracting(row -> row.get("state").asText())
        .containsExactly("done", "stopped", "done");
  }

  @Test
  void theExitCodeTellsOfAStoppedNightThoughALaterOneIsDone() throws IOException {
    desk.drop(1);
    desk.empty(2);
    desk.drop(3);
    desk.done(1);
    Cli.Said said = desk.night(NightDesk.session(3));
    assertThat(Cli.texts(said.json(), "end")).containsExactly("stopped", "done");
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(desk.night(NightDesk.session(3)).code()).as("already done").isZero();
  }

  @Test
  void aDropWithAThirdOfTheSymbolsMissingStops() throws IOException {
    desk.drop(1);
    desk.drop(2, List.of(1, 2), 8, NightDesk::price);
    desk.done(1);
    long bars = desk.cli.warehouse().version(Tables.BARS_DAILY);
    Cli.Said said = desk.night(NightDesk.session(2));
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(desk.cli.warehouse().version(Tables.BARS_DAILY)).as("no row of it").isEqualTo(bars);
    assertThat(desk.book(2)).isEmpty();
    assertThat(desk.alerts()).singleElement().asString().startsWith("gate: 4 of 12 symbols");
    assertThat(said.err())
        .contains("4 of 12 symbols of the session before are missing: 33.3 %, more than 20.0 %");
    desk.drop(2);
    assertThat(desk.done(2).get("end").asText()).as("whole at last").isEqualTo("done");
  }

  @Test
  void aDropThatComesAfterALaterOneBringsNoOldValuesBack() throws IOException {
    desk.drop(1);
    desk.drop(2, List.of(1, 2), 8, NightDesk::price);
    desk.drop(3, List.of(2, 3), 12, NightlyCommandTest::corrected);
    desk.done(1);
    desk.night(NightDesk.session(3));
    desk.drop(2);
    JsonNode late = desk.done(2).get("steps");
    long day = NightDesk.session(2).toEpochDay();
    Rows rows =
        desk.cli
            .warehouse()
            .read(
                Tables.BARS_DAILY,
                Filter.all().between("session", day, day).equal("instrument_id", "SA"));
    assertThat(rows.size()).isEqualTo(1);
    assertThat(rows.doubles("close")[0]).isEqualTo(corrected(0, 2));
    assertThat(late.get("import").get("late").asText()).isEqualTo("true");
    assertThat(late.get("import").get("restated").asText()).isEqualTo("0");
    assertThat(Files.readString(folder.resolve("out/small-2017-03-17-report.txt")))
        .contains("a later drop was there before");
  }

  /** Prices as a later drop has them: one of them is restated. */
  private static double corrected(int symbol, int session) {
    return NightDesk.price(symbol, session) * (symbol == 0 && session == 2 ? 1.2 : 1);
  }

  @Test
  void theSameDropTwiceIsTheWrongDrop() throws IOException {
    desk.drop(1);
    desk.drop(2, List.of(0, 1), 12, NightDesk::price);
    desk.done(1);
    long bars = desk.cli.warehouse().version(Tables.BARS_DAILY);
    Cli.Said said = desk.night(NightDesk.session(2));
    assertThat(said.err()).contains("the drop ends with 2017-03-16, not with 2017-03-17");
    assertThat(desk.cli.warehouse().version(Tables.BARS_DAILY)).isEqualTo(bars);
  }

  @Test
  void missedSessionsAreCaughtUpInOrder() throws IOException {
    for (int n = 1; n <= 5; n++) {
      desk.drop(n);
    }
    desk.done(1);
    JsonNode nights = desk.night(NightDesk.session(5)).json();
    assertThat(Cli.texts(nights, "session"))
        .containsExactly("2017-03-17", "2017-03-20", "2017-03-21", "2017-03-22");
    assertThat(Cli.texts(nights, "end")).containsOnly("done");
  }

  @Test
  void aDropThatRestatesLastWeekSaysWhichDecisionsWouldBeOthers() throws IOException {
    for (int n = 1; n <= 3; n++) {
      desk.drop(n);
    }
    desk.done(1);
    desk.done(3);
    desk.drop(
        4, List.of(2, 3, 4), 12, (i, t) -> NightDesk.price(i, t) * (i == 0 && t == 2 ? 1.2 : 1));
    JsonNode night = desk.done(4);
    assertThat(night.get("steps").get("import").get("restated").asInt()).isEqualTo(1);
    assertThat(night.get("steps").get("strategies").get("changed").asText())
        .matches("reversal on 2017-03-17: \\d+ weights \\(S[A-L] -?0.\\d{4} -> -?0.\\d{4}, .*")
        .doesNotContain("2017-03-16");
    assertThat(desk.alerts()).anyMatch(alert -> alert.startsWith("decisions-changed"));
  }

  @Test
  void aVanishedDropFailsInWordsAndTheNightGoesOnLater() throws IOException {
    Cli.Said said = desk.night(NightDesk.session(1));
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(said.err()).contains("There is no drop", "20170316.tar.gz");
    assertThat(desk.alerts()).singleElement().asString().startsWith("failed: There is no drop");
    desk.drop(1);
    assertThat(desk.done(1).get("end").asText()).isEqualTo("done");
  }

  @Test
  void aStartWhileAnotherWorksSaysWhoAndEndsWell() throws IOException {
    Cli.Said failed = desk.night(NightDesk.session(1));
    assertThat(failed.code()).isEqualTo(Main.FAILED);
    Rows rows = desk.cli.warehouse().read(Tables.NIGHTS, Filter.all());
    NightId night = new NightId(rows.text("night_key", 0), "small", NightDesk.session(1));
    NightLog log = new NightLog(desk.cli.warehouse());
    Lease.Answer answer =
        Lease.take(log, night, "somebody else", Clock.systemUTC(), Patience.USUAL);
    assertThat(answer).isInstanceOf(Lease.Mine.class);
    desk.drop(1);
    Cli.Said said = desk.night(NightDesk.session(1));
    assertThat(said.code()).isZero();
    assertThat(said.json().get(0).get("end").asText()).isEqualTo("theirs");
    assertThat(said.json().get(0).get("message").asText()).contains("somebody else works on it");
    assertThat(desk.cli.warehouse().version(Tables.BARS_DAILY)).isEqualTo(-1);
  }

  @Test
  void aSessionThatIsNotOverIsRefused() {
    LocalDate tomorrow = LocalDate.now(java.time.ZoneOffset.UTC).plusDays(7);
    Cli.Said said = desk.night(tomorrow);
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(said.err()).contains("is not over by this machine's clock");
    assertThat(desk.alerts()).singleElement().asString().startsWith("clock: Session " + tomorrow);
    assertThat(desk.cli.warehouse().version(Tables.NIGHTS)).as("nothing began").isNegative();
  }

  @Test
  void aPipelineThatCannotBeUnderstoodIsRefusedWithItsLine() throws IOException {
    Path typo =
        desk.cli.file("typo.yaml", Files.readString(desk.pipeline).replace("risk:", "rsik:"));
    assertThat(desk.cli.run("nightly", typo.toString()).err()).contains("typo.yaml:5", "rsik");
    Path much = desk.cli.file("much.yaml", Files.readString(desk.pipeline).replace("0.8", "1.8"));
    assertThat(desk.cli.run("nightly", much.toString()).err()).contains("share", "up to 1");
  }
}
