package finagent.jobs;

import finagent.tables.results.Run;
import java.util.Locale;
import java.util.Map;

/** A run as scripts see it. */
record RunView(
    String run,
    String state,
    String since,
    String title,
    String digest,
    String user,
    String project,
    Map<String, String> books,
    Map<String, Long> versions,
    String message) {
  static RunView of(Run run) {
    return new RunView(
        run.id(),
        run.state().name().toLowerCase(Locale.ROOT),
        run.at().toString(),
        run.title(),
        run.digest(),
        run.user(),
        run.project(),
        run.books(),
        run.versions(),
        run.message());
  }
}
