package finagent.jobs.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Work;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import finagent.tables.LogTags;
import finagent.tables.results.Health;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a watcher is told of stages that really ran. */
class StageWatchTest {
  private static final List<ShardRange> RANGES = new ShardRange(0, 12).split(6);

  private final List<Health> told = new ArrayList<>();
  private final SparkGrid grid = SparkGrid.open("local[2]", Map.of());
  private LogTags before;

  @BeforeEach
  void watch() {
    assertThat(SharedSpark.session().sparkContext().isStopped()).isFalse();
    before = LogTags.of("r-1");
    LogTags.task("momentum/book");
    grid.watch(told::add);
  }

  @AfterEach
  void close() {
    grid.close();
    before.restore();
  }

  private <T extends Serializable> List<T> done(Work<T> work) {
    Panel panel = new Walks(3, 20).read(Walks.ALL);
    List<T> results = new ArrayList<>();
    grid.byShard(
        new Shared(panel, Interpreter.noFeatures(panel)),
        RANGES,
        work,
        (range, result) -> results.add(result));
    return results;
  }

  private static Double sum(ShardRange range) {
    double sum = 0;
    for (int k = 0; k < 3_000_000; k++) {
      sum += Math.sqrt(k + range.from());
    }
    return sum;
  }

  @Test
  void aStageIsToldWithItsRunItsTaskAndItsTimes() {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    done((shared, range) -> sum(range));
    grid.settle();
    assertThat(told).hasSize(1);
    Health stage = told.get(0);
    assertThat(stage.run()).isEqualTo("r-1");
    assertThat(stage.task()).isEqualTo("momentum/book");
    assertThat(stage.kind()).isEqualTo(Health.Kind.STAGE);
    assertThat(stage.tasks()).isEqualTo(RANGES.size());
    assertThat(stage.retries()).isZero();
    assertThat(stage.message()).isEmpty();
    assertThat(stage.since()).isBetween(begin, Instant.now());
    Health.Times times = stage.times();
    assertThat(times.longest()).isBetween(times.median(), times.whole());
    assertThat(times.work()).isBetween(times.longest(), 6 * times.longest());
    assertThat(stage.skew()).isGreaterThanOrEqualTo(1);
    assertThat(times.whole())
        .isLessThanOrEqualTo(Duration.between(begin, Instant.now()).toMillis() / 1e3);
  }

  @Test
  void aStageThatFailsIsToldWithItsReason() {
    assertThatThrownBy(
            () ->
                done(
                    (shared, range) -> {
                      if (range.from() == 4) {
                        throw new IllegalStateException("no luck with shard 4");
                      }
                      return sum(range);
                    }))
        .hasMessageContaining("no luck with shard 4");
    grid.settle();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).message()).contains("no luck with shard 4");
    assertThat(told.get(0).retries()).isPositive();
  }

  @Test
  void theTagsTravelToTheThreadsOfTheExecutors() {
    assertThat(done((shared, range) -> MDC.get(LogTags.RUN) + " " + MDC.get(LogTags.TASK)))
        .hasSize(RANGES.size())
        .containsOnly("r-1 momentum/book");
    before.restore();
    assertThat(done((shared, range) -> String.valueOf(MDC.get(LogTags.RUN)))).containsOnly("null");
  }

  @Test
  void aWatcherIsToldOfItsOwnGridOnly() {
    try (SparkGrid other = SparkGrid.open("local[2]", Map.of())) {
      List<Health> others = new ArrayList<>();
      other.watch(others::add);
      done((shared, range) -> range.from());
      other.settle();
      grid.settle();
      assertThat(others).isEmpty();
      assertThat(told).hasSize(1);
    }
  }
}
