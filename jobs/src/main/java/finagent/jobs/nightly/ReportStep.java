package finagent.jobs.nightly;

import finagent.tables.night.NightId;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the night's report beside its orders. */
public record ReportStep(NightId night, Path file) implements Step {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done) {
    Order.put(file, String.join("\n", NightReport.lines(night, done)) + "\n");
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("file", file.toString());
    return facts;
  }
}
