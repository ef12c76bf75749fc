package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.rl.dl4j.ModelZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneCommandTest {
  @TempDir private Path folder;

  @Test
  void aCloneIsMeasuredBesideOneWorkerAndSavedAsAModelFile() throws IOException {
    Cli cli = new Cli(folder);
    Path file = folder.resolve("clone.zip");
    JsonNode said =
        cli.json(
            "clone",
            "--transitions",
            "2000",
            "--epochs",
            "1",
            "--master",
            "local[2]",
            "--offline",
            "64",
            "--save",
            file.toString());
    assertThat(said.get("transitions").asLong()).isEqualTo(2000);
    assertThat(Cli.texts(said.get("trained"), "by"))
        .containsExactly(
            "one worker",
            "2 workers on local[2]",
            "TD3+BC, one worker",
            "TD3+BC, 2 workers on local[2]");
    for (JsonNode one : said.get("trained")) {
      assertThat(one.get("loss").asDouble()).isBetween(0.005, 1.0);
    }
    assertThat(said.get("ratio").asDouble()).isBetween(0.1, 10.0);
    try (InputStream in = Files.newInputStream(file)) {
      ModelZip.Saved saved = ModelZip.read(in);
      assertThat(saved.policy().observations()).isEqualTo(2);
      assertThat(saved.provenance()).containsEntry("workers", "2").containsEntry("seed", "1");
    }
    Cli.Said few = cli.run("clone", "--transitions", "100", "--master", "local[2]");
    assertThat(few.code()).isEqualTo(1);
    assertThat(few.err()).contains("100 transitions (at least 1 and 2000)");
  }
}
