package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.tables.Filter;
import finagent.tables.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many trials the table of a run tells. */
class TryingTest {
  private static final int TRIALS = 7;

  @TempDir Path folder;
  private Cli cli;
  private List<String> ids = List.of();

  @BeforeEach
  void market() throws IOException {
    cli = new Cli(folder);
    ids = cli.ingest("small", Cli.market(5, 300, 1)).instruments().ids();
  }

  private Path strategy(String fast, List<String> instruments) throws IOException {
    return cli.file(
        "cross.yaml",
        """
        name: cross
        data: {set: small}
        universe: {instruments: %s}
        alphas: {cross: {agent: ma-cross, fast: %s, slow: 20d}}
        portfolio: equal-weight
        controls: {draws: 0}
        """
            .formatted(instruments, fast));
  }

  private int trials(String fast, List<String> instruments) throws IOException {
    String row =
        cli.ok("run", strategy(fast, instruments).toString())
            .out()
            .lines()
            .filter(line -> line.strip().startsWith("cross "))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(row.strip().split("\\s{2,}")[TRIALS]);
  }

  @Test
  void leavingAnInstrumentOutResetsNoCount() throws IOException {
    assertThat(trials("5d", ids)).isEqualTo(1);
    assertThat(trials("6d", ids)).isEqualTo(2);
    assertThat(trials("6d", ids.subList(0, 4))).isEqualTo(3);
    assertThat(trials("6d", ids)).as("the same key is no new trial").isEqualTo(3);
  }

  @Test
  void whatIsKeptOfABookMakesNoOtherTrial() throws IOException {
    String file = strategy("5d", ids).toString();
    String vary = "vary={alphas.cross.fast: [5d, 6d]}";
    cli.ok("sweep", file, "--set", vary, "--page", folder.resolve("sweep.html").toString());
    assertThat(cli.warehouse().read(Tables.TRIALS, Filter.all()).size()).isEqualTo(2);
    assertThat(trials("6d", ids)).as("the winner, run with all its tables").isEqualTo(2);
    assertThat(trials("7d", ids)).isEqualTo(3);
  }
}
