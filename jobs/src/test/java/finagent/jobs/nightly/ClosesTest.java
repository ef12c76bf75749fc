package finagent.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.tables.Warehouse;
import finagent.tables.ingest.FileRestater;
import finagent.tables.ingest.ImportRequest;
import finagent.tables.ingest.Importer;
import finagent.tables.ingest.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosesTest {
  private static final String BARS =
      """
      date,symbol,open,high,low,close,volume
      2020-01-02,HALT,100,100,100,100,10
      2020-02-06,LATE,10,10,10,10,10
      2020-02-07,LATE,11,11,11,11,10
      2020-02-10,LATE,12,12,12,12,10
      2020-02-07,GOOD,50,50,50,50,10
      2020-02-10,GOOD,51,51,51,51,10
      """;
  private static final String ACTIONS =
      """
      date,symbol,kind,amount
      2020-02-03,HALT,split,2
      2020-02-04,HALT,dividend,1
      2020-02-05,HALT,delisting,-0.5
      2020-02-10,LATE,delisting,-0.1
      2020-02-10,GOOD,dividend,0.25
      """;

  private static Closes closes(Path folder) throws IOException {
    Warehouse warehouse = Warehouse.open(folder.resolve("w"));
    Importer importer = new Importer(warehouse, new FileRestater(), Clock.systemUTC());
    Map<ImportRequest.Kind, String> files =
        new TreeMap<>(Map.of(ImportRequest.Kind.BARS, BARS, ImportRequest.Kind.ACTIONS, ACTIONS));
    for (Map.Entry<ImportRequest.Kind, String> file : files.entrySet()) {
      Path csv = Files.writeString(folder.resolve(file.getKey().word() + ".csv"), file.getValue());
      importer.run(ImportRequest.of(file.getKey(), "few", csv), Progress.silent());
    }
    return Closes.of(
        warehouse,
        "few",
        List.of("GOOD", "HALT", "LATE"),
        LocalDate.of(2020, 2, 7),
        LocalDate.of(2020, 2, 10));
  }

  @Test
  void aHoldingWithoutBarsIsMarkedAsTheLedgerDoes(@TempDir Path folder) throws IOException {
    Closes closes = closes(folder);
    assertThat(closes.last()).isEqualTo(Map.of("GOOD", 51.0, "HALT", 49.0, "LATE", 12.0));
    assertThat(closes.stale()).isEqualTo(Map.of("HALT", LocalDate.of(2020, 1, 2)));
    assertThat(closes.splits()).as("before the last session").isEmpty();
    assertThat(closes.dividends()).isEqualTo(Map.of("GOOD", 0.25));
    assertThat(closes.delisted())
        .as("one that was known late, one with a bar on its day")
        .isEqualTo(Map.of("HALT", 24.5, "LATE", 11 * 0.9));

    PaperBook held =
        new PaperBook(new TreeMap<>(Map.of("GOOD", 4L, "HALT", 10L, "LATE", -2L)), 1000);
    PaperBook paid = held.after(closes, Collections.emptyMap());
    assertThat(paid.shares()).isEqualTo(Map.of("GOOD", 4L));
    assertThat(paid.cash()).isEqualTo(1000 + 4 * 0.25 + 10 * 24.5 - 2 * 11 * 0.9);
    assertThat(held.towards(Map.of("HALT", 0.5), closes.last(), Set.of("HALT")).shares())
        .as("not traded, while the others go")
        .isEqualTo(Map.of("HALT", 10L));
  }
}
