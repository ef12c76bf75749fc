package finagent.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes start the same night at the same moment, night after night. */
@Tag("slow")
class TwoStartsTest {
  private static final int NIGHTS = 20;

  @TempDir Path folder;

  /** A process that starts a night for each line it is sent, and answers how it ended. */
  private static final class Starter implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    Starter(Path folder, String name) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-Dfinagent.root=" + System.getProperty("finagent.root", ".."),
                  "-cp",
                  System.getProperty("java.class.path"),
                  TwoStartsTest.class.getName(),
                  folder.toString())
              .redirectError(folder.resolve(name).toFile())
              .start();
      answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    void start(int n) throws IOException {
      process.getOutputStream().write((n + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    }

    String answer() throws IOException {
      return String.valueOf(answers.readLine());
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  @Test
  void oneWorksAndTheOtherSaysSo() throws IOException {
    NightDesk desk = new NightDesk(folder);
    for (int n = 1; n <= NIGHTS; n++) {
      desk.drop(n);
    }
    try (Starter one = new Starter(folder, "one");
        Starter other = new Starter(folder, "other")) {
      assertThat(one.answer()).as(Files.readString(folder.resolve("one"))).isEqualTo("ready");
      assertThat(other.answer()).as(Files.readString(folder.resolve("other"))).isEqualTo("ready");
      for (int n = 1; n <= NIGHTS; n++) {
        one.start(n);
        other.start(n);
        List<String> ends = List.of(one.answer(), other.answer());
        System.out.printf("%s: %s%n", NightDesk.session(n), ends);
        assertThat(ends).filteredOn("0 done"::equals).as("%s", ends).hasSize(1);
        assertThat(ends).filteredOn("0 theirs"::equals).as("%s", ends).hasSize(1);
      }
    }
    Rows nights = desk.cli.warehouse().read(Tables.NIGHTS, Filter.all());
    TreeMap<String, Integer> steps = new TreeMap<>();
    for (int r = 0; r < nights.size(); r++) {
      steps.merge(nights.text("kind", r) + " " + nights.text("step", r), 1, Integer::sum);
    }
    assertThat(steps).containsEntry("taken ", NIGHTS).containsEntry("done ", NIGHTS);
    assertThat(steps).containsEntry("step orders", NIGHTS).doesNotContainKey("released ");
    assertThat(desk.alerts()).noneMatch(alert -> alert.startsWith("failed"));
  }

  /** Starts nights as it is told. */
  public static void main(String[] args) throws IOException {
    NightDesk desk = new NightDesk(Path.of(args[0]));
    System.out.println("ready");
    try (BufferedReader told = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        Cli.Said said = desk.night(NightDesk.session(Integer.parseInt(line)));
        System.err.println(said.all());
        String end = said.code() == 0 ? said.json().get(0).get("end").asText() : "failed";
        System.out.println(said.code() + " " + end);
      }
    }
  }
}
