package finagent.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up, anywhere in the work, is named, and nothing is half visible after it. */
class FullDiskTest {
  @TempDir Path folder;

  private record Ended(int code, String said) {}

  /** Runs a command where this process may mount what others do not see. */
  private static Ended apart(String... command) throws IOException, InterruptedException {
    String[] root = {"unshare", "--mount"};
    String[] user = {"unshare", "--mount", "--map-root-user"};
    String[] apart = System.getProperty("user.name").equals("root") ? root : user;
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of(apart), Stream.of(command)).toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private static boolean canMount(Path at) throws InterruptedException {
    try {
      return apart("mount", "-t", "tmpfs", "tmpfs", at.toString()).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFullDiskIsNamedAndNothingIsHalfVisible() throws Exception {
    onASmallDisk(FullDisk.class);
  }

  @Tag("slow")
  @Test
  void aNightOnAFullDiskFailsInWordsAndTheNextStartGoesOn() throws Exception {
    onASmallDisk(FullDiskNights.class);
  }

  private void onASmallDisk(Class<?> tests) throws IOException, InterruptedException {
    Path small = Files.createDirectory(folder.resolve("small"));
    Path large = Files.createDirectory(folder.resolve("large"));
    assumeTrue(canMount(small), "needs a system where a process may mount for itself (unshare)");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String program =
        String.join(
            " ",
            List.of(
                "mount -t tmpfs -o size=24m tmpfs '" + small + "' &&",
                "exec '" + java + "' -Xmx1g -XX:TieredStopAtLevel=1",
                "-cp \"$CLASSES\" " + tests.getName(),
                "'" + small + "' '" + large + "'"));
    Ended ended =
        apart("env", "CLASSES=" + System.getProperty("java.class.path"), "sh", "-c", program);
    assertThat(ended.code()).as(ended.said()).isZero();
  }
}
