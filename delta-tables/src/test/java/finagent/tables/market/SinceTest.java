package finagent.tables.market;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.grid.Slice;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.ingest.Csvs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of bars that came after a mark. */
class SinceTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() throws IOException {
    warehouse = Warehouse.open(folder.resolve("w"));
    imported(Csvs.flat("2020-01-02", "A", 10) + Csvs.flat("2020-01-02", "B", 20));
  }

  private void imported(String bars) throws IOException {
    Csvs.bars(warehouse, "x", Csvs.write(folder, "x.csv", Csvs.HEADER + bars));
  }

  private static long day(String date) {
    return LocalDate.parse(date).toEpochDay();
  }

  private static Slice slice(DeltaMarket market, String to) {
    return new Slice("x", market.barsVersion("x"), List.of(), "", "", day("2019-01-01"), day(to));
  }

  @Test
  void anInstrumentIsNewInTheSessionOfItsFirstBar() throws IOException {
    DeltaMarket before = new DeltaMarket(warehouse);
    Mark mark = Since.mark(before, slice(before, "2020-01-02"));
    imported(
        Csvs.flat("2020-01-03", "A", 11)
            + Csvs.flat("2020-01-03", "B", 21)
            + Csvs.flat("2020-01-06", "A", 12)
            + Csvs.flat("2020-01-06", "B", 22)
            + Csvs.flat("2020-01-06", "C", 32));
    DeltaMarket market = new DeltaMarket(warehouse);
    Since.Tail tail =
        Since.of(market, slice(market, "2020-01-03"), mark).tail().tail().orElseThrow();
    assertThat(tail.rows()).isEqualTo(2);
    Since.Answer next = Since.of(market, slice(market, "2020-01-06"), tail.mark()).tail();
    assertThat(next.tail()).isEmpty();
    assertThat(next.reason()).isEqualTo("new instruments: C");
  }

  @Test
  void aMarketOlderThanTheMarkIsNotGoneOnIn() throws IOException {
    DeltaMarket old = new DeltaMarket(warehouse);
    imported(Csvs.flat("2020-01-03", "A", 11) + Csvs.flat("2020-01-03", "B", 21));
    DeltaMarket market = new DeltaMarket(warehouse);
    Mark mark = Since.mark(market, slice(market, "2020-01-02"));
    assertThat(mark.version()).isEqualTo(warehouse.version(Tables.BARS_DAILY));
    Since.Answer answer = Since.of(old, slice(old, "2020-01-03"), mark).tail();
    assertThat(answer.tail()).isEmpty();
    assertThat(answer.quiet()).isFalse();
    assertThat(answer.reason())
        .contains(
            "the state read newer bars",
            "those of version " + mark.version(),
            "these are of version " + old.barsVersion("x"));
    assertThat(old.barsVersion("x")).isLessThan(mark.version());
  }
}
