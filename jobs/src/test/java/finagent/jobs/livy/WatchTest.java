package finagent.jobs.livy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.jobs.livy.Outcome.Ending;
import finagent.jobs.livy.PaperLivy.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
  private final Paper paper = new Paper();

  WatchTest() throws IOException {}

  @AfterEach
  void close() {
    paper.close();
  }

  private void over(String state) {
    paper.server.entry(Paper.NAME).state = state;
  }

  @Test
  void successIsLivysWordAndTheCommit() {
    Batch batch = paper.submit();
    paper.then(() -> over("running"));
    paper.then(
        () -> {
          paper.commits.add(Paper.NAME);
          over("success");
        });
    Outcome outcome = paper.await(batch);
    assertThat(outcome.ending()).isEqualTo(Ending.SUCCEEDED);
    assertThat(outcome.isSuccess()).isTrue();
    assertThat(paper.pauses).containsOnly(Patience.usual().poll());
  }

  @Test
  void livysSuccessWithoutTheCommitIsAFailure() {
    Batch batch = paper.submit();
    over("success");
    Outcome outcome = paper.await(batch);
    assertThat(outcome.ending()).isEqualTo(Ending.UNCOMMITTED);
    assertThat(outcome.isSuccess()).isFalse();
    assertThat(outcome.words()).contains("calls", "a success, but its run has no commit");
  }

  @Test
  void aCommitThatComesALittleLaterIsWaitedFor() {
    Batch batch = paper.submit();
    over("success");
    paper.then(() -> {}).then(() -> paper.commits.add(Paper.NAME));
    assertThat(paper.await(batch).ending()).isEqualTo(Ending.SUCCEEDED);
  }

  @Test
  void aDeadBatchIsAFailureAlsoWhereItsCommitIsThere() {
    Batch batch = paper.submit();
    over("dead");
    paper.commits.add(Paper.NAME);
    Outcome outcome = paper.await(batch);
    assertThat(outcome.isSuccess()).isFalse();
    assertThat(outcome.committed()).isTrue();
    assertThat(outcome.words()).endsWith("failed; yet the commit of its run is there");
  }

  @Test
  void aForgottenBatchIsLookedUpInOurOwnTables() {
    Batch batch = paper.submit();
    paper.then(
        () -> {
          paper.server.forget(batch.id());
          paper.commits.add(Paper.NAME);
        });
    Outcome outcome = paper.await(batch);
    assertThat(outcome.ending()).isEqualTo(Ending.FORGOTTEN_BUT_COMMITTED);
    assertThat(outcome.isSuccess()).isTrue();
  }

  @Test
  void aForgottenBatchWithoutACommitIsLostAndItsApplicationNamed() {
    Batch batch = paper.submit();
    paper.server.entry(Paper.NAME).application = "application_17_0001";
    paper.then(() -> paper.server.forget(batch.id()));
    Outcome outcome = paper.await(batch);
    assertThat(outcome.ending()).isEqualTo(Ending.LOST);
    assertThat(outcome.words()).contains("application application_17_0001 may still run");
  }

  @Test
  void anIdThatNowBelongsToAnotherIsNotTakenForOurs() {
    Batch batch = paper.submit();
    paper.then(
        () -> {
          paper.server.restart();
          paper.server.has("another", "success");
        });
    Outcome outcome = paper.await(batch);
    assertThat(outcome.ending()).isEqualTo(Ending.LOST);
    assertThat(paper.notes).contains("id 0 now belongs to 'another', so the server has restarted");
  }

  @Test
  void afterARestartTheBatchIsFoundUnderItsName() {
    Batch batch = paper.submit();
    paper.then(
        () -> {
          paper.server.restart();
          paper.server.has("another", "running");
          paper.server.has(Paper.NAME, "running");
        });
    paper.then(
        () -> {
          paper.commits.add(Paper.NAME);
          over("success");
        });
    Outcome outcome = paper.await(batch);
    assertThat(outcome.ending()).isEqualTo(Ending.SUCCEEDED);
    assertThat(outcome.batch().id()).isEqualTo(1);
  }

  @Test
  void aStateNobodyKnowsMeansKeepAsking() {
    Batch batch = paper.submit();
    over("pondering");
    for (int look = 0; look < 20; look++) {
      paper.then(() -> {});
    }
    paper.then(
        () -> {
          paper.commits.add(Paper.NAME);
          over("success");
        });
    assertThat(paper.await(batch).ending()).isEqualTo(Ending.SUCCEEDED);
    assertThat(paper.notes)
        .containsOnlyOnce("Livy says 'pondering', a word this client does not know; asking on");
  }

  @Test
  void errorsOnTheWayAreSatOutWithGrowingPauses() {
    Batch batch = paper.submit();
    paper.commits.add(Paper.NAME);
    over("success");
    Fault busy = Fault.answer("GET", 503, "busy");
    paper.server.next(Collections.nCopies(7, busy).toArray(Fault[]::new));
    assertThat(paper.await(batch).ending()).isEqualTo(Ending.SUCCEEDED);
    assertThat(paper.pauses.stream().map(Duration::toMillis))
        .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 15000L, 15000L);
    assertThat(paper.notes).hasSize(1);
  }

  @Test
  void aServerThatStaysSilentIsGivenUpAfterTheStatedPatience() {
    Batch batch = paper.submit();
    paper.server.close();
    assertThatThrownBy(() -> paper.await(batch))
        .isInstanceOf(LivyUnreachable.class)
        .hasMessageContaining("has not answered /batches/0 for 28");
    assertThat(paper.elapsed()).isBetween(Duration.ofSeconds(285), Duration.ofSeconds(300));
  }

  @Test
  void aServerThatIsGoneDoesNotUndoACommit() {
    Batch batch = paper.submit();
    paper.server.close();
    paper.commits.add(Paper.NAME);
    assertThat(paper.await(batch).ending()).isEqualTo(Ending.FORGOTTEN_BUT_COMMITTED);
  }

  @Test
  void aBatchThatTakesTooLongIsLeftAlone() {
    Batch batch = paper.submit();
    over("running");
    Outcome outcome =
        Watch.await(
            paper.client(), name -> false, Paper.NAME, batch, Duration.ofSeconds(60), line -> {});
    assertThat(outcome.ending()).isEqualTo(Ending.TIMED_OUT);
    assertThat(paper.server.requests).noneMatch(request -> request.startsWith("DELETE"));
    assertThat(paper.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(64));
  }

  @Test
  void aLongLogComesWholeThoughLivyKeepsLittleOfIt() {
    Batch batch = paper.submit();
    PaperLivy.Entry entry = paper.server.entry(Paper.NAME);
    for (int look = 0; look < 5; look++) {
      int from = 150 * look;
      paper.then(() -> IntStream.range(from, from + 150).forEach(i -> entry.print("line " + i)));
    }
    paper.then(() -> over("dead"));
    Outcome outcome = paper.await(batch);
    assertThat(outcome.gaps()).isZero();
    assertThat(paper.lines)
        .containsExactlyElementsOf(IntStream.range(0, 750).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void linesThatCameTooFastAreSaidToBeMissing() {
    Batch batch = paper.submit();
    PaperLivy.Entry entry = paper.server.entry(Paper.NAME);
    paper.then(() -> IntStream.range(0, 100).forEach(i -> entry.print("line " + i)));
    paper.then(() -> IntStream.range(100, 500).forEach(i -> entry.print("line " + i)));
    paper.then(() -> over("dead"));
    Outcome outcome = paper.await(batch);
    assertThat(outcome.gaps()).isEqualTo(1);
    assertThat(paper.lines).hasSize(301);
    assertThat(paper.lines.get(100)).startsWith("[finagent: lines are missing here");
    assertThat(paper.lines.get(101)).isEqualTo("line 300");
  }
}
