package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.jobs.nightly.Closes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night knows of the symbols it holds. */
class ClosesTest {
  @TempDir Path folder;

  @Test
  void actionsOfAShareClassReachTheBarsWithADot() throws IOException {
    Cli cli = new Cli(folder);
    String bars =
        cli.written(
            "bars.csv",
            """
            date,symbol,open,high,low,close,volume
            2020-01-02,A.B,10,10,10,10,100
            2020-01-03,A.B,5,5,5,5,100
            """);
    String actions =
        cli.written(
            "actions.csv",
            "date,symbol,kind,amount\n2020-01-03,A.B,SPLIT,2\n2020-01-03,A.B,DIVIDEND,0.5\n");
    cli.ok("ingest", bars, "--kind", "bars", "--name", "x");
    cli.ok("ingest", actions, "--kind", "actions", "--name", "x");
    Closes closes =
        Closes.of(
            cli.warehouse(),
            "x",
            List.of("A.B"),
            LocalDate.of(2020, 1, 2),
            LocalDate.of(2020, 1, 3));
    assertThat(closes.last()).containsEntry("A.B", 5.0);
    assertThat(closes.splits()).containsEntry("A.B", 2.0);
    assertThat(closes.dividends()).containsEntry("A.B", 0.5);
  }
}
