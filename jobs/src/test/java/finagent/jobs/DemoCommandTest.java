package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.market.SyntheticMarket;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo on bars of one's own trades those bars and no others. */
class DemoCommandTest {
  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
  }

  /** Bars of a market of its own, in a folder of its own, by the same file name. */
  private Path bars(int instruments, String rename) throws IOException {
    Path place = folder.resolve("of" + rename);
    DemoMarket.write(SyntheticMarket.of(Cli.market(instruments, 60, instruments)), place);
    Path file = place.resolve("bars.csv");
    return Files.writeString(
        place.resolve("my prices.csv"),
        Files.readString(file)
            .replaceAll("(?m)^([^,]+),([^,\n]+),([0-9])", "$1," + rename + "$2,$3"));
  }

  private String demo(Path bars) {
    return cli.ok(
            "demo", "--data", bars.toString(), "--page", folder.resolve("page.html").toString())
        .out();
  }

  @Test
  void anotherFileIsAnotherDataSetAndTheSameIsNotReadAgain() throws IOException {
    Path first = bars(3, "A");
    Path second = bars(2, "B");
    assertThat(demo(first)).contains("bars 'my-prices-");
    demo(second);
    Rows rows = cli.warehouse().read(Tables.BARS_DAILY, Filter.all());
    TreeSet<String> sets = new TreeSet<>();
    TreeSet<String> traded = new TreeSet<>();
    for (int r = 0; r < rows.size(); r++) {
      String set = rows.text("data_set", r);
      sets.add(set);
      traded.add(set + " " + rows.text("instrument_id", r).charAt(0));
    }
    assertThat(sets).hasSize(2).allMatch(set -> set.matches("my-prices-[0-9a-f]{8}"));
    assertThat(traded).as("instruments of one file each").hasSize(2);
    assertThat(demo(first)).contains("my prices.csv is data set my-prices-", "0 computed");
  }

  @Test
  void aNameIsMadeOfWhatTheFileIsCalledAndHolds() throws IOException {
    Path one = cli.file("-- Käse.csv.gz", "a");
    assertThat(FileNames.dataSet(one)).matches("K-se-[0-9a-f]{8}");
    assertThat(FileNames.dataSet(folder)).matches("[A-Za-z0-9][A-Za-z0-9._-]*-[0-9a-f]{8}");
    assertThat(FileNames.dataSet(cli.file("b".repeat(90), "a"))).hasSize(49);
    assertThat(FileNames.dataSet(cli.file("...", "a"))).startsWith("bars-");
    assertThat(cli.refused("demo", "--data", folder.resolve("none.csv").toString()))
        .contains("none.csv does not exist; name a .csv or .csv.gz file");
  }
}
