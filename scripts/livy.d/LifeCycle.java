import finagent.jobs.livy.Access;
import finagent.jobs.livy.Batch;
import finagent.jobs.livy.BatchState;
import finagent.jobs.livy.Livy;
import finagent.jobs.livy.Outcome;
import finagent.jobs.livy.Outcome.Ending;
import finagent.jobs.livy.Pace;
import finagent.jobs.livy.Patience;
import finagent.jobs.livy.Payload;
import finagent.jobs.livy.Submission;
import finagent.jobs.livy.Watch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The life cycle of batches with a real Livy server, by the client of finagent. */
public final class LifeCycle {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Map<String, Object> QUIET =
      Map.of("spark.ui.enabled", false, "spark.finagent.check", 1);

  private final Path root;
  private final String url;
  private final String jar;
  private final List<String> notes = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Set<String> commits = new HashSet<>();
  private final Livy livy;

  private LifeCycle(Path root, String url, String jar) {
    this.root = root;
    this.url = url;
    this.jar = jar;
    this.livy =
        new Livy(
            Access.of(url, Map.of()),
            new Patience(
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(30)),
            Pace.system(),
            notes::add);
  }

  public static void main(String[] args) throws Exception {
    LifeCycle check = new LifeCycle(Path.of(args[0]), args[1], args[2]);
    if (args.length == 4) {
      check.attach(args[3]);
      return;
    }
    check.csrf();
    check.longLog();
    check.clash();
    check.failure();
    check.deletion();
    check.forgotten();
    check.restart();
  }

  private Payload payload(String name, int count, int millis, int code) {
    return Payload.read(
        Map.of(
            "file",
            "file:" + jar,
            "class_name",
            "Lines",
            "args",
            List.of(count, millis, code),
            "driver_cores",
            "1",
            "driver_memory",
            "512m",
            "conf",
            QUIET,
            "name",
            name));
  }

  private Batch submit(Payload payload) {
    return new Submission(livy, commits::contains).submit(payload);
  }

  private Outcome await(String name, Batch batch) {
    lines.clear();
    return Watch.await(livy, commits::contains, name, batch, LIMIT, lines::add);
  }

  private static void check(boolean holds, String what, Object... seen) {
    if (!holds) {
      throw new AssertionError(what + ": " + List.of(seen));
    }
    System.out.println("ok: " + what);
  }

  private void csrf() throws Exception {
    int status =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/batches"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"file\":\"file:" + jar + "\"}"))
                    .build(),
                BodyHandlers.ofString())
            .statusCode();
    check(
        status == 400 && livy.batches().isEmpty(),
        "a POST without X-Requested-By is refused",
        status);
  }

  private void longLog() {
    Batch batch = submit(payload("finagent-long", 400, 20, 0));
    check(batch.name().equals("finagent-long"), "submitted, with numbers as numbers", batch);
    commits.add("finagent-long");
    Outcome outcome = await("finagent-long", batch);
    check(outcome.ending() == Ending.SUCCEEDED, "success with a commit is success", outcome, notes);
    for (String stream : List.of("out ", "err ")) {
      List<String> heard = lines.stream().filter(line -> line.matches(stream + "[0-9]+")).toList();
      List<String> written = IntStream.range(0, 400).mapToObj(i -> stream + i).toList();
      check(
          heard.equals(written) && outcome.gaps() == 0,
          "400 lines of '%s' came whole though Livy keeps 200 of both".formatted(stream.strip()),
          heard.size(),
          outcome.gaps());
    }
    commits.clear();
    check(
        await("finagent-long", batch).ending() == Ending.UNCOMMITTED,
        "the same success without a commit is none");
  }

  private void clash() throws Exception {
    Batch first = submit(payload("finagent-clash", 600, 20, 0));
    Batch second = submit(payload("finagent-clash", 600, 20, 0));
    check(first.id() == second.id(), "a second submission attaches", first, second);
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/batches"))
                    .header("Content-Type", "application/json")
                    .header("X-Requested-By", "check")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            payload("finagent-clash", 1, 1, 0).json().toString()))
                    .build(),
                BodyHandlers.ofString())
            .body();
    check(answer.contains("Duplicate session name"), "Livy gives a name once", answer);
    check(livy.delete(first.id(), "finagent-clash"), "deleted while it ran");
    check(livy.batch(first.id()).isEmpty(), "a deleted batch is a 404");
  }

  private void failure() {
    Batch batch = submit(payload("finagent-fails", 3, 1, 3));
    Outcome outcome = await("finagent-fails", batch);
    check(outcome.ending() == Ending.FAILED, "exit code 3 is a failure", outcome);
    Batch again = submit(payload("finagent-fails", 3, 1, 0));
    check(again.name().equals("finagent-fails-try2"), "the next try has a number", again);
    commits.add("finagent-fails");
    check(await("finagent-fails", again).isSuccess(), "and succeeds");
    check(
        submit(payload("finagent-fails", 3, 1, 0)).id() == again.id(),
        "what is committed is not submitted again");
  }

  private void deletion() {
    Batch batch = submit(payload("finagent-other", 3, 1, 0));
    try {
      livy.delete(batch.id(), "finagent-mine");
      throw new AssertionError("a batch of another name was deleted");
    } catch (IllegalArgumentException e) {
      check(livy.batch(batch.id()).isPresent(), "a batch of another name is not deleted");
    }
  }

  private void forgotten() {
    Batch batch = submit(payload("finagent-gone", 600, 20, 0));
    livy.delete(batch.id(), batch.name());
    check(
        await("finagent-gone", batch).ending() == Ending.LOST,
        "forgotten without a commit is lost");
    commits.add("finagent-gone");
    check(
        await("finagent-gone", batch).ending() == Ending.FORGOTTEN_BUT_COMMITTED,
        "forgotten with its commit is a success");
  }

  private void restart() throws Exception {
    server("stop");
    server("start");
    Batch before = submit(payload("finagent-before", 3000, 10, 0));
    check(before.id() == 0, "ids begin at 0", before);
    server("stop");
    server("start");
    Batch after = submit(payload("finagent-after", 3, 1, 0));
    check(after.id() == 0, "a restarted server gives id 0 again", after);
    notes.clear();
    Outcome outcome = await("finagent-before", before);
    check(
        outcome.ending() == Ending.LOST && notes.toString().contains("belongs to 'finagent-after'"),
        "and its new owner is not taken for the old",
        outcome,
        notes);
    server("stop");
    Thread later =
        new Thread(
            () -> {
              try {
                Thread.sleep(3000);
                server("start");
              } catch (Exception e) {
                notes.add(String.valueOf(e));
              }
            });
    notes.clear();
    later.start();
    Optional<Batch> none = livy.batch(0);
    later.join();
    check(none.isEmpty() && notes.size() == 1, "a server that is away is waited for", none, notes);
  }

  private void server(String what) throws Exception {
    List<String> command = new ArrayList<>(List.of(root.resolve("scripts/livy").toString(), what));
    command.addAll(List.of("--dir", System.getenv("FINAGENT_LIVY_DIR")));
    if (what.equals("start")) {
      command.addAll(List.of("--csrf", "--port", String.valueOf(URI.create(url).getPort())));
    }
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    check(code == 0, "server: " + what, code);
  }

  /** What the hook of Airflow's provider submitted. */
  private void attach(String name) {
    commits.add(name);
    Batch batch = submit(payload(name, 1, 1, 0));
    check(
        !batch.state().isOver() || batch.state() == BatchState.SUCCESS,
        "attached to the hook's batch",
        batch);
    check(await(name, batch).isSuccess(), "and watched it to its success", notes);
    check(lines.contains("out 99"), "with its log", lines.size());
  }
}
