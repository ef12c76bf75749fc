package finagent.jobs.livy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A server, a client, and a time that only pauses move. */
final class Paper implements AutoCloseable {
  static final String NAME = "finagent-0123456789abcdef";
  static final Duration LIMIT = Duration.ofHours(1);

  final PaperLivy server = new PaperLivy();
  final List<String> notes = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final List<Duration> pauses = new ArrayList<>();
  final Set<String> commits = new HashSet<>();
  private final List<Runnable> events = new ArrayList<>();
  private long now;

  Paper() throws IOException {}

  private final Pace pace =
      new Pace() {
        @Override
        public long nanoTime() {
          return now;
        }

        @Override
        public void pause(Duration time) {
          pauses.add(time);
          now += time.toNanos();
          if (!events.isEmpty()) {
            events.remove(0).run();
          }
        }
      };

  /** What happens at the next pause, and the one after, .. */
  Paper then(Runnable event) {
    events.add(event);
    return this;
  }

  Livy client() {
    return client(server.url(), Map.of());
  }

  Livy client(String url, Map<String, String> environment) {
    return new Livy(Access.of(url, environment), Patience.usual(), pace, notes::add);
  }

  Batch submit() {
    return new Submission(client(), commits::contains)
        .submit(Payload.of("file:/a.jar", "finagent.jobs.Main", List.of("run")).withName(NAME));
  }

  Outcome await(Batch batch) {
    return Watch.await(client(), commits::contains, NAME, batch, LIMIT, lines::add);
  }

  Duration elapsed() {
    return Duration.ofNanos(now);
  }

  @Override
  public void close() {
    server.close();
  }
}
