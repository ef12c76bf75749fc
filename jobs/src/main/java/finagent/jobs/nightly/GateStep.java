package finagent.jobs.nightly;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Looks at what was imported; stops the night where it is not what a drop should be. */
public record GateStep(Gates gates, LocalDate session) implements Step {
  @Override
  public String name() {
    return "gates";
  }

  @Override
  public SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done) {
    SortedMap<String, String> came = done.getOrDefault("import", Collections.emptySortedMap());
    List<String> problems = gates.problems(session, seen(came));
    if (!problems.isEmpty()) {
      throw new GateStopped(problems);
    }
    return Collections.emptySortedMap();
  }

  private static Gates.Seen seen(SortedMap<String, String> came) {
    return came.getOrDefault("last", "").isEmpty()
        ? Gates.Seen.nothing()
        : new Gates.Seen(
            LocalDate.parse(came.getOrDefault("last", "")),
            number(came, "before"),
            number(came, "absent"),
            number(came, "restated") + number(came, "unchanged"),
            number(came, "restated"),
            number(came, "lines"),
            number(came, "spikes"));
  }

  private static long number(SortedMap<String, String> facts, String name) {
    return Long.parseLong(facts.getOrDefault(name, "0"));
  }
}
