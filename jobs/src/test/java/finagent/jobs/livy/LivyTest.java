package finagent.jobs.livy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.jobs.livy.PaperLivy.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivyTest {
  private final Paper paper = new Paper();

  LivyTest() throws IOException {}

  @AfterEach
  void close() {
    paper.close();
  }

  private String header(String name) {
    return paper.server.headers.get(0).getOrDefault(name, List.of("none")).get(0);
  }

  @Test
  void everyRequestSaysWhoAsks() {
    paper.client().batches();
    assertThat(header("X-requested-by")).isEqualTo("finagent");
    assertThat(header("Authorization")).isEqualTo("none");
  }

  /** The example of RFC 7617, section 2. */
  @Test
  void aUserAndAPasswordAreSentAsBasicAuthentication() {
    Map<String, String> environment =
        Map.of("FINAGENT_LIVY_USER", "Aladdin", "FINAGENT_LIVY_PASSWORD", "open sesame");
    paper.client(paper.server.url(), environment).batches();
    assertThat(header("Authorization")).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  @Test
  void aTokenAndHeadersComeFromFiles(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "abc.def\n");
    Path headers =
        Files.writeString(folder.resolve("headers"), "X-Requested-By: night\n\nX-Key: k1\n");
    paper
        .client(
            paper.server.url() + "/",
            Map.of(
                "FINAGENT_LIVY_TOKEN_FILE",
                token.toString(),
                "FINAGENT_LIVY_HEADERS_FILE",
                headers.toString()))
        .batches();
    assertThat(header("Authorization")).isEqualTo("Bearer abc.def");
    assertThat(header("X-requested-by")).isEqualTo("night");
    assertThat(header("X-key")).isEqualTo("k1");
  }

  @Test
  void aWrongTokenEndsAtOnceAndInWordsWithoutTheToken() {
    paper.server.next(Fault.answer("GET", 401, "no entry for tok-12345 (Bearer tok-12345)"));
    Livy livy = paper.client(paper.server.url(), Map.of("FINAGENT_LIVY_TOKEN", "tok-12345"));
    assertThatThrownBy(livy::batches)
        .isInstanceOf(LivyRefused.class)
        .hasMessageContaining("status 401: no entry for *** (Bearer ***)")
        .hasMessageContaining("FINAGENT_LIVY_TOKEN")
        .hasMessageNotContaining("tok-12345");
    assertThat(paper.pauses).isEmpty();
    assertThat(livy.toString()).isEqualTo(paper.server.url());
  }

  @Test
  void aSecretInTheAddressIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> Access.of("http://me:hunter2@host:8998", Map.of()))
        .hasMessageContaining("FINAGENT_LIVY_PASSWORD")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> Access.of("http://me:hunter2@ho st", Map.of()))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(
            () ->
                Access.of(
                    "http://h",
                    Map.of(
                        "FINAGENT_LIVY_USER",
                        "a",
                        "FINAGENT_LIVY_PASSWORD",
                        "b",
                        "FINAGENT_LIVY_TOKEN",
                        "c")))
        .hasMessageContaining("Both a user and a token");
    assertThatThrownBy(() -> Access.of("http://h", Map.of("FINAGENT_LIVY_USER", "a")))
        .hasMessageContaining("go together");
    assertThatThrownBy(() -> Access.of("http://h", Map.of("FINAGENT_LIVY_TOKEN", "a\nb")))
        .hasMessageContaining("not shown");
    assertThatThrownBy(() -> Access.of("host:8998", Map.of()))
        .hasMessageContaining("must be like http://HOST:8998");
    assertThatThrownBy(
            () -> Access.of("http://h", Map.of("FINAGENT_LIVY_TOKEN_FILE", "/no/such/file")))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aSecretOnAnOpenWireIsNoticed() {
    Map<String, String> token = Map.of("FINAGENT_LIVY_TOKEN", "t");
    assertThat(Access.of("http://livy.example:8998", token).isExposed()).isTrue();
    assertThat(Access.of("https://livy.example:8998", token).isExposed()).isFalse();
    assertThat(Access.of("http://127.0.0.1:8998", token).isExposed()).isFalse();
    assertThat(Access.of("http://livy.example:8998", Map.of()).isExposed()).isFalse();
  }

  @Test
  void aRedirectIsToldAndNotFollowed() {
    paper.server.next(
        new Fault("GET", Fault.Kind.ANSWER, 302, "", "https://elsewhere.example/login"));
    assertThatThrownBy(() -> paper.client().batches())
        .hasMessageContaining("status 302")
        .hasMessageContaining("It points to 'https://elsewhere.example/login'");
    assertThat(paper.server.requests).hasSize(1);
  }

  @Test
  void aPageThatIsNoJsonIsNotTakenForLivy() {
    paper.server.next(Fault.answer("GET", 200, "<html>Welcome</html>"));
    assertThatThrownBy(() -> paper.client().batches())
        .hasMessageContaining("is this the address of Livy? It says: Welcome");
  }

  @Test
  void anAddressWithAPathIsKept() {
    assertThatThrownBy(
            () -> {
              Livy livy = paper.client(paper.server.url() + "/gateway/livy/", Map.of());
              new Submission(livy, name -> false)
                  .submit(Payload.of("a.jar", "X", List.of()).withName("n"));
            })
        .isInstanceOf(LivyRefused.class)
        .hasMessageContaining("is this the address of Livy?");
    assertThat(paper.server.requests)
        .containsExactly(
            "GET /gateway/livy/batches?from=0&size=1000", "POST /gateway/livy/batches");
  }

  @Test
  void onlyABatchOfTheGivenNameIsDeleted() {
    paper.server.has("another", "running");
    assertThatThrownBy(() -> paper.client().delete(0, Paper.NAME))
        .hasMessageContaining("is 'another', not '" + Paper.NAME + "'; nothing was deleted");
    assertThat(paper.client().delete(0, "another")).isTrue();
    assertThat(paper.client().delete(0, "another")).isFalse();
  }

  @Test
  void aDeletionWhoseAnswerWasLostIsLookedAt() {
    paper.server.has("one", "running");
    paper.server.next(Fault.of("DELETE", Fault.Kind.DONE_BUT_LOST));
    assertThat(paper.client().delete(0, "one")).isTrue();
    paper.server.has("two", "running");
    paper.server.next(Fault.of("DELETE", Fault.Kind.LOST));
    assertThatThrownBy(() -> paper.client().delete(1, "two"))
        .hasMessageContaining("did not delete");
  }
}
