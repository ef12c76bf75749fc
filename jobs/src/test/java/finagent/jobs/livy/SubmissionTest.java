package finagent.jobs.livy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.jobs.livy.PaperLivy.Fault;
import finagent.jobs.livy.PaperLivy.Fault.Kind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmissionTest {
  private final Paper paper = new Paper();

  SubmissionTest() throws IOException {}

  @AfterEach
  void close() {
    paper.close();
  }

  @Test
  void aFirstSubmissionListsAndThenPostsOnce() {
    Batch batch = paper.submit();
    assertThat(batch.id()).isZero();
    assertThat(batch.name()).isEqualTo(Paper.NAME);
    assertThat(paper.server.requests)
        .containsExactly("GET /batches?from=0&size=1000", "POST /batches");
  }

  @Test
  void whoeverRunsUnderTheNameIsAttachedTo() {
    paper.server.has("another", "running");
    paper.server.has(Paper.NAME, "running");
    assertThat(paper.submit().id()).isEqualTo(1);
    assertThat(paper.server.posts).isEmpty();
  }

  @Test
  void aBatchInAStateNobodyKnowsIsTakenToRun() {
    paper.server.has(Paper.NAME, "pondering");
    assertThat(paper.submit().state()).isEqualTo(BatchState.UNKNOWN);
    assertThat(paper.server.posts).isEmpty();
  }

  @Test
  void aBatchThatIsOverWithItsCommitIsNotRunAgain() {
    paper.server.has(Paper.NAME, "success");
    paper.commits.add(Paper.NAME);
    assertThat(paper.submit().id()).isZero();
    assertThat(paper.server.posts).isEmpty();
  }

  @Test
  void aBatchThatDiedIsFollowedByANumberedTry() {
    paper.server.has(Paper.NAME, "dead");
    paper.server.has(Paper.NAME + "-try2", "killed");
    assertThat(paper.submit().name()).isEqualTo(Paper.NAME + "-try3");
    assertThat(paper.server.size()).isEqualTo(3);
  }

  @Test
  void aSuccessWithoutACommitIsFollowedByANumberedTry() {
    paper.server.has(Paper.NAME, "success");
    assertThat(paper.submit().name()).isEqualTo(Paper.NAME + "-try2");
  }

  @Test
  void aNameThatOnlyBeginsAlikeIsAnothers() {
    paper.server.has(Paper.NAME + "-other", "running");
    paper.server.has(Paper.NAME + "0", "running");
    assertThat(paper.submit().name()).isEqualTo(Paper.NAME);
  }

  @Test
  void aLostAnswerIsLookedForAndNotPostedAgain() {
    paper.server.next(Fault.of("POST", Kind.DONE_BUT_LOST));
    assertThat(paper.submit().id()).isZero();
    assertThat(paper.server.posts).hasSize(1);
    assertThat(paper.notes).anyMatch(note -> note.contains("was lost"));
  }

  @Test
  void anErrorAfterTheBatchWasMadeIsNoReasonToPostAgain() {
    paper.server.next(Fault.of("POST", Kind.DONE_BUT_ANSWER));
    assertThat(paper.submit().id()).isZero();
    assertThat(paper.server.posts).hasSize(1);
  }

  @Test
  void aPostThatNeverArrivedIsSentAgainOnlyAfterLookingForIt() {
    paper.server.next(Fault.of("POST", Kind.LOST));
    assertThat(paper.submit().id()).isZero();
    assertThat(paper.server.posts).hasSize(1);
    assertThat(paper.elapsed()).isGreaterThan(java.time.Duration.ofSeconds(15));
    List<String> requests = paper.server.requests;
    int first = requests.indexOf("POST /batches");
    int last = requests.lastIndexOf("POST /batches");
    assertThat(requests.subList(first + 1, last))
        .hasSizeGreaterThan(3)
        .allMatch(r -> r.startsWith("GET"));
  }

  @Test
  void aServerThatLosesEveryPostIsGivenUpInWords() {
    paper.server.next(
        Fault.of("POST", Kind.LOST), Fault.of("POST", Kind.LOST), Fault.of("POST", Kind.LOST));
    assertThatThrownBy(paper::submit)
        .hasMessageContaining("took no batch '" + Paper.NAME + "' in 3 tries")
        .hasMessageContaining("Submitting again is safe");
    assertThat(paper.server.size()).isZero();
  }

  @Test
  void whoComesSecondByAMomentAttaches() {
    paper.server.next(Fault.answer("GET", 200, "{\"total\":0,\"sessions\":[]}"));
    paper.server.has(Paper.NAME, "running");
    assertThat(paper.submit().id()).isZero();
    assertThat(paper.server.size()).isEqualTo(1);
    assertThat(paper.notes).anyMatch(note -> note.contains("came to be while it was submitted"));
  }

  @Test
  void aPayloadLivyRefusesIsRefusedWithItsWords() {
    paper.server.next(
        Fault.answer(
            "POST", 400, "{\"msg\":\"requirement failed: Local path /a.jar cannot be added\"}"));
    assertThatThrownBy(paper::submit)
        .isInstanceOf(LivyRefused.class)
        .hasMessageContaining("status 400: requirement failed: Local path /a.jar cannot be added");
    assertThat(paper.server.requests).hasSize(2);
  }

  @Test
  void aBatchWithoutANameIsNotSubmitted() {
    Submission submission = new Submission(paper.client(), name -> false);
    assertThatThrownBy(() -> submission.submit(Payload.of("a.jar", "X", List.of())))
        .hasMessageContaining("cannot be found again");
    assertThat(paper.server.requests).isEmpty();
  }
}
