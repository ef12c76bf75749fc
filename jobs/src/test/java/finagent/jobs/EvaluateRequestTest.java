package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.jobs.learning.TrainFile;
import finagent.jobs.learning.TrainFile.Cell;
import finagent.rl.training.ControlSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateRequestTest {
  private static final Path SHIPPED = Path.of("../conf/rl/sp500");

  @TempDir Path folder;

  private TrainFile file(String title, String algorithm, String rest) throws IOException {
    return TrainFile.read(
        Files.writeString(
            folder.resolve("file.yaml"),
            """
            title: %s
            algorithm: %s
            market:
              data: some
              symbols: [A]
              from: 2015-01-02
              to: 2016-01-04
              %s
            seeds: 3
            """
                .formatted(title, algorithm, rest)));
  }

  private static EvaluateRequest request(List<TrainFile> files) {
    return new EvaluateRequest(files, 2, 100, 7, "here");
  }

  private static List<String> names(EvaluateRequest request) {
    return request.cells(new ControlSpec("pendulum")).stream()
        .map(Cell::variant)
        .distinct()
        .toList();
  }

  @Test
  void theShippedStudyIsOneEvaluationOfEnoughUpdates() throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.list(SHIPPED)) {
      paths = found.sorted().toList();
    }
    List<TrainFile> files = paths.stream().map(TrainFile::read).toList();
    EvaluateRequest request = request(files);
    assertThat(request.title()).isEqualTo("ddpg, ppo, sac, td3 on sp500-daily");
    List<Cell> cells = request.cells(new ControlSpec("pendulum"));
    assertThat(cells).hasSize(4 * 20);
    assertThat(cells)
        .allSatisfy(
            cell -> {
              int steps = cell.task().steps();
              assertThat(cell.task().recipe().updates(steps).orElseThrow())
                  .isGreaterThanOrEqualTo(20_000);
            });
  }

  @Test
  void namesAreToldApartByTitlesWhereTheyMust() throws IOException {
    TrainFile first = file("short", "[td3, sac]", "gross: 1");
    TrainFile second = file("long", "td3", "gross: 1");
    EvaluateRequest both = request(List.of(first, second));
    assertThat(names(both)).containsExactly("td3 (short)", "sac", "td3 (long)");
    assertThat(both.title()).isEqualTo("td3, sac on some");
    assertThat(names(request(List.of(first)))).containsExactly("td3", "sac");
    assertThat(request(List.of(first)).title()).isEqualTo("short");
  }

  @Test
  void whatCannotStandSideBySideIsRefused() throws IOException {
    TrainFile first = file("one", "td3", "gross: 1");
    TrainFile other = file("two", "td3", "gross: 2");
    TrainFile again = file("one", "sac", "gross: 1");
    assertThatThrownBy(() -> request(List.of(first, other)))
        .hasMessageContaining("market of 'two' is not that of 'one'")
        .hasMessageContaining("evaluate them one by one");
    assertThatThrownBy(() -> request(List.of(first, again)))
        .hasMessageContaining("have one title (one, one)");
    TrainFile control = TrainFile.read(Path.of("../conf/rl/pendulum-td3.yaml"));
    assertThatThrownBy(() -> request(List.of(first, control)))
        .hasMessageContaining("trains on 'pendulum'");
    assertThatThrownBy(() -> new EvaluateRequest(List.of(first), 0, 100, 7, "here"))
        .hasMessageContaining("0 folds");
  }
}
