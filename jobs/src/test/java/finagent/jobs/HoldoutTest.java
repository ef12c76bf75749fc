package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.results.Results;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a holdout is not read, whatever else is asked for beside it. */
class HoldoutTest {
  private static final LocalDate SEALED = LocalDate.of(2015, 9, 1);

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void market() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(4, 300, 1));
  }

  private String strategy(String name, String holdout) throws IOException {
    return cli.file(
            name + ".yaml",
            """
            name: %s
            data: {set: small}
            period: {holdout: %s}
            alphas: {cross: {agent: ma-cross, fast: 5d, slow: 20d}}
            portfolio: equal-weight
            controls: {draws: 0}
            """
                .formatted(name, holdout))
        .toString();
  }

  /** Digest of each strategy's book, computed anew. */
  private SortedMap<String, String> run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("run", "--fresh"));
    all.addAll(Arrays.asList(arguments));
    JsonNode told = cli.json(all.toArray(String[]::new));
    SortedMap<String, String> digests = new TreeMap<>();
    new RunLog(cli.warehouse())
        .run(told.get("run").asText())
        .orElseThrow()
        .books()
        .forEach((name, key) -> digests.put(name, book(key).recomputed()));
    return digests;
  }

  private Results.Book book(String key) {
    return new Results(cli.warehouse()).read(key).orElseThrow();
  }

  @Test
  void strategiesWithAndWithoutOneDoNotShareBars() throws IOException {
    String sealed = strategy("sealed", SEALED.toString());
    String open = strategy("open", "none");
    SortedMap<String, String> apart = run(sealed);
    apart.putAll(run(open));

    assertThat(apart.get("sealed")).isNotEqualTo(apart.get("open"));
    assertThat(run(sealed, open)).isEqualTo(apart);
    assertThat(run(open, sealed)).isEqualTo(apart);
    assertThat(run("--unseal", sealed).get("sealed")).isEqualTo(apart.get("open"));
  }

  @Test
  void noSessionOfItIsTraded() throws IOException {
    JsonNode told = cli.json("run", strategy("sealed", SEALED.toString()));
    String key =
        new RunLog(cli.warehouse())
            .run(told.get("run").asText())
            .orElseThrow()
            .books()
            .get("sealed");
    int[] sessions = book(key).equity().ints("session");
    assertThat(sessions[book(key).equity().size() - 1])
        .isLessThan((int) SEALED.toEpochDay())
        .isGreaterThan((int) SEALED.minusDays(5).toEpochDay());
  }
}
