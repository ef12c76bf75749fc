package finagent.jobs.nightly;

import finagent.sandbox.market.Calendar;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.ingest.DropImport;
import finagent.tables.ingest.DropReport;
import finagent.tables.ingest.DropSeen;
import finagent.tables.ingest.ImportReport;
import finagent.tables.ingest.ImportRequest;
import finagent.tables.ingest.Progress;
import finagent.tables.ingest.Restater;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges the night's drop, brings it into the tables and counts what came. A drop that a gate stops
 * leaves no row.
 *
 * @param late whether a drop of a later session was imported before: then known bars stay
 */
public record ImportStep(
    Warehouse warehouse,
    Restater restater,
    Clock clock,
    Pipeline pipeline,
    LocalDate session,
    boolean late)
    implements Step {
  /** Name of the step. */
  public static final String NAME = "import";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done) {
    ImportRequest request =
        ImportRequest.of(ImportRequest.Kind.BARS, pipeline.dataSet(), pipeline.drop(session));
    SortedMap<String, String> facts = new TreeMap<>();
    DropImport drops = new DropImport(warehouse, restater, clock);
    DropReport report =
        (late ? drops.late() : drops).run(request, Progress.silent(), seen -> judge(seen, facts));
    facts.put("late", Boolean.toString(late));
    facts.put("drop", report.drop());
    facts.put("symbols", Integer.toString(report.symbols()));
    facts.put("actions", Long.toString(report.actions()));
    facts.put("new-actions", Long.toString(report.actionsWritten()));
    report.bars().ifPresent(bars -> count(facts, bars));
    return facts;
  }

  private void judge(DropSeen seen, SortedMap<String, String> facts) {
    LocalDate last =
        seen.sessions().isEmpty() ? LocalDate.MIN : seen.sessions().get(seen.sessions().size() - 1);
    LocalDate yesterday = Calendar.XNYS.previous(session);
    Set<String> before = symbols(yesterday);
    before.addAll(seen.symbols(yesterday));
    Set<String> absent = new HashSet<>(before);
    absent.removeAll(symbols(session));
    absent.removeAll(seen.symbols(session));
    List<String> problems =
        pipeline
            .gates()
            .problems(
                session,
                new Gates.Seen(
                    last,
                    before.size(),
                    absent.size(),
                    seen.restated() + seen.unchanged(),
                    seen.restated(),
                    seen.lines(),
                    seen.spikes()));
    if (!problems.isEmpty()) {
      throw new GateStopped(problems);
    }
    facts.put("last", last.toString());
    facts.put("before", Integer.toString(before.size()));
    facts.put("absent", Integer.toString(absent.size()));
  }

  private static void count(SortedMap<String, String> facts, ImportReport bars) {
    facts.put("lines", Long.toString(bars.read()));
    facts.put("added", Long.toString(bars.added()));
    facts.put("restated", Long.toString(bars.restated()));
    facts.put("unchanged", Long.toString(bars.unchanged()));
    facts.put("duplicates", Long.toString(bars.duplicates()));
    facts.put("quarantined", Long.toString(bars.quarantined()));
    facts.put("spikes", Long.toString(bars.spikes()));
  }

  private Set<String> symbols(LocalDate day) {
    Rows rows =
        warehouse.read(
            Tables.BARS_DAILY,
            Filter.all()
                .equal("data_set", pipeline.dataSet())
                .between("session", day.toEpochDay(), day.toEpochDay()),
            List.of("instrument_id"),
            OptionalLong.empty());
    Set<String> symbols = new HashSet<>();
    for (int r = 0; r < rows.size(); r++) {
      symbols.add(rows.text("instrument_id", r));
    }
    return symbols;
  }
}
