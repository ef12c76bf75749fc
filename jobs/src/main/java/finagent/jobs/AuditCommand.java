package finagent.jobs;

import finagent.agents.ComputingAgent;
import finagent.agents.Pools;
import finagent.agents.audit.Audit;
import finagent.agents.audit.Bench;
import finagent.agents.audit.Finding;
import finagent.jobs.learning.FeatureAudit;
import finagent.jobs.learning.MarketChoice;
import finagent.jobs.learning.TrainFile;
import finagent.jobs.learning.TrainingData;
import finagent.planner.Card;
import finagent.planner.ExecutionPlan;
import finagent.rl.env.Features;
import finagent.rl.training.LearntPolicy;
import finagent.sandbox.market.Panel;
import finagent.tables.market.DeltaMarket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for agents and strategies that use what was not known yet. */
@Command(
    name = "audit",
    description =
        "Catch agents, strategy files with all their agents, and features of training files, that"
            + " use what was not known yet (default: all agents).",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  private static final int CHECKS = 5;

  @Mixin private Common common = new Common();

  @Parameters(
      arity = "0..*",
      paramLabel = "AGENT|FILE",
      description =
          "Agents, by name; strategy files (.yaml), with the jars they name; training files.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Override a value of files.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--trials", defaultValue = "6", description = "Experiments per check.")
  private int trials;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the experiments.")
  private long seed;

  @Override
  public Integer call() {
    if (trials < 1) {
      throw new IllegalArgumentException("Invalid --trials: %d (must be >= 1)".formatted(trials));
    }
    List<Path> files = names.stream().filter(AuditCommand::isFile).map(Path::of).toList();
    List<String> agents = names.stream().filter(name -> !isFile(name)).toList();
    try (Console console = common.console()) {
      List<Finding> findings = new ArrayList<>();
      if (files.isEmpty() || !agents.isEmpty()) {
        Pools pools = agents.isEmpty() ? Pools.shipped() : common.pools();
        agents.forEach(pools::agent);
        findings.addAll(agents(console, pools, agents));
      }
      for (Path file : files) {
        if (TrainFile.is(file)) {
          findings.addAll(training(TrainFile.read(file)));
          continue;
        }
        try (Strategies strategies = Strategies.read(List.of(file), sets)) {
          findings.addAll(strategies.within(() -> strategy(console, strategies)));
        }
      }
      return answer(console, findings);
    }
  }

  private static boolean isFile(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** What a training would observe, on the data it would learn from. */
  private List<Finding> training(TrainFile file) {
    if (!sets.isEmpty()) {
      throw new IllegalArgumentException(
          "--set changes strategy files; '%s' is a training file".formatted(file.title()));
    }
    MarketChoice market =
        file.market()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' trains on '%s', which has no data to be audited; name a training file with market: {data: .., ..}"
                            .formatted(file.title(), file.control().orElse(""))));
    TrainingData data = TrainingData.of(new DeltaMarket(common.warehouse()), market);
    return FeatureAudit.of(file, data, seed, trials);
  }

  /** Each agent alone; no names: all. */
  private List<Finding> agents(Console console, Pools pools, Collection<String> wanted) {
    List<ComputingAgent> subjects =
        Bench.subjects(pools).stream()
            .filter(agent -> wanted.isEmpty() || wanted.contains(agent.card().name()))
            .toList();
    for (ComputingAgent agent : subjects) {
      if (agent.card().params().stream().anyMatch(AuditCommand::isPolicy)) {
        throw new IllegalArgumentException(
            "Agent '%s' acts by a policy: audit a strategy file that says which"
                .formatted(agent.card().name()));
      }
    }
    Panel panel = Audits.market(Audits.SESSIONS, seed);
    List<Finding> findings = new ArrayList<>();
    for (ComputingAgent agent : subjects) {
      findings.addAll(Bench.audit(pools, agent, panel, seed, trials));
      console.progress("audit", findings.size(), (long) CHECKS * subjects.size());
    }
    return findings;
  }

  private static boolean isPolicy(Card.Param param) {
    return param.name().equals("policy") && param.fallback() == null;
  }

  /** Every agent of a strategy alone, then all its tasks at work together. */
  private List<Finding> strategy(Console console, Strategies strategies) {
    strategies.with(common.warehouse());
    ExecutionPlan plan = Audits.plan(strategies);
    Map<String, Map<String, LearntPolicy>> policies = Audits.policies(plan, strategies.shelf());
    TreeSet<String> used = new TreeSet<>();
    plan.tasks().forEach(task -> used.add(task.task().agent()));
    used.removeAll(policies.keySet());
    List<Finding> findings = new ArrayList<>(agents(console, strategies.pools(), used));
    TreeSet<String> traded = new TreeSet<>();
    int memory = 0;
    for (Map.Entry<String, Map<String, LearntPolicy>> agent : policies.entrySet()) {
      for (Map.Entry<String, LearntPolicy> policy : agent.getValue().entrySet()) {
        LearntPolicy.Desk desk = policy.getValue().trading().orElseThrow();
        int warmup = new Features(desk.scaler().columns()).warmup();
        Panel panel = Audits.market(Audits.SESSIONS + 2 * warmup, seed, desk.instruments());
        findings.addAll(
            Bench.audit(
                strategies.pools(),
                (ComputingAgent) strategies.pools().agent(agent.getKey()),
                Map.of("policy", policy.getKey()),
                panel,
                seed,
                trials));
        traded.addAll(desk.instruments());
        memory = Math.max(memory, warmup);
      }
    }
    int longest = Math.max(memory, Audits.longest(plan, strategies));
    Panel panel = Audits.market(Audits.SESSIONS + 2 * longest, seed, traded);
    findings.addAll(Audit.of(plan, strategies.pools(), panel, seed, trials));
    return findings;
  }

  private static int answer(Console console, List<Finding> findings) {
    console.answer(findings);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("agent, task or feature", "check", "verdict", "detail"));
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
            ? "nothing used what was not known yet (%d checks)"
            : "%d of the checks failed: see LEAK above",
        leaks == 0 ? findings.size() : leaks);
    return leaks == 0 ? 0 : Main.FAILED;
  }
}
