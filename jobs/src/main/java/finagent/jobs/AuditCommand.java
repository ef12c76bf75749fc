package finagent.jobs;

import finagent.agents.ComputingAgent;
import finagent.agents.Pools;
import finagent.agents.audit.Bench;
import finagent.agents.audit.Finding;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for agents that use what was not known yet. */
@Command(
    name = "audit",
    description = "Catch agents that use what was not known yet (default: all agents).",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  private static final int INSTRUMENTS = 12;
  private static final int SESSIONS = 160;

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..*", paramLabel = "AGENT", description = "Agents to look at.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--trials", defaultValue = "6", description = "Experiments per check.")
  private int trials;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the experiments.")
  private long seed;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Pools pools = common.pools();
      List<ComputingAgent> subjects = new ArrayList<>();
      for (ComputingAgent agent : Bench.subjects(pools)) {
        if (names.isEmpty() || names.contains(agent.card().name())) {
          subjects.add(agent);
        }
      }
      names.forEach(pools::agent);
      Panel panel =
          SyntheticMarket.of(
              new SyntheticMarket.Config(
                  INSTRUMENTS,
                  SESSIONS,
                  LocalDate.of(2015, 1, 2),
                  seed,
                  SyntheticMarket.Kind.STANDARD));
      List<Finding> findings = new ArrayList<>();
      for (ComputingAgent agent : subjects) {
        findings.addAll(Bench.audit(pools, agent, panel, seed, trials));
        console.progress("audit", findings.size(), 5L * subjects.size());
      }
      return answer(console, findings);
    }
  }

  private static int answer(Console console, List<Finding> findings) {
    console.answer(findings);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("agent", "check", "verdict", "detail"));
    for (Finding finding : findings) {
      rows.add(
          List.of(
              finding.subject(),
              finding.check(),
              finding.passed() ? "ok" : "LEAK",
              finding.detail()));
    }
    console.table(rows);
    long leaks = findings.stream().filter(finding -> !finding.passed()).count();
    console.say(
        leaks == 0
            ? "no agent used what was not known yet (%d checks)"
            : "%d of the checks failed: see LEAK above",
        leaks == 0 ? findings.size() : leaks);
    return leaks == 0 ? 0 : Main.FAILED;
  }
}
