package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs strategies on a small file system with less and less room left. Arguments: a folder on that
 * file system, and one with room.
 */
final class FullDisk {
  private static final String STRATEGY =
      """
      name: tried
      data: {set: small}
      alphas: {mom: {agent: momentum, lookback: 60d, skip: 5d}}
      portfolio: {agent: rank-long-short, long: 20%, short: 20%}
      controls: {draws: 5}
      """;

  private final SmallDisk disk;
  private final Cli tight;
  private final Cli roomy;
  private final String file;
  private final String page;

  private FullDisk(Path small, Path large) throws IOException {
    disk = new SmallDisk(small);
    tight = new Cli(small);
    roomy = new Cli(large);
    file = roomy.file("tried.yaml", STRATEGY).toString();
    page = large.resolve("page.html").toString();
  }

  public static void main(String[] args) throws IOException {
    FullDisk disk = new FullDisk(Path.of(args[0]), Path.of(args[1]));
    disk.importNeedsRoom();
    int failed = 0;
    int kilobytes = 0;
    for (int attempt = 0; disk.runWith(kilobytes, attempt); attempt++) {
      failed++;
      kilobytes = kilobytes == 0 ? 4 : kilobytes * 3 / 2;
    }
    System.out.printf("%d runs failed, with up to %d KB left%n", failed, kilobytes * 2 / 3);
    assertThat(failed).isGreaterThanOrEqualTo(5);
  }

  /** Nothing of an import that fails is visible, and it goes through once there is room. */
  private void importNeedsRoom() throws IOException {
    roomy.ingest("small", Cli.market(6, 200, 1));
    tight.ingest("other", Cli.market(2, 30, 2));
    String bars = roomy.place("csv-small/bars.csv").toString();
    Cli.Said said = withLeft(24, "ingest", bars, "--name", "small");
    assertThat(said.code()).as(said.all()).isEqualTo(Main.FAILED);
    assertThat(said.err()).contains("the disk is full").doesNotContain("Exception");
    Cli.Said none = tight.run("run", file, "--page", page);
    assertThat(none.err()).contains("No data set 'small'");
    tight.ingest("small", Cli.market(6, 200, 1));
  }

  /** Whether a run failed with so much room left; then it is run again with room. */
  private boolean runWith(int kilobytes, int attempt) throws IOException {
    String lookback = "alphas.mom.lookback=%dd".formatted(20 + attempt);
    String[] command = {"run", file, "--page", page, "--set", lookback, "--title", "t" + attempt};
    Cli.Said said = withLeft(kilobytes, command);
    System.out.printf("%d KB left: exit code %d: %s%n", kilobytes, said.code(), said.err().strip());
    if (said.code() == Main.FAILED) {
      assertThat(said.err()).contains("the disk is full").doesNotContain("Exception");
      for (JsonNode run : tight.json("runs")) {
        boolean done = run.get("state").asText().equals("completed");
        assertThat(done && run.get("title").asText().equals("t" + attempt)).isFalse();
      }
    }
    String digest = tight.json(command).get("digest").asText();
    assertThat(digest).isEqualTo(roomy.json(command).get("digest").asText()).hasSize(64);
    return said.code() != 0;
  }

  /** Runs a command with little room. */
  private Cli.Said withLeft(int kilobytes, String... command) throws IOException {
    return disk.withLeft(kilobytes, () -> tight.run(command));
  }
}
