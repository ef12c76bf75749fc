package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code finagent audit FILE.yaml}: shipped strategies pass, a plug-in that leaks is caught. */
class AuditFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"momentum", "mean-reversion"})
  void aShippedStrategyPassesWithAllItsAgents(String name) {
    Cli cli = new Cli(folder);
    String file = Cli.CONF.resolve(name + ".yaml").toString();
    JsonNode findings = cli.json("audit", file, "--trials", "2");
    assertThat(Cli.texts(findings, "passed")).containsOnly("true");
    assertThat(Cli.texts(findings, "subject"))
        .contains("rank-long-short", "zscore", "limits", "book of " + name, name + "/portfolio");
  }

  /** An agent that says what an instrument returns {@code ahead} bars later, or earlier. */
  private String strategy(int ahead) throws IOException {
    Path source = folder.resolve("Planted.java");
    Files.writeString(
        source,
        """
        package planted;

        import finagent.agents.ComputingAgent;
        import finagent.planner.Card;
        import finagent.planner.Shape;
        import finagent.sandbox.program.*;
        import java.util.List;

        public final class Planted implements ComputingAgent {
          public Card card() {
            return new Card("own-idea", "alpha", 1, Shape.COLUMN, "Planted by a test.", "none",
                List.of(), List.of(Card.Port.of("series", "series")),
                List.of(Card.Port.of("score", "score")));
          }

          public Kernel create(Params params) {
            return new ColumnKernel() {
              public State open(Layout layout) { return State.none(); }

              public void run(State state, Block block) {
                for (int r = 0; r < block.rows(); r++) {
                  for (int i = 0; i < block.width(); i++) {
                    int from = r + %d;
                    block.out(0)[block.outAt(0) + r * block.width() + i] = from < block.rows()
                        ? block.in(0)[block.inAt(0) + from * block.width() + i] : Double.NaN;
                  }
                }
              }
            };
          }
        }
        """
            .formatted(ahead));
    Path jar = Jars.of(folder, source, "");
    return Files.writeString(
            folder.resolve("own.yaml"),
            """
            name: own
            data: {set: none-is-needed}
            plugins: [{jar: %s, classes: [planted.Planted]}]
            alphas: {idea: {agent: own-idea, post: [zscore]}}
            portfolio: {agent: rank-long-short, long: 30%%, short: 30%%}
            """
                .formatted(jar))
        .toString();
  }

  @Test
  void aPlugInThatLeaksIsCaughtAloneAndInItsStrategyAndNothingElseIsBlamed() throws IOException {
    Cli cli = new Cli(folder);
    String file = strategy(3);
    Cli.Said said = cli.run("audit", file, "--trials", "2");
    assertThat(said.code()).as(said.all()).isEqualTo(Main.FAILED);
    assertThat(said.out()).contains("LEAK", "of the checks failed: see LEAK above");
    TreeSet<String> leaking = new TreeSet<>();
    for (JsonNode finding : cli.run("audit", file, "--trials", "2", "--json").json()) {
      if (!finding.get("passed").asBoolean()) {
        leaking.add(finding.get("subject").asText());
      }
    }
    assertThat(leaking).containsExactly("own-idea", "own/alphas.idea");
  }

  @Test
  void itsHonestTwinPasses() throws IOException {
    Cli.Said said = new Cli(folder).ok("audit", strategy(0), "--trials", "2");
    assertThat(said.out()).contains("own/alphas.idea", "nothing used what was not known yet");
  }

  @Test
  void whatIsNoAgentAndNoFileIsRefused() {
    Cli cli = new Cli(folder);
    List<String> said = new ArrayList<>();
    said.add(cli.run("audit", folder.resolve("gone.yaml").toString()).err());
    said.add(cli.run("audit", "momentum", "--trials", "0").err());
    assertThat(said.get(0)).contains("gone.yaml");
    assertThat(said.get(1)).contains("--trials: 0", ">= 1");
  }
}
