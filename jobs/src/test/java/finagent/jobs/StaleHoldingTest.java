package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose book holds a symbol that has no bars any more. */
class StaleHoldingTest {
  @TempDir Path folder;

  @Test
  void aHeldSymbolWithoutBarsStaysAtItsLastCloseUntilADelistingPaysItOut() throws IOException {
    NightDesk desk = new NightDesk(folder);
    Path strategy = desk.cli.place("reversal.yaml");
    Files.writeString(strategy, Files.readString(strategy) + "schedule: {rebalance: month-end}\n");
    desk.drop(12, IntStream.rangeClosed(0, 12).boxed().toList(), 12, NightDesk::price);
    desk.done(12);
    String gone = desk.book(12).firstKey();
    int symbol = NightDesk.SYMBOLS.indexOf(gone);
    for (int n = 13; n <= 21; n++) {
      desk.drop(
          n,
          List.of(n - 1, n),
          12,
          (i, t) -> i == symbol && t > 12 ? Double.NaN : NightDesk.price(i, t));
    }
    Cli.Said said = desk.night(NightDesk.session(20));
    assertThat(said.code()).as(said.all()).isZero();
    assertThat(Cli.texts(said.json(), "end")).hasSize(8).containsOnly("done");
    SortedMap<String, Long> before = desk.book(20);
    assertThat(before.get(gone)).isEqualTo(desk.book(12).get(gone));
    for (int n = 13; n <= 20; n++) {
      assertThat(desk.orders(n)).noneMatch(line -> line.startsWith(gone + ","));
    }
    assertThat(desk.alerts())
        .filteredOn(alert -> alert.startsWith("stale: "))
        .as("from the eleventh day on")
        .hasSize(2)
        .allMatch(alert -> alert.contains(gone + " since 2017-03-31"));

    String actions = "date,symbol,kind,amount\n2017-04-13,%s,delisting,-0.3\n".formatted(gone);
    String file = desk.cli.written("actions.csv", actions);
    desk.cli.ok("ingest", file, "--kind", "actions", "--name", "small");
    double value = said.json().get(7).get("steps").get("orders").get("cash").asDouble();
    for (String held : before.keySet()) {
      int i = NightDesk.SYMBOLS.indexOf(held);
      double price = i == symbol ? 0.7 * NightDesk.price(i, 12) : NightDesk.price(i, 21);
      value += before.get(held) * price;
    }
    JsonNode orders = desk.done(21).get("steps").get("orders");
    assertThat(orders.get("value").asDouble()).isCloseTo(value, within(1e-6));
    assertThat(orders.get("delisted").asText()).isEqualTo(gone);
    assertThat(desk.book(21)).hasSize(before.size() - 1).doesNotContainKey(gone);
  }
}
